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
 * - `date`: a spreadsheet made a date or a time of it (`2026-03-04`, `4-Mar`, `12:30`). A serial that really looks so counts when it is written without
 *   separators, which do not matter.
 */
export type SerialFault = 'missing' | 'too_long' | 'characters' | 'mangled' | 'date'

// Printable ASCII, and the spaces and dashes that office programs put in place of ASCII ones.
const readable = /^[\x20-\x7e\u00a0\u2000-\u200a\u2010-\u2015\u202f\u2212\u3000]*$/
const scientific = /^\d[.,]\d+E[+-]\d+$|^\d+E\+\d+$/i
const decimal = /^\d+[.,]0$/
const spreadsheetError = /^#(?:#+|N\/A|REF!|NAME\?|VALUE!|NULL!|NUM!|DIV\/0!)$/i

const month = '(?:0?[1-9]|1[0-2])'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const year = '(?:19|20)\\d\\d'
const monthName = `(?:${[
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec',
  'mrz|mär|mai|okt|dez',
  'janv|févr|mars|avr|juin|juil|août|sept|déc',
].join('|')})`
const time = '\\d{1,2}:[0-5]\\d(?::[0-5]\\d)?'
const dates = new RegExp(
  `^(?:${[
    `${year}-${month}-${day}(?: ${time})?`,
    `${day}([./])${month}\\1(?:${year}|\\d\\d)(?: ${time})?`,
    `${month}([./-])${day}\\2${year}`,
    `${day}-${month}-${year}`,
    `${day}[-. ]+${monthName}\\.?(?:[- ](?:${year}|\\d\\d))?`,
    `${monthName}\\.?[- ](?:${year}|\\d\\d)`,
    time,
  ].join('|')})$`,
  'i',
)

export function findSerialFault(serial: string): SerialFault | null {
  if (serial === '') return 'missing'
  if (serial.length > serialCharacters) return 'too_long'
  if (dates.test(serial)) return 'date'
  if (!readable.test(serial)) return 'characters'
  if (scientific.test(serial) || decimal.test(serial) || spreadsheetError.test(serial)) return 'mangled'
  return foldSerial(serial) === '' ? 'characters' : null
}
