// The location ID of a partner's site, entered by customers (R-A8, R-D3) and named by feeds (R-B3). `L-40917-36252`:
// the letter L, nine random digits, one check digit. Digits only, so that it is never taken for a Customer ID.
import { dropSeparators } from './customer-id.ts'

const dataDigits = 9

/** Damm's table: a totally anti-symmetric quasigroup of order 10. One check digit catches any single wrong digit and any swap of neighbours. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function checkDigit(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]?.charAt(Number(digit)))
  return String(interim)
}

/** A location ID from at least 8 random bytes. Whoever stores it makes another one when it is taken. */
export function makeLocationId(random: Uint8Array): string {
  if (random.length < 8) throw new RangeError('8 random bytes are needed')
  // 64 bits over 10^9 values: no value is likelier than another by more than one part in 10^10.
  const number = new DataView(random.buffer, random.byteOffset, 8).getBigUint64(0) % 10n ** BigInt(dataDigits)
  const data = number.toString().padStart(dataDigits, '0')
  return written(data + checkDigit(data))
}

/**
 * The canonical location ID, or null when it cannot be one. Accepts lower case, missing or other separators, O for 0, I and L for 1.
 * A wrong digit or two swapped neighbours give null, never another site.
 */
export function parseLocationId(text: string): string | null {
  const [letter = '', ...rest] = dropSeparators(text)
  const digits = rest.join('').replace(/o/gi, '0').replace(/[il]/gi, '1')
  if (!/^l$/i.test(letter) || !/^[0-9]{10}$/.test(digits)) return null
  return checkDigit(digits.slice(0, dataDigits)) === digits.charAt(dataDigits) ? written(digits) : null
}

function written(digits: string): string {
  return `L-${digits.slice(0, 5)}-${digits.slice(5)}`
}
