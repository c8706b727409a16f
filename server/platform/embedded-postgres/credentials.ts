import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from './error.ts'

const shape = z.object({ superuser: z.string().min(16), owner: z.string().min(16), app: z.string().min(16) })

/** The three passwords of an embedded server; letters, digits, `-` and `_` only, so that they stand in a URL as they are. */
export type Credentials = z.infer<typeof shape>

/**
 * The passwords in `<dataDir>/postgres.json` (mode 0600), made where they are missing or unreadable. They are on the disk before any
 * role has them; a server that has others (the file was lost) is mended by `mendPasswords`.
 */
export async function keepCredentials(dataDir: string): Promise<Credentials> {
  const path = join(dataDir, 'postgres.json')
  const kept = await readKept(path)
  if (kept) return kept
  const made: Credentials = { superuser: makePassword(), owner: makePassword(), app: makePassword() }
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.chmod(0o600)
    await file.writeFile(`${JSON.stringify(made, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  return made
}

async function readKept(path: string): Promise<Credentials | null> {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    // A file that is there but may not be read is a fault to show, not one to write over.
    if (['', 'ENOENT'].includes(codeOf(error))) return null
    throw error
  }
}

function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

/** What PostgreSQL keeps instead of a password (RFC 5803). SQL carries this alone: a statement that fails is written to the log. */
export function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
