import type { BrowserContext, Page } from 'playwright-core'

// A language that nobody speaks: every word of the pages comes in brackets, with signs that English has not, and longer by 40 %, as French and German
// often are. What shows without brackets was never a word of ours; what does not fit, would not in some language.

export const marks = { begin: '⟦', end: '⟧' }
const file = /\/assets\/en-[\w-]+\.js$/

/** What turns a language's words into that one; runs in the browser. */
const turning = `
const strange = { a: 'á', e: 'ë', i: 'ï', o: 'ø', u: 'ü', c: 'ç', n: 'ñ', s: 'š', y: 'ÿ', A: 'Å', E: 'É', I: 'Ï', O: 'Ö', U: 'Ü', C: 'Ç', N: 'Ñ', S: 'Š' }
const turned = (text) => {
  const pieces = text.split(/({{[^}]*}}|<[^>]*>)/)
  const said = pieces.map((piece, n) => (n % 2 ? piece : piece.replaceAll(/[A-Za-z]/g, (sign) => strange[sign] ?? sign))).join('')
  const letters = text.replaceAll(/{{[^}]*}}|<[^>]*>/g, '').length
  return '${marks.begin}' + said + ' ' + '·'.repeat(Math.ceil(letters * 0.4)).replaceAll(/·{12}/g, '$& ') + '${marks.end}'
}
const turn = (words) => typeof words === 'string' ? turned(words) : Object.fromEntries(Object.entries(words).map(([key, one]) => [key, turn(one)]))
`

/** Has the pages speak it in place of English. */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  await context.route(file, async (route) => {
    const url = new URL(route.request().url())
    if (url.searchParams.has('real')) return route.fallback()
    await route.fulfill({
      contentType: 'text/javascript',
      body: `import { words as real } from '${url.pathname}?real'\n${turning}\nexport const words = turn(real)`,
    })
  })
}

/** Everything that the hub itself has said so far: what people typed and what it makes sentences of is nobody's word of the pages. */
export async function listen(page: Page): Promise<{ said: () => string }> {
  const said: string[] = []
  await page.route('**/api/v1/**', async (route) => {
    if (route.request().url().includes('/api/v1/events')) return route.fallback()
    const response = await route.fetch()
    said.push(await response.text())
    await route.fulfill({ response })
  })
  return { said: () => said.join('\n') }
}

/** Text on the page, in names for those who hear it too, that has letters and no brackets, and that the hub never said. */
export async function strangersIn(page: Page, said: string): Promise<string[]> {
  const { texts, countries } = await page.evaluate(() => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement
      if (!holder || holder.closest('script, style, noscript, textarea, kbd, code')) continue
      const whole = holder.closest('button, a, p, h1, h2, h3, li, td, th, label, dt, dd, span, div')?.textContent ?? ''
      found.add(`${node.textContent?.trim() ?? ''}\u0000${whole}`)
    }
    for (const element of document.querySelectorAll(':is([aria-label], [title], [placeholder], [alt]):not([aria-hidden=true])'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name)?.trim()
        if (text) found.add(`${text}\u0000${text}`)
      }
    // Countries are named by the browser.
    const names = new Intl.DisplayNames([document.documentElement.lang, 'en-GB'], { type: 'region' })
    const british = new Intl.DisplayNames(['en-GB'], { type: 'region' })
    const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n))
    const codes = letters.flatMap((one) => letters.map((other) => one + other))
    return { texts: [...found], countries: codes.flatMap((code) => [names.of(code) ?? '', british.of(code) ?? '']) }
  })
  const known = new Set(countries)
  return texts
    .map((one) => one.split('\u0000'))
    .filter(([text = '', whole = '']) => isStrange(text, whole, { said, known }))
    .map(([text = '']) => text)
}

/** Of a person, in place of a picture. */
const initials = /^\p{Lu}{1,2}$/u

/** Months and the like come from the browser. */
const ofDates = /^(?:[\d\s.,:/·–-]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|at|AM|PM|kB|MB)*$/i

function isStrange(text: string, whole: string, { said, known }: { said: string; known: ReadonlySet<string> }): boolean {
  if (!/\p{L}{2}/u.test(text) || initials.test(text)) return false
  // A sentence of ours around a name.
  if (whole.includes(marks.begin)) return false
  const isKnown = (part: string) => ofDates.test(part) || known.has(part) || said.includes(JSON.stringify(part).slice(1, -1))
  return !isKnown(text) && text.split(/ · |, | – |\n/).some((part) => /\p{L}{2}/u.test(part) && !isKnown(part))
}
