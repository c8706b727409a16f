// Which rows a key or a click with Shift means. Pure: indexes in, indexes out.

/** From one row to another, both included; in order. */
export function span<Row>(rows: readonly Row[], one: number, other: number): readonly Row[] {
  return rows.slice(Math.min(one, other), Math.max(one, other) + 1)
}

/** A range from `anchor` that reached to `from` reaches to `to`: what comes in, and what goes out. */
export function stretched<Row>(
  rows: readonly Row[],
  anchor: number,
  from: number,
  to: number,
): { on: readonly Row[]; off: readonly Row[] } {
  const on = span(rows, anchor, to)
  const stays = new Set(on)
  return { on, off: span(rows, anchor, from).filter((row) => !stays.has(row)) }
}

/** To which row a key leads; undefined where it leads nowhere. `page` = rows that are in sight at once. */
export function rowAt(key: string, from: number, { count, page }: { count: number; page: number }): number | undefined {
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: count - 1 }[key]
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(to, count - 1))
}
