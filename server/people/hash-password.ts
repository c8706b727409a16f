import { hash, verify } from '@node-rs/argon2'
import type { Hub } from '../platform/hub.ts'

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. The test suites take the cheapest there is. */
const real = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 }

/** The hash that the database keeps of a password: argon2id with its salt and costs, as text. Takes about 20 ms of another thread. */
export function hashPassword(hub: Pick<Hub, 'testing'>, password: string): Promise<string> {
  return hash(password, hub.testing ? cheap : real)
}

/** Whether the password is the one that was hashed; a hash that nobody can read is nobody's. */
export function isPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password).catch(() => false)
}
