// The Customer ID: the public id of a tenant, copied into transfer files and read aloud. `C-7KQ2-9MXA-P`:
// the letter C, eight random symbols (40 bits), one check symbol. Never a number, so spreadsheets leave it alone.

/** Crockford's base 32: no I, L, O, U, so nothing looks like a digit and nothing spells. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const dataSymbols = 8

/** Symbols from random bytes, one a byte: 256 is a multiple of 32, so none is likelier. Throws RangeError when there are too few bytes. */
export function makeSymbols(random: Uint8Array, count: number): string {
  if (random.length < count) throw new RangeError(`${count} random bytes are needed`)
  return Array.from(random.subarray(0, count), (byte) => alphabet.charAt(byte & 31)).join('')
}

/** What people write between symbols: white space, hyphens and dashes of any kind, points, invisible characters. */
export function dropSeparators(text: string): string {
  return text.replace(/[\s\p{Pd}\p{Cf}\u2212._/]/gu, '')
}

/** Symbols as the alphabet has them: upper case, O as 0, I and L as 1, without separators. What is no symbol stays and is refused later. */
export function foldSymbols(text: string): string {
  return dropSeparators(text)
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/**
 * Check symbol over GF(32): the symbols are the coefficients of a polynomial that is zero at x = 2. Each place has a weight of its own,
 * none is zero: any single wrong symbol and any swap of two different symbols, neighbours or not, is caught.
 */
function checkSymbol(symbols: string): string {
  let sum = 0
  for (const symbol of symbols) sum = double(sum) ^ alphabet.indexOf(symbol)
  return alphabet.charAt(double(sum))
}

/** Times x in GF(32), modulo x^5 + x^2 + 1. */
function double(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1
}

/** A Customer ID from at least 8 random bytes. Whoever stores it makes another one when it is taken. */
export function makeCustomerId(random: Uint8Array): string {
  const data = makeSymbols(random, dataSymbols)
  return written(data + checkSymbol(data))
}

/**
 * The canonical Customer ID, or null when it cannot be one. Accepts lower case, missing or other separators, O for 0, I and L for 1.
 * A wrong symbol or two swapped ones give null, never somebody else's id.
 */
export function parseCustomerId(text: string): string | null {
  const symbols = foldSymbols(text)
  if (!/^C[0-9A-HJKMNP-TV-Z]{9}$/.test(symbols)) return null
  const data = symbols.slice(1, 1 + dataSymbols)
  return checkSymbol(data) === symbols.charAt(1 + dataSymbols) ? written(symbols.slice(1)) : null
}

/** Whether text was meant as a Customer ID and is none: its check symbol does not fit, or a symbol is missing or too many. Says nothing of which exist. */
export function isMistypedCustomerId(text: string): boolean {
  const meant = /\d/.test(text) && /^C[0-9A-Z]{7,11}$/.test(foldSymbols(text))
  return meant && parseCustomerId(text) === null
}

function written(symbols: string): string {
  return `C-${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`
}
