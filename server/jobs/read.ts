import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getJob } from '../../contract/jobs.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { notFound } from '../platform/problems.ts'

type Row = { kind: 'feed' | 'transfer'; state: string; rows: number; progress: number; created_at: Date; finished_at: Date | null }

/** Progress of long work, by the id of the feed or transfer that it works on; 404 out of reach. */
export async function readJob(scope: Scope, id: string): Promise<ReplyOf<typeof getJob>> {
  const row = await scope.maybe<Row>(sql`
    select 'transfer' as kind, state, rows, progress, created_at, finished_at from transfer where id = ${id}
    union all select 'feed', state, rows, decided, created_at, finished_at from feed where id = ${id}`)
  if (!row) throw notFound()
  const { kind, state, rows, progress } = row
  return {
    id,
    kind,
    state,
    rows,
    progress,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    link: `/api/v1/${kind}s/${id}`,
  }
}
