import { useState } from 'react'

/** Rows picked over several pages of a list. */
export function useSelection<Row>(keyOf: (row: Row) => string) {
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map())
  const change = (rows: readonly Row[], on: boolean) =>
    setPicked((now) => {
      const next = new Map(now)
      for (const row of rows) {
        if (on) next.set(keyOf(row), row)
        else next.delete(keyOf(row))
      }
      return next
    })
  return { rows: [...picked.values()], keys: new Set(picked.keys()), change, clear: () => setPicked(new Map()) }
}
