import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Problem } from '../../contract/endpoint.ts'
import type { Role } from '../../contract/permissions.ts'
import { newSessionToken, sessionCookie } from '../platform/access/session.ts'
import { systemClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { type AppOptions, makeApp } from '../platform/http/app.ts'
import type { Bound } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { type Job, type JobBinding, openQueue } from '../platform/jobs.ts'
import { openLive } from '../platform/live.ts'
import { makeLog } from '../platform/log.ts'
import { makeMetrics } from '../platform/metrics.ts'
import { makeSecrets } from '../platform/secrets.ts'
import { languageOfStrangers } from '../settings/index.ts'
import { recordView } from '../support/index.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'

export type Answer = {
  status: number
  headers: Record<string, unknown>
  text: string
  json<T = Record<string, never>>(): T
  problem(): Problem
}
export type Call = {
  body?: unknown
  headers?: Record<string, string>
  payload?: Buffer | string
  actingFor?: string | null
  key?: string
  ifMatch?: string
}
/** Somebody with a session: calls the API as a script would. */
export type Client = {
  person: string
  organisation: string | null
  token: string
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, call?: Call): Promise<Answer>
}
export type TestHub = {
  hub: Hub
  app: FastifyInstance
  database: TestDatabase
  organisation(kind: 'vendor' | 'provider' | 'partner' | 'customer', name?: string): Promise<string>
  /** A member with a session, acting for the organisation. */
  member(organisation: string, roles: Role[], more?: { mail?: string; name?: string; language?: string }): Promise<Client>
  operator(): Promise<Client>
  nobody: Client
  close(): Promise<void>
}

export type TestHubOptions = {
  routes: (hub: Hub) => readonly Bound[]
  jobs?: readonly Job[]
  jobBindings?: (hub: Hub) => readonly JobBinding[]
  demonstration?: boolean
  trustProxy?: Config['TRUST_PROXY']
  recordView?: AppOptions['recordView']
  requestsPerMinute?: number
  /** Stands between the hub and its database. */
  between?: (database: Database) => Database
}

/** A hub over a database of its own, with only the features under test. Jobs run when `jobBindings` are given. */
export async function openTestHub(options: TestHubOptions): Promise<TestHub> {
  const test = await makeTestDatabase()
  const log = makeLog('error')
  const { between = (database) => database } = options
  const database = between(await openDatabase({ url: test.appUrl, connections: 6 }))
  const metrics = makeMetrics(database)
  const queue = await openQueue({ database, jobs: options.jobs ?? [], log, metrics, worker: options.jobBindings !== undefined })
  const live = await openLive(database, log)
  const hub: Hub = {
    database,
    queue,
    live,
    log,
    metrics,
    secrets: makeSecrets('a secret key of the test suites alone'),
    clock: systemClock,
    publicUrl: 'http://hub.test',
    demonstration: options.demonstration ?? false,
    testing: true,
    smtpUrl: null,
    mailFrom: 'Steward <steward@hub.test>',
  }
  const routes = options.routes(hub)
  const endpoints = routes.map((route) => route.endpoint)
  const app = await makeApp({
    database,
    log,
    routes,
    endpoints,
    publicUrl: hub.publicUrl,
    metrics,
    metricsToken: null,
    pages: null,
    requestsPerMinute: options.requestsPerMinute ?? 1_000_000,
    trustProxy: options.trustProxy ?? 'off',
    recordView: options.recordView ?? recordView,
    languageOfStrangers: () => languageOfStrangers(hub),
  })
  await app.ready()
  if (options.jobBindings) await queue.work(options.jobBindings(hub))
  return { hub, app, database: test, ...makers(test, app), close: () => closeAll(hub, app, test) }
}

async function closeAll(hub: Hub, app: FastifyInstance, test: TestDatabase): Promise<void> {
  await app.close()
  await hub.queue.stop()
  await hub.live.stop()
  await hub.database.close()
  await test.drop()
}

function makers(test: TestDatabase, app: FastifyInstance): Pick<TestHub, 'organisation' | 'member' | 'operator' | 'nobody'> {
  let n = 0
  const person = async (mail: string, name: string, language: string, operator: boolean) => {
    const id = newId()
    await test.owner.query('insert into person (id, mail, name, language, operator) values ($1, $2, $3, $4, $5)', [
      id,
      mail,
      name,
      language,
      operator,
    ])
    const { token, hash } = newSessionToken()
    await test.owner.query('insert into session (id, person, token_hash) values ($1, $2, $3)', [newId(), id, hash])
    return { id, token }
  }
  return {
    async organisation(kind, name) {
      const id = newId()
      n += 1
      const called = name ?? `${kind} ${n}`
      await test.owner.query("insert into organisation (id, kind, name, name_key, country) values ($1, $2, $3, hub.name_key($3), 'DE')", [
        id,
        kind,
        called,
      ])
      await test.owner.query('insert into organisation_detail (organisation) values ($1)', [id])
      await test.owner.query('insert into acquaintance (viewer, organisation) values ($1, $1)', [id])
      return id
    },
    async member(organisation, roles, more = {}) {
      n += 1
      const mail = more.mail ?? `person${n}@hub.test`
      const name = more.name ?? `Person ${n}`
      const { id, token } = await person(mail, name, more.language ?? 'en', false)
      await test.owner.query(
        "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, $4, $5, $6, 'active', now())",
        [newId(), id, organisation, roles, name, mail],
      )
      return client(app, id, organisation, token)
    },
    async operator() {
      n += 1
      const { id, token } = await person(`operator${n}@hub.test`, 'Operator', 'en', true)
      return client(app, id, null, token)
    },
    nobody: client(app, '', null, ''),
  }
}

export function client(app: FastifyInstance, person: string, organisation: string | null, token: string): Client {
  return {
    person,
    organisation,
    token,
    async call(method, path, call = {}) {
      const actingFor = call.actingFor === undefined ? organisation : call.actingFor
      const options: InjectOptions = {
        method,
        url: `/api/v1${path}`,
        headers: {
          'x-steward-request': '1',
          ...(actingFor ? { 'x-steward-acting-for': actingFor } : {}),
          ...(call.key ? { 'idempotency-key': call.key } : {}),
          ...(call.ifMatch ? { 'if-match': call.ifMatch } : {}),
          ...call.headers,
        },
        cookies: token ? { [sessionCookie]: token } : {},
        ...(call.payload !== undefined ? { payload: call.payload } : call.body !== undefined ? { payload: call.body as object } : {}),
      }
      const reply = await app.inject(options)
      return {
        status: reply.statusCode,
        headers: reply.headers,
        text: reply.body,
        json: <T>() => JSON.parse(reply.body) as T,
        problem: () => JSON.parse(reply.body) as Problem,
      }
    },
  }
}

/** A multipart body with fields before the file, as browsers send it. */
export function multipart(
  file: { name: string; content: Buffer | string },
  fields: Record<string, string> = {},
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'steward-test-boundary'
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  parts.push(
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/csv\r\n\r\n`),
  )
  parts.push(Buffer.from(file.content), Buffer.from(`\r\n--${boundary}--\r\n`))
  return { payload: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** Waits until something is so; fails in words when it never is. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>, seconds = 120): Promise<T> {
  const end = systemClock.now().getTime() + seconds * 1000
  while (systemClock.now().getTime() < end) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`never came: ${what}`)
}
