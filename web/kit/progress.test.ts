import { describe, expect, test } from 'vitest'
import { heardOf } from './progress.ts'

describe('progress that is read out', () => {
  test('changes four times, however many rows there are', () => {
    const heard = new Set(Array.from({ length: 1001 }, (_, done) => heardOf(done, 1000)))
    expect([...heard]).toEqual([0, 250, 500, 750, 1000])
  })

  test('is nothing where no row is known yet', () => {
    expect(heardOf(0, 0)).toBe(0)
  })
})
