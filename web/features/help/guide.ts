import { lexer, type MarkedToken } from 'marked'
import type { Language } from '../../../contract/endpoint.ts'
import { ours, textOf } from './tokens.ts'

/** For whom a guide is written. */
export const readers = ['everyone', 'partner', 'customer', 'provider', 'vendor', 'operator'] as const
export type Reader = (typeof readers)[number]

/** What stands under one heading of a guide; what stands before the first one has none. */
export type Part = { heading: string; blocks: MarkedToken[]; text: string }
export type Guide = {
  slug: string
  language: Language
  title: string
  summary: string
  readers: Reader[]
  /** Its place in a list: one meets a task after another. */
  order: number
  parts: Part[]
}

/** Documents of the operator's have no order of their own and come last. */
const last = 1_000

function partsOf(body: string): Part[] {
  const parts: { heading: string; blocks: MarkedToken[] }[] = [{ heading: '', blocks: [] }]
  for (const token of ours(lexer(body))) {
    if (token.type === 'heading' && token.depth === 2) parts.push({ heading: textOf(token.tokens).trim(), blocks: [] })
    else parts.at(-1)?.blocks.push(token)
  }
  return parts.map((part) => ({ ...part, text: textOf(part.blocks).trim() }))
}

/**
 * A guide from its file. Guides of docs/guides say title, summary, readers and order before their text; a document of docs/operating, which is read
 * elsewhere too, begins with its title and a paragraph that says what it is about.
 */
export function readGuide(slug: string, language: Language, source: string): Guide {
  const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? []
  if (front === undefined || body === undefined) {
    const [, title = slug, summary = '', rest = ''] = /^# (.+)\n\n([^\n]+)\n([\s\S]*)$/.exec(source) ?? []
    return { slug, language, title, summary: textOf(lexer(summary)).trim(), readers: ['operator'], order: last, parts: partsOf(rest) }
  }
  const said = new Map(front.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
  return {
    slug,
    language,
    title: said.get('title') ?? slug,
    summary: said.get('summary') ?? '',
    readers: readers.filter((reader) => (said.get('roles') ?? '').split(', ').includes(reader)),
    order: Number(said.get('order') ?? last),
    parts: partsOf(body),
  }
}

/** Guides from files as the build gives them: by path, each with its text. */
export function readGuides(files: Record<string, string>, language: Language): Guide[] {
  return Object.entries(files).map(([path, source]) => readGuide(/([\w-]+)\.md$/.exec(path)?.[1] ?? path, language, source))
}
