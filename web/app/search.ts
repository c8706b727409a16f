import { type Filter, filterNames } from './listing.ts'

/** State of a list that belongs in the address: order, columns and filters, and where a transfer starts. */
export type Search = {
  /** Of a list that was told to show everything: what says nothing at all opens by its reader's own view. */
  view?: 'all'
  sort?: string
  columns?: string
  /** Whose devices: which list it is, so that no view keeps it. */
  customer?: string
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
  for (const name of ['sort', 'columns', 'customer', 'source', 'target', ...filterNames] as const) {
    const value = textIn(raw[name])
    if (value !== undefined) found[name] = value
  }
  if (raw.picked === true) found.picked = true
  if (raw.view === 'all') found.view = 'all'
  return found
}

/** The address after a change. Of a list that opens by a view, one from which the last filter was taken still says so, or the view would come back with the page. */
export function changed(now: Search, next: Search, opensByView: boolean): Search {
  const { view: _all, ...rest } = { ...now, ...next }
  const says = Object.values(rest).some((value) => value !== undefined)
  return says || !opensByView ? rest : { view: 'all' }
}
