import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { limits } from '../../contract/limits.ts'
import type { Hub } from '../platform/hub.ts'
import { recoveryAlphabet } from './rules.ts'

const stepSeconds = 30

/** 160 random bits, in the letters that authenticator apps take. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What the QR code says: the secret, and what it is for. */
export function totpUri(hub: Pick<Hub, 'publicUrl'>, secret: string, mail: string): string {
  return totpOf(secret, { issuer: `Steward ${new URL(hub.publicUrl).host}`, label: mail }).toString()
}

/** The time step whose code this is: of now, or one to either side for clocks that differ; null for any other code. */
export function timeStepOf(secret: string, code: string, now: Date): number | null {
  const shift = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return shift === null ? null : Math.floor(now.getTime() / 1000 / stepSeconds) + shift
}

function totpOf(secret: string, naming: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...naming, secret: Secret.fromBase32(secret), digits: 6, period: stepSeconds })
}

/** Fifty random bits each, written as they are shown: `7K3QD-XM2PA`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: limits.recoveryCodes }, () => {
    const letters = Array.from(randomBytes(10), (byte) => recoveryAlphabet[byte % recoveryAlphabet.length]).join('')
    return `${letters.slice(0, 5)}-${letters.slice(5)}`
  })
}

/** What the database keeps of a recovery code: made with the installation's key, so that a copy of the database gives none away. */
export function recoveryHash(hub: Pick<Hub, 'secrets'>, person: string, letters: string): Buffer {
  return hub.secrets.lookup('recovery code', `${person} ${letters}`)
}
