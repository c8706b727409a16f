// The cPIN: a customer's company PIN (R-C4). `7KQ2-9MXA-4TDF`: twelve Crockford symbols, 60 bits. No check symbol: a wrong cPIN and an
// unknown one get the same answer, and a check that anybody can compute would only tell guesses apart.
import { foldSymbols, makeSymbols } from './customer-id.ts'

const symbols = 12

/** A cPIN from at least 12 random bytes of a cryptographic source. */
export function makeCpin(random: Uint8Array): string {
  return makeSymbols(random, symbols).replace(/(.{4})(?=.)/g, '$1-')
}

/** The form that is stored (enciphered, and keyed for look-up) and compared: never refuses, so that every wrong cPIN goes the same way. */
export function foldCpin(text: string): string {
  return foldSymbols(text)
}
