import { describe, expect, test } from 'vitest'
import { append, type Chain, catchUp, chainOf, endOf, oldIn, pagesIn, renewed, type Sight } from './chain.ts'

type Row = { id: string; name?: string }
type Answer = { items: Row[]; nextCursor: string | null }

const keyOf = (row: Row) => row.id
const answer = (ids: string, nextCursor: string | null): Answer => ({ items: [...ids].map((id) => ({ id })), nextCursor })
const idsOf = (chain: Chain<Row, Answer>) => chain.items.map(keyOf).join('')
const oldOf = (chain: Chain<Row, Answer>) => chain.links.map(({ old }) => old)
const three = () => chainOf<Row, Answer>([answer('abc', 'c'), answer('def', 'f'), answer('ghi', 'i')], keyOf)

describe('pages of a list, one behind the other', () => {
  test('go on where the last one ends, and end where none follows', () => {
    const chain = append(three(), 'i', answer('jk', null), keyOf)
    expect(idsOf(chain)).toBe('abcdefghijk')
    expect(endOf(chain)).toBeNull()
  })

  test('take no page that was asked for behind another end', () => {
    expect(idsOf(append(three(), 'f', answer('ghi', null), keyOf))).toBe('abcdefghi')
  })

  test('have a row once that moved down while one read on', () => {
    expect(idsOf(append(three(), 'i', answer('bj', null), keyOf))).toBe('abcdefghij')
  })

  test('know which of them are in sight', () => {
    expect(pagesIn(three(), { first: 0, last: 2 })).toEqual({ first: 0, last: 0 })
    expect(pagesIn(three(), { first: 2, last: 3 })).toEqual({ first: 0, last: 1 })
    expect(pagesIn(three(), { first: 5, last: 99 })).toEqual({ first: 1, last: 2 })
  })
})

describe('a live refresh', () => {
  const refresh = (first: number, answers: Answer[], chain = three()) => renewed(chain, { first, answers, others: 'old' }, keyOf)

  test('takes the place of what is in sight alone; the others stay as they stand, old', () => {
    const chain = refresh(1, [answer('dEf', 'f')])
    expect(idsOf(chain)).toBe('abcdEfghi')
    expect(oldOf(chain)).toEqual([true, false, true])
  })

  test('keeps the very rows of pages that were not read again', () => {
    const before = three()
    expect(refresh(1, [answer('def', 'f')], before).items[0]).toBe(before.items[0])
  })

  test('with a row that came: what it pushed out belongs to the next page, which is read by its new cursor', () => {
    const chain = refresh(1, [answer('dxe', 'e')])
    expect(idsOf(chain)).toBe('abcdxeghi')
    expect(chain.links[2]?.cursor).toBe('e')
    expect(idsOf(renewed(chain, { first: 2, answers: [answer('fgh', 'h')], others: 'as they were' }, keyOf))).toBe('abcdxefgh')
  })

  test('with a row that went: what moved up stands there once', () => {
    expect(idsOf(refresh(1, [answer('dfg', 'g')]))).toBe('abcdfghi')
  })

  test('with a row that went up into an earlier page and is gone from there: it stands again where it is', () => {
    const moved = refresh(0, [answer('abg', 'g')])
    expect(idsOf(moved)).toBe('abgdefhi')
    expect(idsOf(renewed(moved, { first: 0, answers: [answer('abc', 'c')], others: 'as they were' }, keyOf))).toBe('abcdefghi')
  })

  test('leaves nothing behind the end that the list has now', () => {
    const chain = refresh(0, [answer('ab', null)])
    expect(idsOf(chain)).toBe('ab')
    expect(endOf(chain)).toBeNull()
  })

  test('of several pages leaves those between as they were read', () => {
    expect(oldOf(refresh(0, [answer('abc', 'c'), answer('def', 'f')]))).toEqual([false, false, true])
  })
})

describe('what is old', () => {
  test('counts where it is in sight', () => {
    const chain = renewed(three(), { first: 0, answers: [answer('Abc', 'c')], others: 'old' }, keyOf)
    expect(oldIn(chain, { first: 0, last: 2 })).toBeUndefined()
    expect(oldIn(chain, { first: 1, last: 4 })).toEqual({ first: 0, last: 1 })
  })

  test('is renewed until nothing in sight is, also of what one scrolled to while it was read', async () => {
    let chain = renewed(three(), { first: 0, answers: [answer('Abc', 'c')], others: 'old' }, keyOf)
    let sight: Sight = { first: 3, last: 4 }
    const read: Sight[] = []
    await catchUp(
      () => oldIn(chain, sight),
      async (pages) => {
        read.push(pages)
        chain = renewed(
          chain,
          { first: pages.first, answers: pages.first === 1 ? [answer('dEf', 'f')] : [answer('ghI', 'i')], others: 'as they were' },
          keyOf,
        )
        sight = { first: 6, last: 7 }
      },
    )
    expect(read).toEqual([
      { first: 1, last: 1 },
      { first: 2, last: 2 },
    ])
    expect(idsOf(chain)).toBe('AbcdEfghI')
  })
})
