import { useState } from 'react'

type Picks<Row> = { filter: string; all: boolean; marked: ReadonlyMap<string, Row> }

/**
 * Rows picked over several pages of a list; or, once `pickAll` was asked, everything that the list shows under its filter on all its pages
 * but for what was unticked (`except`). Single picks outlive another filter; "all" does not, since it would be others.
 */
export function useSelection<Row>(keyOf: (row: Row) => string, filter: string) {
  const [kept, setPicks] = useState<Picks<Row>>({ filter, all: false, marked: new Map() })
  const nothing: Picks<Row> = { filter, all: false, marked: new Map() }
  const now = (picks: Picks<Row>) => (picks.all && picks.filter !== filter ? nothing : picks)
  const picks = now(kept)
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
  const marked = [...picks.marked.values()]
  return {
    all: picks.all,
    rows: picks.all ? [] : marked,
    except: picks.all ? marked : [],
    any: picks.all || marked.length > 0,
    keysAmong: (rows: readonly Row[]) => new Set(rows.map(keyOf).filter((key) => picks.marked.has(key) !== picks.all)),
    change,
    pickAll: () => setPicks({ ...nothing, all: true }),
    clear: () => setPicks(nothing),
  }
}
