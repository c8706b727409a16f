import { type Filter, filterNames } from './listing.ts'

/** State of a list that belongs in the address: order, columns and filters, and where a transfer starts. */
export type Search = {
  sort?: string
  columns?: string
  source?: string
  target?: string
  picked?: boolean
} & { [Name in Filter]?: string }

/** What an address says under one name, where it says anything. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

/** What of an address is state of a list; anything else is passed over. */
export function readSearch(raw: Record<string, unknown>): Search {
  const found: Search = {}
  for (const name of ['sort', 'columns', 'source', 'target', ...filterNames] as const) {
    const value = textIn(raw[name])
    if (value !== undefined) found[name] = value
  }
  if (raw.picked === true) found.picked = true
  return found
}
