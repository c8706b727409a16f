import { useState } from 'react'

type Picks<Row> = { filter: string; all: boolean; marked: ReadonlyMap<string, Row> }

export type Selection<Row> = {
  all: boolean
  /** What is picked one by one; empty while all is. */
  rows: readonly Row[]
  /** Of all, what was unticked. */
  except: readonly Row[]
  any: boolean
  has: (key: string) => boolean
  /** Whether each of these is. */
  hasAll: (rows: readonly Row[]) => boolean
  change: (rows: readonly Row[], on: boolean) => void
  pickAll: () => void
  clear: () => void
}

/**
 * Rows picked in a list, wherever in it they are; or, once `pickAll` was asked, everything that the list shows under its filter, read or not, but for what
 * was unticked (`except`). Single picks outlive another filter; "all" does not, since it would be others.
 */
export function useSelection<Row>(keyOf: (row: Row) => string, filter: string): Selection<Row> {
  const [kept, setPicks] = useState<Picks<Row>>({ filter, all: false, marked: new Map() })
  const nothing: Picks<Row> = { filter, all: false, marked: new Map() }
  const now = (picks: Picks<Row>) => (picks.all && picks.filter !== filter ? nothing : picks)
  const { all, marked } = now(kept)
  const change = (rows: readonly Row[], on: boolean) =>
    setPicks((before) => {
      const { all, marked } = now(before)
      const next = new Map(marked)
      for (const row of rows) {
        if (on === all) next.delete(keyOf(row))
        else next.set(keyOf(row), row)
      }
      return { filter, all, marked: next }
    })
  const named = [...marked.values()]
  const has = (key: string) => marked.has(key) !== all
  return {
    all,
    rows: all ? [] : named,
    except: all ? named : [],
    any: all || named.length > 0,
    has,
    hasAll: (rows) => rows.length > 0 && (all || marked.size >= rows.length) && rows.every((row) => has(keyOf(row))),
    change,
    pickAll: () => setPicks({ ...nothing, all: true }),
    clear: () => setPicks(nothing),
  }
}
