import type { Language } from '../../contract/endpoint.ts'
import { say, sayIfKnown, type WordValues } from '../platform/words.ts'
import type { MailContent } from './rules.ts'

export type Rendered = { subject: string; text: string; html: string }
/** What a mail tells of notifications: sentences that lead to their result, of how many, and where its reader chooses or ends it. */
export type Notices = {
  entries: readonly { text: string; place: string; href: string }[]
  total: number
  choose: string
  unsubscribe?: string | undefined
}
type Told = {
  content: MailContent
  language: Language
  link: string
  notices?: Notices | undefined
  /** What the hub is called, and where its readers get help. */
  hub: string
  help?: { mail: string | null; link: string | null }
}

/** A mail in the reader's language, as text and as the same in HTML: no pictures, no scripts, nothing from elsewhere, every value escaped. */
export function renderMail({ content, language, link, notices, hub, help }: Told): Rendered {
  const { kind } = content
  const values = { ...valuesOf(content, language), ...countsOf(notices), link, hub: oneLine(hub) }
  const subject = say(language, `mails/${kind}/subject`, values)
  const opening = [say(language, `mails/${kind}/greeting`, values), say(language, `mails/${kind}/body`, values)]
  const meaning = say(language, `mails/${kind}/meaning`, values)
  const button = say(language, `mails/${kind}/button`, values)
  // Only a link that ends has an expiry.
  const expiry = sayIfKnown(language, `mails/${kind}/expiry`, values)
  const closing = [...(expiry === null ? [] : [expiry]), say(language, `mails/${kind}/ignore`, values)]
  const footer = say(language, 'mails/footer', values)
  const entries = notices?.entries ?? []
  const more = (notices?.total ?? 0) - entries.length
  const rest = more > 0 ? [say(language, 'mails/more', { ...values, count: more })] : []
  const ways = notices ? waysOut(notices, language) : []
  const places = placesOfHelp(help)
  const ask = say(language, 'mails/help')
  const text = [
    ...opening,
    ...entries.map((entry) => `* ${entry.text}\n  ${entry.place}\n  ${entry.href}`),
    ...rest,
    meaning,
    `${leading(button, language)}\n${link}`,
    ...closing,
    ...ways.map(([words, href]) => `${leading(words, language)}\n${href}`),
    ...(places.length > 0 ? [[leading(ask, language), ...places.map(({ text }) => text)].join('\n')] : []),
    `-- \n${footer}`,
  ].join('\n\n')
  const html = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1a1b1e;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<main style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(subject)}</h1>
${[...opening.map(paragraph), ...entries.map(entryHtml), ...rest.map(paragraph)].join('\n')}
<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="${buttonStyle}">${escapeHtml(button)}</a></p>
<p style="margin:0 0 12px;color:#5c5f66;font-size:14px">${escapeHtml(link)}</p>
${[...[meaning, ...closing].map(paragraph), ...ways.map(wayHtml), helpHtml(leading(ask, language), places), paragraph(footer)].join('\n')}
</main>
</body>
</html>
`
  return { subject, text: `${text}\n`, html }
}

/** Words before what they lead to. In French the colon stands apart. */
function leading(words: string, language: Language): string {
  return `${words}${language === 'fr' ? '\u00a0' : ''}:`
}

const buttonStyle = 'display:inline-block;padding:12px 20px;border-radius:6px;background:#1864ab;color:#ffffff;text-decoration:none'

function paragraph(sentence: string): string {
  return `<p style="margin:0 0 12px">${escapeHtml(sentence)}</p>`
}

type Entry = Notices['entries'][number]

function entryHtml({ text, place, href }: Entry): string {
  return `<p style="margin:0 0 12px"><a href="${escapeHtml(href)}" style="color:#1864ab">${escapeHtml(text)}</a><br><span style="color:#5c5f66;font-size:14px">${escapeHtml(place)}</span></p>`
}

function wayHtml([words, href]: readonly [string, string]): string {
  return `<p style="margin:0 0 12px"><a href="${escapeHtml(href)}" style="color:#1864ab">${escapeHtml(words)}</a></p>`
}

function waysOut({ choose, unsubscribe }: Notices, language: Language): (readonly [string, string])[] {
  return [[say(language, 'mails/choose'), choose], ...(unsubscribe ? [[say(language, 'mails/unsubscribe'), unsubscribe] as const] : [])]
}

type Place = { text: string; href: string }

function placesOfHelp(help: Told['help']): Place[] {
  const { link, mail } = help ?? {}
  return [...(link ? [{ text: link, href: link }] : []), ...(mail ? [{ text: mail, href: `mailto:${mail}` }] : [])]
}

function helpHtml(ask: string, places: readonly Place[]): string {
  if (places.length === 0) return ''
  const links = places.map(({ text, href }) => `<a href="${escapeHtml(href)}" style="color:#1864ab">${escapeHtml(text)}</a>`)
  return `<p style="margin:0 0 12px">${escapeHtml(ask)} ${links.join(' · ')}</p>`
}

/** A subject is one line that is read in a list. */
const subjectCharacters = 150

function countsOf(notices: Notices | undefined): WordValues {
  const first = notices?.entries[0]?.text
  if (!notices || first === undefined) return {}
  return { count: notices.total, first: first.length > subjectCharacters ? `${first.slice(0, subjectCharacters)}…` : first }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** What people typed cannot begin a line of its own, nor turn the direction of what follows. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}

/** A day or moment as the reader writes it. */
export function inWords(language: Language, at: Date, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, how).format(at)
}

/** What the sentences are filled with: everything that people typed on one line, days and moments as the reader writes them. */
function valuesOf({ payload }: MailContent, language: Language): WordValues {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(payload)) values[name] = oneLine(value)
  // A partner invites customers, a colleague members.
  if ('from' in payload) values.partner = oneLine(payload.from)
  if ('expiresAt' in payload) {
    // What ends within the hour says when, in the reader's own time.
    const precise = 'timeZone' in payload ? { timeStyle: 'long' as const, timeZone: payload.timeZone } : { timeZone: 'UTC' }
    values.until = inWords(language, new Date(payload.expiresAt), { dateStyle: 'long', ...precise })
  }
  if ('at' in payload) {
    const { at, timeZone } = payload
    values.when = inWords(language, new Date(at), { dateStyle: 'long', timeStyle: 'long', timeZone })
  }
  if ('agent' in payload && payload.agent === '') values.agent = say(language, 'mails/unknownAgent')
  return values
}
