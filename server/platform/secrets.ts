import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What the hub's secret key is used for; each purpose has its own key derived from it. */
export type Secrets = {
  /** Encrypts for the database. */
  seal(text: string): Buffer
  open(sealed: Buffer): string
  /** The same text gives the same bytes: for finding a secret without holding it. */
  lookup(purpose: string, text: string): Buffer
  /** A secret for a link in a mail that only this hub can make, again and again, from an id; the database keeps its hash alone. */
  linkToken(purpose: string, id: string): string
  /** Shows whether a database was made with this key. */
  keyCheck(): Buffer
}

export function makeSecrets(secretKey: string): Secrets {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'steward', purpose, 32))
  const sealing = derived('seal')
  const hmac = (purpose: string, text: string) => createHmac('sha256', derived(purpose)).update(text).digest()
  return {
    seal(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv)
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
    },
    lookup: (purpose, text) => hmac(`lookup ${purpose}`, text),
    linkToken: (purpose, id) => hmac(`link ${purpose}`, id).toString('base64url'),
    keyCheck: () => hmac('check', 'steward'),
  }
}
