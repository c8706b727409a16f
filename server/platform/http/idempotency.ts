import { createHash } from 'node:crypto'
import type { Scope } from '../database/database.ts'
import { sql } from '../database/query.ts'
import { ProblemError } from '../problems.ts'

/** Hash of what a request asks. */
export function contentHash(...content: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of content) hash.update('\0').update(part)
  return hash.digest()
}

/**
 * Does the work once per key (R-N3): the same key with the same content gets the first answer, with other content 422.
 * A second at the same time waits at the key's row until the first has committed. Kept in the act's own transaction: both or neither.
 */
export async function once<T>(
  scope: Scope,
  asked: { key: string | null; operation: string; hash: Buffer },
  work: () => Promise<T>,
): Promise<T> {
  const { key, operation } = asked
  if (key === null) return work()
  const hash = contentHash(operation, asked.hash)
  const owner = sql`coalesce(hub.acting(), hub.person())`
  const inserted = await scope.run(sql`insert into idempotency_key (organisation, key, operation, content_hash)
    values (${owner}, ${key}, ${operation}, ${hash}) on conflict do nothing`)
  if (inserted === 0) {
    const first = await scope.one<{ content_hash: Buffer; reply: T }>(sql`select content_hash, reply from idempotency_key
      where organisation = ${owner} and key = ${key}`)
    if (!first.content_hash.equals(hash)) throw new ProblemError('http.idempotency_content_differs')
    return first.reply
  }
  const reply = await work()
  await scope.run(
    sql`update idempotency_key set status = 200, reply = ${JSON.stringify(reply)}::jsonb where organisation = ${owner} and key = ${key}`,
  )
  return reply
}
