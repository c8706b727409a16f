// The pages of a list by cursor, one behind the other, as far as they were read. Pure: rows.ts reads them.

export type Reply<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null; readonly total?: number | undefined }

export type Link<Row, Answer extends Reply<Row>> = {
  /** By which it was read; undefined is the first. */
  readonly cursor: string | undefined
  readonly answer: Answer
  /** Its rows, but for those that an earlier page has by now. */
  readonly items: readonly Row[]
  /** Something has changed since it was read: it is read again when it comes in sight. */
  readonly old: boolean
}

export type Chain<Row, Answer extends Reply<Row>> = {
  readonly links: readonly Link<Row, Answer>[]
  readonly items: readonly Row[]
  /** The rows by their keys. `append` goes on with it instead of making one of a hundred thousand anew. */
  readonly keys: Set<string>
}

type KeyOf<Row> = (row: Row) => string

/** The cursor of what comes after all that was read; null at the end of the list. */
export function endOf<Row, Answer extends Reply<Row>>({ links }: Chain<Row, Answer>): string | null {
  return links.at(-1)?.answer.nextCursor ?? null
}

/** Each row once, in the first page that has it, before old ones in one just read: what moved meanwhile would stand there twice. */
function joined<Row, Answer extends Reply<Row>>(links: readonly Link<Row, Answer>[], keyOf: KeyOf<Row>): Chain<Row, Answer> {
  const keys = new Set<string>()
  const own = new Map<Link<Row, Answer>, readonly Row[]>()
  for (const link of [...links.filter(({ old }) => !old), ...links.filter(({ old }) => old)])
    own.set(link, fresh(link.answer.items, keys, keyOf))
  const kept = links.map((link) => ({ ...link, items: own.get(link) ?? [] }))
  return { links: kept, items: kept.flatMap(({ items }) => items), keys }
}

/** Of these rows the ones whose keys are not there yet; they are then. */
function fresh<Row>(rows: readonly Row[], keys: Set<string>, keyOf: KeyOf<Row>): readonly Row[] {
  const own = rows.filter((row) => !keys.has(keyOf(row)))
  for (const row of own) keys.add(keyOf(row))
  return own
}

/** A chain of pages that were read one after the other, the first by `cursor`. */
export function chainOf<Row, Answer extends Reply<Row>>(answers: readonly Answer[], keyOf: KeyOf<Row>): Chain<Row, Answer> {
  return joined(linked<Row, Answer>(undefined, answers), keyOf)
}

function linked<Row, Answer extends Reply<Row>>(cursor: string | undefined, answers: readonly Answer[]): Link<Row, Answer>[] {
  return answers.map((answer, at) => ({
    cursor: at === 0 ? cursor : (answers[at - 1]?.nextCursor ?? undefined),
    answer,
    items: answer.items,
    old: false,
  }))
}

/** The page behind the last; what was read by another cursor than that of the end does not belong there. */
export function append<Row, Answer extends Reply<Row>>(
  chain: Chain<Row, Answer>,
  cursor: string,
  answer: Answer,
  keyOf: KeyOf<Row>,
): Chain<Row, Answer> {
  if (endOf(chain) !== cursor) return chain
  const items = fresh(answer.items, chain.keys, keyOf)
  return { links: [...chain.links, { cursor, answer, items, old: false }], items: chain.items.concat(items), keys: chain.keys }
}

export type Sight = { readonly first: number; readonly last: number }

/** Which pages hold rows that are in sight. */
export function pagesIn<Row, Answer extends Reply<Row>>({ links }: Chain<Row, Answer>, { first, last }: Sight): Sight {
  let end = 0
  const ends = links.map(({ items }) => {
    end += items.length
    return end
  })
  const pageOf = (row: number) => {
    const at = ends.findIndex((past) => row < past)
    return at === -1 ? Math.max(links.length - 1, 0) : at
  }
  return { first: pageOf(first), last: pageOf(last) }
}

/**
 * Some pages were read again from the page `first` on, one after the other, in place of as many; what comes after them now goes on where they end. Rows
 * that went from a later page into these are taken out there, and nothing is left behind the end of the list. `others` are old where whatever changed
 * may have changed them too.
 */
export function renewed<Row, Answer extends Reply<Row>>(
  chain: Chain<Row, Answer>,
  { first, answers, others }: { first: number; answers: readonly Answer[]; others: 'old' | 'as they were' },
  keyOf: KeyOf<Row>,
): Chain<Row, Answer> {
  const from = chain.links[first]
  const last = answers.at(-1)
  if (!from || !last) return chain
  const age = (link: Link<Row, Answer>) => (others === 'old' && !link.old ? { ...link, old: true } : link)
  const before = chain.links.slice(0, first).map(age)
  const after = last.nextCursor === null ? [] : chain.links.slice(first + answers.length).map(age)
  const [next, ...rest] = after
  const goesOn =
    next && next.cursor !== (last.nextCursor ?? undefined) ? [{ ...next, cursor: last.nextCursor ?? undefined, old: true }, ...rest] : after
  return joined([...before, ...linked<Row, Answer>(from.cursor, answers), ...goesOn], keyOf)
}

/** The pages in sight, where some of them are old. */
export function oldIn<Row, Answer extends Reply<Row>>(chain: Chain<Row, Answer>, sight: Sight): Sight | undefined {
  const pages = pagesIn(chain, sight)
  return chain.links.slice(pages.first, pages.last + 1).some(({ old }) => old) ? pages : undefined
}

/** Renews what is old in sight, as `old` finds it each time: one scrolls on while pages are read. */
export async function catchUp(old: () => Sight | undefined, renew: (pages: Sight) => Promise<void>): Promise<void> {
  for (let pages = old(); pages; pages = old()) await renew(pages)
}
