import type { Language } from '../../contract/endpoint.ts'
import { say, sayIfKnown, type WordValues } from '../platform/words.ts'
import type { MailContent } from './rules.ts'

export type Rendered = { subject: string; text: string; html: string }
type Told = { content: MailContent; language: Language; link: string }

/** A mail in the reader's language, as text and as the same in HTML: no pictures, no scripts, nothing from elsewhere, every value escaped. */
export function renderMail({ content, language, link }: Told): Rendered {
  const { kind } = content
  const values = { ...valuesOf(content, language), link }
  const subject = say(language, `mails/${kind}/subject`, values)
  const opening = [say(language, `mails/${kind}/greeting`, values), say(language, `mails/${kind}/body`, values)]
  const meaning = say(language, `mails/${kind}/meaning`, values)
  const button = say(language, `mails/${kind}/button`, values)
  // Only a link that ends has an expiry.
  const expiry = sayIfKnown(language, `mails/${kind}/expiry`, values)
  const closing = [...(expiry === null ? [] : [expiry]), say(language, `mails/${kind}/ignore`, values)]
  const footer = say(language, 'mails/footer')
  const text = [...opening, meaning, `${button}:\n${link}`, ...closing, `-- \n${footer}`].join('\n\n')
  const html = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1a1b1e;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<main style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(subject)}</h1>
${opening.map(paragraph).join('\n')}
<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="${buttonStyle}">${escapeHtml(button)}</a></p>
${[meaning, ...closing, footer].map(paragraph).join('\n')}
</main>
</body>
</html>
`
  return { subject, text: `${text}\n`, html }
}

const buttonStyle = 'display:inline-block;padding:12px 20px;border-radius:6px;background:#1864ab;color:#ffffff;text-decoration:none'

function paragraph(sentence: string): string {
  return `<p style="margin:0 0 12px">${escapeHtml(sentence)}</p>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** What people typed cannot begin a line of its own, nor turn the direction of what follows. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}

/** What the sentences are filled with: everything that people typed on one line, days and moments as the reader writes them. */
function valuesOf({ payload }: MailContent, language: Language): WordValues {
  const locale = language === 'en' ? 'en-GB' : language
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(payload)) values[name] = oneLine(value)
  // A partner invites customers, a colleague members.
  if ('from' in payload) values.partner = oneLine(payload.from)
  if ('expiresAt' in payload) {
    // What ends within the hour says when, in the reader's own time.
    const precise = 'timeZone' in payload ? { timeStyle: 'long' as const, timeZone: payload.timeZone } : { timeZone: 'UTC' }
    values.until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...precise }).format(new Date(payload.expiresAt))
  }
  if ('at' in payload) {
    const { at, timeZone } = payload
    values.when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone }).format(new Date(at))
  }
  if ('agent' in payload && payload.agent === '') values.agent = say(language, 'mails/unknownAgent')
  return values
}
