import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getJob } from '../../contract/jobs.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { notFound } from '../platform/problems.ts'
import { findWork } from './queries.ts'

/** How far long work is, by the id of what is worked on; 404 where that is out of reach, or of a kind that one may not read (R-A2). */
export async function showJob(scope: Scope, { actor, params }: Call<typeof getJob>): Promise<ReplyOf<typeof getJob>> {
  const work = await findWork(scope, params.id)
  if (!work || !hasPermission(actor, work.kind === 'feed' ? 'feed.read' : 'transfer.read')) throw notFound()
  const { id, kind, state, rows, progress } = work
  return {
    id,
    kind,
    state,
    rows,
    progress,
    createdAt: work.created_at.toISOString(),
    finishedAt: work.finished_at?.toISOString() ?? null,
    link: `/${kind}s/${id}`,
  }
}
