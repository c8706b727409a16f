import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldCpin, makeCpin } from './cpin.ts'

const random = fc.uint8Array({ minLength: 12, maxLength: 12 })

describe('the cPIN (R-C4)', () => {
  test('has at least 50 bits: each of its 12 symbols is one of 32, each from a byte of its own', () => {
    fc.assert(
      fc.property(random, random, (one, other) => {
        const isSame = one.every((byte, at) => byte % 32 === (other[at] ?? 0) % 32)
        expect(makeCpin(one) === makeCpin(other)).toBe(isSame)
      }),
    )
    expect(makeCpin(Uint8Array.from({ length: 12 }, (_, at) => at))).toBe('0123-4567-89AB')
    expect(12 * Math.log2(32)).toBeGreaterThanOrEqual(50)
    expect(() => makeCpin(new Uint8Array(11))).toThrow(RangeError)
  })

  test('folds to the same however it is typed', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const cpin = makeCpin(bytes)
        const typed = ` ${cpin.replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l').toLowerCase()}`
        expect(foldCpin(typed)).toBe(foldCpin(cpin))
        expect(foldCpin(cpin)).toBe(cpin.replace(/-/g, ''))
      }),
    )
  })

  test('two different cPINs never fold to the same', () => {
    fc.assert(
      fc.property(
        random,
        random,
        (one, other) => (makeCpin(one) === makeCpin(other)) === (foldCpin(makeCpin(one)) === foldCpin(makeCpin(other))),
      ),
    )
  })

  test('folding refuses nothing, so that every wrong cPIN goes the same way', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof foldCpin(text) === 'string'))
  })
})
