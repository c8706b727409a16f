import MiniSearch from 'minisearch'
import type { Guide } from './guide.ts'

/** A part of a guide that says what was searched for; `passage` is cut where the words stand, `hit` those that fit. */
export type Hit = { guide: Guide; part: number; heading: string; passage: { text: string; hit: boolean }[] }

const mostHits = 20
const around = 110
/** How far a word may be off, by its length. */
const typos = 0.2
/** Running a hub is the matter of few. */
const operatingWeight = 0.6

/** Upper case, accents and ß make no difference. */
function plain(term: string): string {
  return term.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '')
}

/** Finds parts of guides by words, their beginnings, and words with a letter wrong. */
export function makeFinder(guides: readonly Guide[]): (q: string) => Hit[] {
  const parts = guides.flatMap((guide, index) =>
    guide.parts.map(({ heading, text }, part) => ({
      id: `${index} ${part}`,
      guide,
      part,
      heading,
      title: part === 0 ? guide.title : '',
      text: part === 0 ? `${guide.summary} ${text}`.trim() : text,
    })),
  )
  const byId = new Map(parts.map((part) => [part.id, part]))
  const index = new MiniSearch<(typeof parts)[number]>({ fields: ['title', 'heading', 'text'], processTerm: plain })
  index.addAll(parts)
  const options = {
    boost: { title: 4, heading: 2 },
    prefix: true,
    fuzzy: (term: string) => (term.length > 3 ? typos : false),
    boostDocument: (id: string) => (byId.get(id)?.guide.readers.includes('operator') ? operatingWeight : 1),
  }
  return (q) => {
    const all = index.search(q, { ...options, combineWith: 'AND' })
    const found = all.length > 0 ? all : index.search(q, options)
    return found.slice(0, mostHits).flatMap(({ id, terms }) => {
      const part = byId.get(String(id))
      return part ? [{ guide: part.guide, part: part.part, heading: part.heading, passage: passageOf(part.text, new Set(terms)) }] : []
    })
  }
}

/** The text around the first word that fits, or its beginning where only the heading fits. */
function passageOf(text: string, terms: ReadonlySet<string>): Hit['passage'] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) => terms.has(plain(word)))
  const first = words[0]?.index ?? 0
  const from = first > around ? text.indexOf(' ', first - around) + 1 : 0
  const to = first + around < text.length ? text.lastIndexOf(' ', first + around) : text.length
  const pieces = [{ text: from > 0 ? '… ' : '', hit: false }]
  let at = from
  for (const { 0: word, index } of words) {
    if (index + word.length > to) break
    pieces.push({ text: text.slice(at, index), hit: false }, { text: word, hit: true })
    at = index + word.length
  }
  pieces.push({ text: text.slice(at, Math.max(to, at)) + (to < text.length ? ' …' : ''), hit: false })
  return pieces.filter((piece) => piece.text !== '')
}
