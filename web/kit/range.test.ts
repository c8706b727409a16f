import { describe, expect, test } from 'vitest'
import { rowAt, span, stretched } from './range.ts'

const rows = [...'abcdefgh']

describe('ranges of rows', () => {
  test('are the same from either end', () => {
    expect(span(rows, 1, 3)).toEqual(['b', 'c', 'd'])
    expect(span(rows, 3, 1)).toEqual(['b', 'c', 'd'])
  })

  test('grow by what the next row adds', () => {
    expect(stretched(rows, 2, 3, 4)).toEqual({ on: ['c', 'd', 'e'], off: [] })
  })

  test('shrink when one turns back', () => {
    expect(stretched(rows, 2, 4, 3)).toEqual({ on: ['c', 'd'], off: ['e'] })
  })

  test('turn over at the row where they began', () => {
    expect(stretched(rows, 2, 4, 1)).toEqual({ on: ['b', 'c'], off: ['d', 'e'] })
  })
})

describe('keys', () => {
  const list = { count: 50, page: 20 }
  test('lead by a row, by what is in sight, and to both ends, never past them', () => {
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => rowAt(key, 10, list))).toEqual([11, 9, 30, 0, 0, 49])
    expect(rowAt('ArrowDown', 49, list)).toBe(49)
  })

  test('other than these lead nowhere, nor does any in an empty list', () => {
    expect(rowAt('x', 10, list)).toBeUndefined()
    expect(rowAt('End', 0, { count: 0, page: 20 })).toBeUndefined()
  })
})
