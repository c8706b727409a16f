import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

/** Which part of a hub does what goes on: it, or the database, must be killed to cut it off. */
export type Part = 'web' | 'worker' | 'database'
type About = {
  doer: Exclude<Part, 'database'>
  /** So many milliseconds after it was seen to begin it is killed, or sooner. */
  lasts: number
  seenIn: 'database' | 'client'
}

/**
 * The moments at which a crash could lose, double or strand something: steps of work that the database knows, in their order, and requests
 * that were sent and not yet answered.
 */
const table = {
  'feed receiving': { doer: 'web', lasts: 500, seenIn: 'database' },
  'feed queued': { doer: 'worker', lasts: 5, seenIn: 'database' },
  'feed placing': { doer: 'worker', lasts: 600, seenIn: 'database' },
  'feed counting': { doer: 'worker', lasts: 4, seenIn: 'database' },
  'feed retrying': { doer: 'worker', lasts: 100, seenIn: 'database' },
  'transfer receiving': { doer: 'web', lasts: 500, seenIn: 'database' },
  'transfer previewing': { doer: 'worker', lasts: 100, seenIn: 'database' },
  'transfer queued': { doer: 'worker', lasts: 5, seenIn: 'database' },
  'transfer moving': { doer: 'worker', lasts: 400, seenIn: 'database' },
  'transfer finishing': { doer: 'worker', lasts: 4, seenIn: 'database' },
  'transfer undoing': { doer: 'worker', lasts: 50, seenIn: 'database' },
  'invitation mailing': { doer: 'worker', lasts: 10, seenIn: 'database' },
  'registration mailing': { doer: 'worker', lasts: 10, seenIn: 'database' },
  'registration announcing': { doer: 'worker', lasts: 10, seenIn: 'database' },
  'adding a customer': { doer: 'web', lasts: 25, seenIn: 'client' },
  'accepting an invitation': { doer: 'web', lasts: 25, seenIn: 'client' },
  registering: { doer: 'web', lasts: 15, seenIn: 'client' },
  'confirming a registration': { doer: 'web', lasts: 25, seenIn: 'client' },
  admitting: { doer: 'web', lasts: 15, seenIn: 'client' },
  'asking for an undo': { doer: 'web', lasts: 15, seenIn: 'client' },
  'signing in': { doer: 'web', lasts: 30, seenIn: 'client' },
  'signing out': { doer: 'web', lasts: 10, seenIn: 'client' },
} as const satisfies Record<string, About>

export type Phase = keyof typeof table
export type Histogram = Record<Phase, number>
export const phases = Object.keys(table) as Phase[]

export function about(phase: Phase): About {
  return table[phase]
}

export function emptyHistogram(): Histogram {
  return Object.fromEntries(phases.map((phase) => [phase, 0])) as Histogram
}

/** `began`: it is received, or waits as it should, or a worker has it. A receipt that a kill cut off stays here. */
export type Work = { id: string; phase: Phase; began: boolean }
/** What is under way, and when the database that tells it was started. */
export type Look = { since: string; work: Work[] }

export async function look(truth: pg.Pool): Promise<Look> {
  const found = await truth.query<Look>(`
    with active as materialized (select coalesce(data->>'transferId', data->>'feedId') as id from jobs.job where state = 'active' and (name like 'feed.%' or name like 'transfers.%')),
    work as (
      select f.id, f.state = 'receiving' or (f.state = 'queued' and f.run = 0) or exists (select from active a where a.id = f.id::text) as began,
        case when f.state = 'receiving' then 'feed receiving' when f.run > 0 then 'feed retrying' when f.state = 'queued' then 'feed queued'
          when f.decided < f.rows then 'feed placing' else 'feed counting' end as phase
      from feed f where f.state in ('receiving', 'queued', 'running')
      union all
      select t.id, t.state in ('receiving', 'queued') or x.active,
        case t.state when 'receiving' then 'transfer receiving' when 'previewing' then 'transfer previewing' when 'undoing' then 'transfer undoing'
          when 'queued' then case when x.active then 'transfer moving' else 'transfer queued' end
          else case when t.progress < t.rows then 'transfer moving' else 'transfer finishing' end end
      from transfer t cross join lateral (select exists (select from active a where a.id = t.id::text) as active) x
      where t.state in ('receiving', 'previewing', 'queued', 'running', 'undoing')
      union all
      select m.id, true, case m.kind when 'registration' then 'registration mailing' else 'invitation mailing' end
      from mail m where m.state in ('queued', 'failed') and m.kind in ('registration', 'customer_invitation')
      union all
      select r.id, true, 'registration announcing' from registration r where r.confirmed_at is not null and r.partner is null and r.decided_at is null)
    select pg_postmaster_start_time()::text as since, coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'phase', w.phase, 'began', w.began)) from work w), '[]') as work`)
  return found.rows[0] as Look
}

/** Looks until there is an answer; with `unlike` until a database tells it that was started another time. */
export async function lookAgain(truth: pg.Pool, unlike?: string): Promise<Look> {
  const patience = AbortSignal.timeout(120_000)
  for (;;) {
    const seen = await look(truth).catch(() => undefined)
    if (seen && seen.since !== unlike) return seen
    if (patience.aborted) throw new Error('the database did not answer for two minutes')
    await pause(10)
  }
}

/** One piece of work in one phase: what was there before is not what is waited for, and is counted once. */
export function keyOf({ id, phase }: Work): string {
  return `${id} ${phase}`
}

/** What was there before a kill and has not got beyond its phase after it. A receipt may be gone by then: a server that lived on takes it back. */
export function wereCutOff(before: readonly Work[], after: readonly Work[]): Work[] {
  const left = new Map(after.map((one) => [one.id, one]))
  return before.filter(({ id, phase, began }) => {
    const now = left.get(id)
    return began && (now ? phases.indexOf(now.phase) <= phases.indexOf(phase) : phase.endsWith('receiving'))
  })
}
