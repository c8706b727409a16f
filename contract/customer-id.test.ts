import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMistypedCustomerId, makeCustomerId, parseCustomerId } from './customer-id.ts'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const random = fc.uint8Array({ minLength: 8, maxLength: 8 })
/** Where the nine symbols stand in `C-XXXX-XXXX-X`. */
const place = fc.constantFrom(2, 3, 4, 5, 7, 8, 9, 10, 12)

function withSymbol(id: string, at: number, symbol: string): string {
  return id.slice(0, at) + symbol + id.slice(at + 1)
}

describe('the Customer ID', () => {
  test('is short, grouped, and has no letter that looks like a digit', () => {
    fc.assert(
      fc.property(random, (bytes) => /^C-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/.test(makeCustomerId(bytes))),
    )
  })

  test('stays the same for ever: a published id', () => {
    expect(makeCustomerId(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toBe('C-1234-5678-9')
  })

  test('is read back however it is typed or read aloud', () => {
    const separator = fc.constantFrom('', ' ', '-', '\u2011', '\u2013', '\u00a0', '\u200b')
    fc.assert(
      fc.property(random, separator, fc.boolean(), (bytes, between, isLower) => {
        const id = makeCustomerId(bytes)
        const loose = ` ${id
          .replace(/0/g, 'O')
          .replace(/1/g, isLower ? 'l' : 'I')
          .replace(/-/g, between)} `
        expect(parseCustomerId(id)).toBe(id)
        expect(parseCustomerId(isLower ? loose.toLowerCase() : loose)).toBe(id)
      }),
    )
  })

  test('any single wrong symbol is caught', () => {
    fc.assert(
      fc.property(random, place, fc.constantFrom(...symbols), (bytes, at, symbol) => {
        const id = makeCustomerId(bytes)
        fc.pre(id[at] !== symbol)
        expect(parseCustomerId(withSymbol(id, at, symbol))).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('any two symbols swapped are caught, neighbours or not', () => {
    fc.assert(
      fc.property(random, place, place, (bytes, one, other) => {
        const id = makeCustomerId(bytes)
        fc.pre(id[one] !== id[other])
        const swapped = withSymbol(withSymbol(id, one, id.charAt(other)), other, id.charAt(one))
        expect(parseCustomerId(swapped)).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('other text is not a Customer ID', () => {
    for (const text of [
      '',
      'C',
      '1234-5678-9',
      'C-1234-5678',
      'C-1234-5678-99',
      'L-1234-5678-9',
      'C-U234-5678-9',
      'C-1234-5678-\u0669',
      'Customer ID',
    ])
      expect(parseCustomerId(text)).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const id = parseCustomerId(text)
        return id === null || parseCustomerId(id) === id
      }),
    )
  })

  test('one wrong, missing, swapped or additional symbol is a mistyped Customer ID; names and other numbers are none', () => {
    const id = makeCustomerId(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))
    expect(isMistypedCustomerId(id)).toBe(false)
    for (const text of [
      id.replace('1', '9'),
      id.toLowerCase().replace('2', '3'),
      id.slice(0, -1),
      `${id}0`,
      'C-2134-5678-G',
      'c 1234 5678 x',
    ])
      expect([text, isMistypedCustomerId(text)]).toEqual([text, true])
    for (const text of ['', 'C-', 'Christoph', 'CHRISTOPH', 'L-40917-36252', 'Bergmann 2', '12345'])
      expect([text, isMistypedCustomerId(text)]).toEqual([text, false])
  })

  test('too few random bytes are refused, not padded', () => {
    expect(() => makeCustomerId(new Uint8Array(7))).toThrow(RangeError)
  })
})
