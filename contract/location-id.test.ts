import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCustomerId, parseCustomerId } from './customer-id.ts'
import { makeLocationId, parseLocationId } from './location-id.ts'

const random = fc.uint8Array({ minLength: 8, maxLength: 8 })
const digitsOf = (id: string) => id.replace(/[^0-9]/g, '')

describe('the location ID', () => {
  test('is L and ten digits, and never taken for a Customer ID or the other way round', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const id = makeLocationId(bytes)
        expect(id).toMatch(/^L-[0-9]{5}-[0-9]{5}$/)
        expect(parseCustomerId(id)).toBeNull()
        expect(parseLocationId(makeCustomerId(bytes))).toBeNull()
      }),
    )
  })

  test('stays the same for ever: a published id', () => {
    expect(makeLocationId(Uint8Array.of(0, 0, 0, 0, 0, 0, 2, 60))).toBe('L-00000-05724')
  })

  test('is read back however it is typed or read aloud', () => {
    fc.assert(
      fc.property(random, fc.constantFrom('', ' ', '-', '\u2013', '\u00a0'), fc.boolean(), (bytes, between, isLower) => {
        const id = makeLocationId(bytes)
        const loose = ` ${id.replace(/0/g, 'O').replace(/1/g, 'I').replace(/-/g, between)} `
        expect(parseLocationId(isLower ? loose.toLowerCase() : loose)).toBe(id)
      }),
    )
  })

  test('any single wrong digit is caught', () => {
    fc.assert(
      fc.property(random, fc.nat(9), fc.integer({ min: 1, max: 9 }), (bytes, at, added) => {
        const digits = digitsOf(makeLocationId(bytes))
        const wrong = String((Number(digits[at]) + added) % 10)
        expect(parseLocationId(`L${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`)).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('any two neighbours swapped are caught', () => {
    fc.assert(
      fc.property(random, fc.nat(8), (bytes, at) => {
        const digits = digitsOf(makeLocationId(bytes))
        fc.pre(digits[at] !== digits[at + 1])
        expect(parseLocationId(`L${digits.slice(0, at)}${digits.charAt(at + 1)}${digits.charAt(at)}${digits.slice(at + 2)}`)).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('other text is not a location ID', () => {
    for (const text of ['', 'L', '00000-05724', 'L-0000-05724', 'L-00000-057244', 'X-00000-05724', 'L-00000-0572A'])
      expect(parseLocationId(text)).toBeNull()
  })
})
