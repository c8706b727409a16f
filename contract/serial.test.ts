import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSerialFault, foldProductNumber, foldSerial } from './serial.ts'

describe('the serial key (R-D1)', () => {
  test('case, spaces and separators do not matter', () => {
    for (const written of ['5CG 012-34ab', '5cg01234AB', '5CG.012/34_ab', '5CG\u00a0012\u201134AB', ' 5CG01234AB '])
      expect(foldSerial(written)).toBe('5CG01234AB')
    expect(foldProductNumber('6Z7-w8EA #abd')).toBe('6Z7W8EAABD')
  })

  test('leading zeros do matter', () => {
    expect(foldSerial('00123')).toBe('00123')
    expect(foldSerial('00123')).not.toBe(foldSerial('123'))
  })

  test('no locale changes the key: letters outside ASCII are dropped, never turned into ASCII ones', () => {
    expect(foldSerial('i\u0130\u0131\u00df\u017f\u212a')).toBe('I')
  })

  test('any serial with separators anywhere and in any case has the key of the bare one', () => {
    const symbol = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    const separator = fc.constantFrom('', '', ' ', '-', '_', '.', '/', '\u00a0', '\u2013')
    fc.assert(
      fc.property(fc.array(fc.tuple(symbol, separator, fc.boolean()), { minLength: 1 }), (parts) => {
        const written = parts.map(([letter, between, isLower]) => (isLower ? letter.toLowerCase() : letter) + between).join('')
        expect(foldSerial(written)).toBe(parts.map(([letter]) => letter).join(''))
        expect(foldSerial(foldSerial(written))).toBe(foldSerial(written))
      }),
    )
  })
})

describe('a serial that cannot be trusted is refused', () => {
  test.each(['5CG01234AB', '00123', 'S/N: 12 34', 'ABC\u201112', '1E5', '123E45', '12.34', 'ABC 1.0'])('%s is fine', (serial) =>
    expect(findSerialFault(serial)).toBeNull(),
  )

  test.each([
    ['', 'missing'],
    ['X'.repeat(65), 'too_long'],
    ['---', 'characters'],
    ['ÄBC12', 'characters'],
    ['AB\u200bC12', 'characters'],
    ['AB\u202eC12', 'characters'],
    ['AB\nC12', 'characters'],
    ['AB\ufffdC12', 'characters'],
    ['\uff11\uff12\uff13', 'characters'],
    ['1.23E+10', 'mangled'],
    ['1,23E+10', 'mangled'],
    ['1e+12', 'mangled'],
    ['12345678.0', 'mangled'],
    ['#N/A', 'mangled'],
    ['########', 'mangled'],
  ])('%j is %s', (serial, fault) => expect(findSerialFault(serial)).toBe(fault))
})
