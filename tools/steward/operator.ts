// How a command works as the operator's pages do.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import type { BodyInputOf, Endpoint, ParamsOf, QueryInputOf, ReplyOf } from '../../contract/endpoint.ts'
import { allJobs, allRoutes } from '../../server/features.ts'
import { systemClock } from '../../server/platform/clock.ts'
import { processEnvironment } from '../../server/platform/config.ts'
import type { Actor } from '../../server/platform/database/actor.ts'
import { openDatabase, type Scope } from '../../server/platform/database/database.ts'
import { sql } from '../../server/platform/database/query.ts'
import { invalid, presentProblem } from '../../server/platform/http/fault.ts'
import type { Hub } from '../../server/platform/hub.ts'
import { newId } from '../../server/platform/id.ts'
import { openQueue } from '../../server/platform/jobs.ts'
import { openLive } from '../../server/platform/live.ts'
import { makeLog } from '../../server/platform/log.ts'
import { makeMetrics } from '../../server/platform/metrics.ts'
import { ProblemError } from '../../server/platform/problems.ts'
import { makeSecrets } from '../../server/platform/secrets.ts'
import { Refused } from './command.ts'
import { configured, type HubPlace } from './place.ts'

/** The hub without its server: the use cases of the operator's pages, under the operator's capacity and in nobody's name. */
export type Desk = {
  hub: Hub
  inScope<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  /** An endpoint as the server has it: its use case, its transaction, its shapes. */
  call<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<ReplyOf<E>>
}
type Input<E extends Endpoint> = { params?: ParamsOf<E>; query?: QueryInputOf<E>; body?: BodyInputOf<E> }

/** What is refused is said in words; mails wait in the queue for the server, which sends them. */
export async function workAsOperator<T>({ appUrl, testing }: HubPlace, work: (desk: Desk) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url: appUrl, connections: 2 })
  const log = makeLog('silent')
  const metrics = makeMetrics(database)
  const queue = await openQueue({ database, jobs: allJobs, log, metrics, worker: false })
  const live = await openLive(database, log)
  try {
    const secrets = makeSecrets(await secretKey())
    await database.inSystem(newId(), async (scope) => {
      const { key_check } = await scope.one<{ key_check: Buffer | null }>(sql`select key_check from door.installation()`)
      if (key_check && !key_check.equals(secrets.keyCheck())) throw new Refused('SECRET_KEY is not the key that this hub was made with.')
    })
    const fixed = { publicUrl: '', demonstration: false, smtpUrl: null, mailFrom: '' }
    return await work(deskOf({ database, queue, live, secrets, log, metrics, clock: systemClock, testing, ...fixed }))
  } catch (error) {
    throw error instanceof ProblemError ? new Refused(inWords(error)) : error
  } finally {
    await live.stop()
    await queue.stop()
    await database.close()
  }
}

function deskOf(hub: Hub): Desk {
  const actor = (): Actor => ({ capacity: 'operator', person: null, acting: null, session: null, correlation: newId() })
  const routes = new Map(allRoutes(hub).map((route) => [route.endpoint.name, route]))
  return {
    hub,
    inScope: (work) => hub.database.inScope(actor(), work),
    async call(endpoint, { params = {}, query = {}, body }) {
      const route = routes.get(endpoint.name)
      if (!route) throw new Error(`nobody bound ${endpoint.name}`)
      const reply = await route.handle(hub.database, {
        params: read(endpoint.params, params),
        query: read(endpoint.query, query),
        body: read(endpoint.body, body),
        actor: actor(),
        extent: 'x',
        language: 'en',
        ifMatch: null,
        idempotencyKey: null,
        address: '',
        agent: '',
        token: null,
        signal: AbortSignal.timeout(callMilliseconds),
        upload: () => Promise.resolve(null),
        setSession() {},
        setHeader() {},
      })
      return read(endpoint.reply, reply) as ReplyOf<typeof endpoint> // parsed by that endpoint's own shape just now
    },
  }
}

const callMilliseconds = 60_000

function read<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value, { reportInput: true })
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

function inWords(error: ProblemError): string {
  const { detail, fields = [] } = presentProblem(error, 'en', '')
  return [detail, ...fields.map(({ path, detail: what }) => `  ${path}: ${what}`)].join('\n')
}

/** Links in mails are made with it, so it is the server's own. */
async function secretKey(): Promise<string> {
  const { SECRET_KEY, DATABASE_URL } = processEnvironment()
  if (SECRET_KEY) return SECRET_KEY
  const kept = DATABASE_URL ? '' : await readFile(join(configured().DATA_DIR, 'secret.key'), 'utf8').catch(() => '')
  if (kept.trim() === '') throw new Refused('This needs SECRET_KEY, the key of this hub: links in mails are made with it.')
  return kept.trim()
}
