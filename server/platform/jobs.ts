import { SpanKind } from '@opentelemetry/api'
import { PgBoss } from 'pg-boss'
import { systemClock } from './clock.ts'
import type { Database, Scope } from './database/database.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { traced } from './traces.ts'

/** Work that goes on after the answer. Its payload holds ids only; it may run twice, so it is safe to repeat. */
export type Job<Payload extends object = object> = {
  /** `feature.verb`. */
  readonly name: string
  /** How often it is tried again; without, until it is done. */
  readonly retryLimit?: number
  /** Only shape; never a value. */
  readonly payload?: Payload
}

export type JobHandler<Payload extends object> = (payload: Payload, signal: AbortSignal) => Promise<void>
export type JobBinding = { job: Job; handle: (payload: object, signal: AbortSignal) => Promise<void>; atOnce: number }

/** Joins a job with what does it. */
export function bindJob<Payload extends object>(job: Job<Payload>, handle: JobHandler<Payload>, atOnce = 1): JobBinding {
  return { job, handle: (payload, signal) => handle(payload as Payload, signal), atOnce }
}

/** A thing to do again and again, in one process at a time or in each: it decides itself under its own lock. */
export type Timer = {
  name: string
  everySeconds: number
  run: () => Promise<void>
  /** Also in processes that do no background work. */
  everywhere?: true
}

export type Queue = {
  /** Queued in the transaction, or not at all. */
  enqueue<Payload extends object>(scope: Scope, job: Job<Payload>, payload: Payload): Promise<void>
  /** The same for many at once. */
  enqueueAll<Payload extends object>(scope: Scope, job: Job<Payload>, payloads: readonly Payload[]): Promise<void>
  /** For work that is not at its end: queued again unless a job for it waits or runs. Answers whether it was. */
  enqueueIfGone<Payload extends object>(scope: Scope, job: Job<Payload>, payload: Payload): Promise<boolean>
  /** Starts working off the jobs. */
  work(bindings: readonly JobBinding[]): Promise<void>
  stop(): Promise<void>
}

/** States of a job that somebody has or will get. */
const alive: ReadonlySet<string> = new Set(['created', 'retry', 'active'])

/** How long work may seem to stand still before the queue is asked whether it has it. */
export const standstillMinutes = 5

type QueueOptions = { database: Database; jobs: readonly Job[]; log: Log; metrics: Metrics; worker: boolean }

/** The job queue: pg-boss in its own schema, under its own role. A killed worker's job runs again after about fifteen seconds. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const boss = makeBoss(options)
  await boss.start()
  for (const job of options.jobs) await declare(boss, job)
  const ending = new AbortController()
  const inside = (scope: Scope) =>
    ({ db: { executeSql: (text: string, values?: unknown[]) => scope.asQueue(text, values) } }) as Parameters<typeof boss.send>[2]
  return {
    async enqueue(scope, job, payload) {
      await boss.send(job.name, payload, inside(scope))
    },
    async enqueueAll(scope, job, payloads) {
      if (payloads.length === 0) return
      const jobs = payloads.map((data) => ({ data }))
      await boss.insert(job.name, jobs, inside(scope))
    },
    async enqueueIfGone(scope, job, payload) {
      const jobs = await boss.findJobs(job.name, { data: payload, ...inside(scope) })
      if (jobs.some(({ state }) => alive.has(state))) return false
      await boss.send(job.name, payload, inside(scope))
      return true
    },
    async work(bindings) {
      for (const binding of bindings)
        for (let place = 0; place < binding.atOnce; place += 1) await workOff(boss, binding, { ...options, signal: ending.signal })
    },
    async stop() {
      ending.abort()
      await boss.stop({ graceful: true, timeout: 15_000, close: true })
    },
  }
}

function makeBoss({ database, log, worker }: QueueOptions): PgBoss {
  const boss = new PgBoss({
    connectionString: database.url,
    options: `-c role=${database.prefix}_jobs`,
    schema: 'jobs',
    max: worker ? 4 : 2,
    migrate: false,
    createSchema: false,
    supervise: worker,
    schedule: false,
    useListenNotify: worker,
    superviseIntervalSeconds: 2,
    // Without it dead workers are looked for once a minute, however often it supervises.
    monitorIntervalSeconds: 4,
    maintenanceIntervalSeconds: 60,
  } as ConstructorParameters<typeof PgBoss>[0])
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had an error'))
  boss.on('warning', (warning) => log.info({ warning }, 'the job queue warns'))
  return boss
}

async function declare(boss: PgBoss, job: Job): Promise<void> {
  const settings = {
    notify: true,
    // Work that was promised is tried until it is done: what cannot be done says so in its own state.
    retryLimit: job.retryLimit ?? 1_000_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    expireInSeconds: 12 * 3600,
    deleteAfterSeconds: 3 * 24 * 3600,
  }
  await boss.createQueue(job.name, settings)
  // One that was there already keeps the settings that it was made with.
  await boss.updateQueue(job.name, settings)
}

const working = {
  batchSize: 1,
  pollingIntervalSeconds: 2,
  // What is to be tried again is not notified: without this it would be looked for every 30 seconds.
  notifyPollingIntervalSeconds: 2,
  heartbeatRefreshSeconds: 4,
}

/** One worker that does one job after the other. */
async function workOff(
  boss: PgBoss,
  { job, handle }: JobBinding,
  { log, metrics, signal }: Pick<QueueOptions, 'log' | 'metrics'> & { signal: AbortSignal },
): Promise<void> {
  const worker: string = await boss.work(job.name, working, async (jobs: { id: string; data: unknown }[]) => {
    for (const { id, data } of jobs) {
      const began = systemClock.now().getTime()
      let outcome = 'failed'
      try {
        const what = { kind: SpanKind.CONSUMER, attributes: { 'steward.job': job.name, 'steward.job_id': id } }
        await traced(`job ${job.name}`, what, () => handle(data as object, signal))
        outcome = 'done'
      } finally {
        const milliseconds = systemClock.now().getTime() - began
        metrics.jobSeconds.observe({ job: job.name, outcome }, milliseconds / 1000)
        log.info({ job: job.name, id, milliseconds }, `job ${outcome}`)
      }
    }
    // Many notices while it worked wake a worker once: without this, what waits longer in line waits for the next poll.
    boss.notifyWorker(worker)
  })
}

/** Runs timers until told to stop; an error is logged and the next turn comes. */
export function startTimers(timers: readonly Timer[], log: Log): { stop(): Promise<void> } {
  let stopped = false
  const running = new Set<Promise<void>>()
  const handles = timers.map((timer) => {
    let busy = false
    return setInterval(() => {
      if (busy || stopped) return
      busy = true
      const turn = timer
        .run()
        .catch((error: unknown) => log.warn({ err: error, timer: timer.name }, 'a timer failed'))
        .finally(() => {
          busy = false
          running.delete(turn)
        })
      running.add(turn)
    }, timer.everySeconds * 1000)
  })
  return {
    async stop() {
      stopped = true
      for (const handle of handles) clearInterval(handle)
      await Promise.all(running)
    },
  }
}
