import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listHubJobs, retryHubJob } from '../../contract/operator.ts'
import { hubLog, record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { bringForward, findJob, type JobRow, listOpenJobs } from './queries.ts'

/** A page of the background work that is not done, in one state or in any, newest first. */
export async function listOpen(
  scope: Scope,
  { state = null, limit, cursor }: { state?: JobRow['state'] | null; limit: number; cursor?: string | undefined },
): Promise<ReplyOf<typeof listHubJobs>> {
  const after = readCursor(cursor, 2)
  const rows = await listOpenJobs(scope, { state, after: after && [String(after[0]), String(after[1])], limit })
  return pageOf(rows, limit, present, (row) => [row.place, row.id])
}

/** Tries now what waits for another try or was given up. Refuses `jobs.not_waiting` for what runs or waits for its first one anyway; 404. */
export async function retryOpen(scope: Scope, id: string): Promise<ReplyOf<typeof retryHubJob>> {
  const found = await findJob(scope, id)
  if (!found) throw notFound()
  if (!(await bringForward(scope, id))) throw new ProblemError('jobs.not_waiting')
  await record(scope, { organisation: hubLog, kind: 'job.retried', subject: id, detail: { job: found.name } })
  return present((await findJob(scope, id)) ?? found)
}

function present({ id, name, state, tries, subject, created_on, next_at, fault }: JobRow): ReplyOf<typeof retryHubJob> {
  return { id, name, state, tries, subject, createdAt: created_on.toISOString(), nextAt: next_at?.toISOString() ?? null, fault }
}
