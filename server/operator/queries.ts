import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type JobRow = {
  id: string
  name: string
  state: 'waiting' | 'running' | 'repeating' | 'failed'
  tries: number
  subject: string | null
  created_on: Date
  /** The whole of it: what a page begins after. */
  place: string
  next_at: Date | null
  fault: string | null
}

// The queue's own table; asked as the queue's role, which reads nothing else.
const stateOf = `case when j.state = 'active' then 'running' when j.state = 'failed' then 'failed' when j.retry_count > 0 then 'repeating' else 'waiting' end`
const columns = `j.id, j.name, ${stateOf} as state, case when j.state = 'created' then j.retry_count else j.retry_count + 1 end as tries,
  (select value #>> '{}' from jsonb_each(j.data) where jsonb_typeof(value) = 'string' order by key limit 1) as subject,
  j.created_on, to_char(j.created_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
  case when j.state in ('created', 'retry') then j.start_after end as next_at,
  left(coalesce(j.output->>'message', j.output->'value'->>'message', case when j.output is null then null else j.output::text end), 500) as fault`

/** Newest first; `after` is the place and id of the last one seen. */
export async function listOpenJobs(
  scope: Scope,
  { state, after, limit }: { state: string | null; after: readonly [string, string] | null; limit: number },
): Promise<JobRow[]> {
  const { rows } = await scope.asQueue<JobRow>(
    `select ${columns} from jobs.job j
     where j.state in ('created', 'retry', 'active', 'failed') and ($1::text is null or ${stateOf} = $1)
       and ($2::timestamptz is null or (j.created_on, j.id) < ($2, $3::uuid))
     order by j.created_on desc, j.id desc limit $4`,
    [state, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  )
  return rows
}

export async function findJob(scope: Scope, id: string): Promise<JobRow | undefined> {
  const { rows } = await scope.asQueue<JobRow>(`select ${columns} from jobs.job j where j.id = $1 and j.state <> 'completed'`, [id])
  return rows[0]
}

/** Puts a job in line for now; answers whether there was one that waits for another try, or was given up. */
export async function bringForward(scope: Scope, id: string): Promise<boolean> {
  const { rows } = await scope.asQueue(
    `update jobs.job j set state = 'retry', start_after = now(), completed_on = null, retry_limit = greatest(j.retry_limit, j.retry_count + 1)
     where j.id = $1 and (j.state in ('failed', 'retry') or (j.state = 'created' and j.retry_count > 0)) returning j.id`,
    [id],
  )
  return rows.length === 1
}

export type QueueRow = { name: string; waiting: number; running: number; repeating: number; failed: number; oldest_seconds: number | null }

export async function countOpenJobs(scope: Scope): Promise<QueueRow[]> {
  const { rows } = await scope.asQueue<QueueRow>(
    `select j.name, count(*) filter (where ${stateOf} = 'waiting')::int as waiting, count(*) filter (where ${stateOf} = 'running')::int as running,
       count(*) filter (where ${stateOf} = 'repeating')::int as repeating, count(*) filter (where ${stateOf} = 'failed')::int as failed,
       extract(epoch from now() - min(j.start_after) filter (where j.state in ('created', 'retry') and j.start_after <= now()))::int as oldest_seconds
     from jobs.job j where j.state in ('created', 'retry', 'active', 'failed') group by j.name order by j.name`,
  )
  return rows
}

export type HealthRow = {
  version: string
  sealed_at: Date | null
  unsealed_seconds: number | null
  mail_waiting: number
  mail_failing: number
  organisations: Partial<Record<'vendor' | 'provider' | 'partner' | 'customer', number>>
  devices: number
}

export function findHealth(scope: Scope): Promise<HealthRow> {
  return scope.one(sql`select current_setting('server_version') as version, h.* from door.health() h`)
}
