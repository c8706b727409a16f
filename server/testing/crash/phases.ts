import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

/** The moments at which a crash could lose, double or strand something. */
export const phases = [
  'feed receiving',
  'feed placing',
  'feed retrying',
  'transfer receiving',
  'transfer previewing',
  'transfer running',
  'transfer undoing',
] as const
export type Phase = (typeof phases)[number]
export type Histogram = Record<Phase, number>

export function emptyHistogram(): Histogram {
  return {
    'feed receiving': 0,
    'feed placing': 0,
    'feed retrying': 0,
    'transfer receiving': 0,
    'transfer previewing': 0,
    'transfer running': 0,
    'transfer undoing': 0,
  }
}

export type Work = { id: string; phase: Phase; began: boolean }

/** What is in progress, and whether it has begun: it is received, or a worker has it. A receipt that a kill cut off stays here. */
export async function workNow(truth: pg.Pool): Promise<Work[]> {
  const found = await truth.query<Work>(`
    with active as (select coalesce(data->>'transferId', data->>'feedId') as id from jobs.job where state = 'active')
    select f.id, case when f.state = 'receiving' then 'feed receiving' when f.run > 0 then 'feed retrying' else 'feed placing' end as phase,
      f.state = 'receiving' or exists (select from active a where a.id = f.id::text) as began
    from feed f where f.state in ('receiving', 'queued', 'running')
    union all
    select t.id, case t.state when 'receiving' then 'transfer receiving' when 'previewing' then 'transfer previewing' when 'undoing' then 'transfer undoing' else 'transfer running' end,
      t.state = 'receiving' or exists (select from active a where a.id = t.id::text)
    from transfer t where t.state in ('receiving', 'previewing', 'queued', 'running', 'undoing')`)
  return found.rows
}

/** One piece of work in one phase: what was there before is not what is waited for, and is counted once. */
export function keyOf({ id, phase }: Work): string {
  return `${id} ${phase}`
}

/** Waits until something other than `former` is in the phase; answers false when it never is. */
export async function untilIn(truth: pg.Pool, phase: Phase, former: ReadonlySet<string>, seconds: number): Promise<boolean> {
  const patience = AbortSignal.timeout(seconds * 1000)
  while (!patience.aborted) {
    const work = await workNow(truth).catch((): Work[] => [])
    if (work.some((one) => one.phase === phase && one.began && !former.has(keyOf(one)))) return true
    await pause(10)
  }
  return false
}
