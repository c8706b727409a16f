// What a serial and a product number are, on both sides of the wire (R-D1).

/** Longest serial or product number, in characters, separators included. */
export const serialCharacters = 64

/**
 * The serial key (R-D1): case and separators don't matter, leading zeros do.
 *
 * SQL holds the same rule, `upper(regexp_replace(serial, '[^0-9A-Za-z]', '', 'g') collate "C")`: change both or neither. ASCII letters and
 * digits only, so that neither side depends on a locale (Turkish i, sharp s). Empty when nothing is left; such a serial is bad.
 */
export function foldSerial(serial: string): string {
  return serial.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
}

/** The same rule for product numbers: `Z2-G9 #abd` and `z2g9ABD` are one product. */
export function foldProductNumber(productNumber: string): string {
  return productNumber.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
}

/**
 * What is wrong with a typed or read serial (trimmed by the caller):
 * - `characters`: something that is neither an ASCII character nor a separator. Folding would drop it and name another device.
 *   Zero-width and bidirectional characters are among them.
 * - `mangled`: a spreadsheet made a number of it and its digits are lost (`1.23E+10`, `1234.0`, `#N/A`, `####`).
 */
export type SerialFault = 'missing' | 'too_long' | 'characters' | 'mangled'

// Printable ASCII, and the spaces and dashes that office programs put in place of ASCII ones.
const readable = /^[\x20-\x7e\u00a0\u2000-\u200a\u2010-\u2015\u202f\u2212\u3000]*$/
const scientific = /^\d[.,]\d+E[+-]\d+$|^\d+E\+\d+$/i
const decimal = /^\d+[.,]0$/
const spreadsheetError = /^#(?:#+|N\/A|REF!|NAME\?|VALUE!|NULL!|NUM!|DIV\/0!)$/i

export function findSerialFault(serial: string): SerialFault | null {
  if (serial === '') return 'missing'
  if (serial.length > serialCharacters) return 'too_long'
  if (!readable.test(serial)) return 'characters'
  if (scientific.test(serial) || decimal.test(serial) || spreadsheetError.test(serial)) return 'mangled'
  return foldSerial(serial) === '' ? 'characters' : null
}
