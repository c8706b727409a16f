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

/** A feed or a transfer in the actor's reach. */
export function findWork(scope: Scope, id: string): Promise<Work | undefined> {
  return scope.maybe(sql`
    select id, 'feed' as kind, state, rows, decided as progress, created_at, finished_at from feed where id = ${id}
    union all
    select id, 'transfer', state, rows, progress, created_at, finished_at from transfer where id = ${id}`)
}
