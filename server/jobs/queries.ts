import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type Work = {
  id: string
  kind: 'feed' | 'transfer'
  state: string
  rows: number
  progress: number
  created_at: Date
  finished_at: Date | null
}

/** A feed or a transfer in the actor's reach; of a feed that was tried again its last retry (R-B4). */
export function findWork(scope: Scope, id: string): Promise<Work | undefined> {
  return scope.maybe(sql`
    select f.id, 'feed' as kind, f.state, coalesce(t.rows, f.rows) as rows, coalesce(t.decided, f.decided) as progress,
      coalesce(t.asked_at, f.created_at) as created_at, f.finished_at
    from feed f left join feed_retry t on t.feed = f.id and t.run = f.run where f.id = ${id}
    union all
    select id, 'transfer', state, rows, progress, created_at, finished_at from transfer where id = ${id}`)
}
