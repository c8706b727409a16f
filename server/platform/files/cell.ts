// What a cell of a workbook shows, as text: the value under its number format, or something that nobody takes for a serial number.

/** How numbers of a cell style are shown. */
export type NumberShape = { kind: 'plain' } | { kind: 'day' } | { kind: 'padded'; digits: number }

const plain: NumberShape = { kind: 'plain' }
/** Built-in formats of dates and times, those of East Asian versions among them. */
const builtInDates: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

/** The shape of a number format, by its number and, where the workbook defines it, its code. */
export function shapeOf(format: number, code: string | undefined): NumberShape {
  if (code === undefined) return builtInDates.some(([from, to]) => format >= from && format <= to) ? { kind: 'day' } : plain
  // Without quoted text, escaped characters, colours, conditions and locales; `[h]` is a time all the same.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  const [positive = ''] = bare.split(';')
  if (/^0+$/.test(positive)) return positive.length > 1 ? { kind: 'padded', digits: positive.length } : plain
  return /[dmyhs]/i.test(positive) && !/general/i.test(positive) ? { kind: 'day' } : plain
}

/** Digits that a spreadsheet keeps of a number; the rest has become zeros. */
const exactDigits = 15
const dayMilliseconds = 86_400_000

/**
 * A number as its cell shows it: zeros in front where the format puts them, days as `2026-03-04`. Of what has more digits than a spreadsheet
 * keeps, the exponential form, so that no reader takes it for the number that was typed.
 */
export function showNumber(stored: string, shape: NumberShape, epoch: 1900 | 1904): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (shape.kind === 'day') return showDay(value, epoch)
  if (Math.abs(value) >= 10 ** exactDigits) return value.toExponential(exactDigits - 1).toUpperCase()
  const text = Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(exactDigits)))
  return shape.kind === 'padded' && value >= 0 && Number.isInteger(value) ? text.padStart(shape.digits, '0') : text
}

function showDay(value: number, epoch: 1900 | 1904): string {
  // The year 1900 has a 29 February in spreadsheets.
  const days = epoch === 1904 ? value + 1462 : value < 60 ? value + 1 : value
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1_000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || days < 0) return String(value)
  const [day = '', time = ''] = at.toISOString().slice(0, 19).split('T')
  if (value < 1) return time
  return at.getTime() % dayMilliseconds === 0 ? day : `${day} ${time}`
}

/** `_x000D_`, as workbooks write characters that XML has not. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}

/** The column of a cell's address, from 0: `AB12` is 27. -1 for what is no address. */
export function columnOf(address: string): number {
  let column = 0
  let at = 0
  for (; at < address.length && at < 4; at++) {
    const letter = address.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return at === 0 || at === 4 ? -1 : column - 1
}

/** The row of a cell's address, from 1; 0 for what is no address. */
export function rowOf(address: string): number {
  return Number(/^[A-Za-z]{1,3}(\d{1,7})$/.exec(address)?.[1] ?? 0)
}
