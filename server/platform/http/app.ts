import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { SpanKind } from '@opentelemetry/api'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Endpoint, Language } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { problems } from '../../../contract/problems.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { tracedBelow } from '../traces.ts'
import { languageOf } from '../words.ts'
import { admit, type RecordView } from './admit.ts'
import type { Bound } from './bind.ts'
import { asProblem, presentProblem } from './fault.ts'
import { serveMetrics } from './metrics.ts'
import { serveDocument } from './openapi.ts'
import { servePages } from './pages.ts'

export type AppOptions = {
  database: Database
  log: Log
  routes: readonly Bound[]
  /** Every endpoint of the contract: one that nobody bound, or that is bound without declaration, stops the start. */
  endpoints: readonly Endpoint[]
  /** Under which people reach the hub. */
  publicUrl: string
  metrics: Metrics
  metricsToken: string | null
  /** Folder of the built pages; null serves the API alone. */
  pages: string | null
  /** Requests a minute of one address. */
  requestsPerMinute: number
  /** Whose X-Forwarded-For says who calls; nobody's where it is not given. */
  trustProxy?: Config['TRUST_PROXY']
  recordView: RecordView
  /** For whoever asks for none that the hub speaks. */
  languageOfStrangers: () => Promise<Language>
}

/** At the end, for answers that are on their way; what takes longer is cut off. */
const drainMilliseconds = 8_000

/** The web server: every endpoint of the contract, the document, the pages, health and metrics. */
export async function makeApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, log } = options
  const app = fastify({
    loggerInstance: log,
    genReqId: () => randomUUID(),
    // Paths of invitations are secrets: requests are counted by route (/metrics), not logged by address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy === undefined || options.trustProxy === 'off' ? false : [...options.trustProxy],
    bodyLimit: 4 * 1_048_576,
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance
  const secure = options.publicUrl.startsWith('https:')
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/'))
      request.languageAsked = languageOf(request.headers['accept-language']) ?? (await options.languageOfStrangers())
  })
  await app.register(cookie)
  await app.register(helmet, { contentSecurityPolicy: false, hsts: secure, crossOriginEmbedderPolicy: false })
  await app.register(multipart, { limits: { fileSize: limits.uploadMegabytes * 1_048_576, files: 1, fields: 20, fieldSize: 10_000 } })
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    // A cookie could be made up anew for every request: the address counts.
    keyGenerator: (request) => request.ip,
    allowList: (request) => !request.url.startsWith('/api/'),
  })
  // Mail programs send a form (RFC 8058). Nothing in one is read: no page elsewhere can say anything by it.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 1_000 }, async () => undefined)
  app.setErrorHandler(async (error, request, reply) => answerProblem(error, request, reply, log))
  app.addHook('onRoute', (route) => {
    const declared = (route.config as { declared?: true } | undefined)?.declared
    if (route.url.startsWith('/api/v1') && !declared)
      throw new Error(`${String(route.method)} ${route.url} is not declared in the contract`)
  })
  // Answers hold other companies' data: no browser or proxy on the way keeps one, unless an answer says so itself.
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  serveMetrics(app, options.metrics, options.metricsToken)
  serveHealth(app, database)
  bindAll(app, options, { secure, draining: drainAtTheEnd(app) })
  serveDocument(app, options.endpoints)
  await servePages(app, options.pages)
  return app
}

/** Told to close, the app takes no new connection, answers what it was asked, and ends live streams at once: their pages come back to another server. */
function drainAtTheEnd(app: FastifyInstance): AbortSignal {
  const draining = new AbortController()
  app.addHook('preClose', async () => {
    draining.abort()
    setTimeout(() => app.server.closeAllConnections(), drainMilliseconds).unref()
  })
  return draining.signal
}

function serveHealth(app: FastifyInstance, database: Database): void {
  app.get('/livez', async (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', async (_request, reply) => {
    const ready = await database.isThere()
    return reply
      .code(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ok\n' : 'database away\n')
  })
}

/** Joins what is declared with what is bound, and refuses to start where they differ. */
function bindAll(app: FastifyInstance, options: AppOptions, { secure, draining }: { secure: boolean; draining: AbortSignal }): void {
  const bound = new Map(options.routes.map((route) => [route.endpoint.name, route]))
  const declared = new Set(options.endpoints.map((endpoint) => endpoint.name))
  const missing = options.endpoints.filter((endpoint) => !bound.has(endpoint.name)).map((endpoint) => endpoint.name)
  const unknown = options.routes.filter((route) => !declared.has(route.endpoint.name)).map((route) => route.endpoint.name)
  if (missing.length + unknown.length > 0) {
    throw new Error(
      `endpoints and routes differ: not bound: ${missing.join(', ') || 'none'}; not declared: ${unknown.join(', ') || 'none'}`,
    )
  }
  for (const route of options.routes) {
    const { endpoint } = route
    if (endpoint.access === undefined || endpoint.writes === undefined || endpoint.reply === undefined) {
      throw new Error(`${endpoint.name} does not declare access, writes and reply`)
    }
    for (const address of [`/api/v1${endpoint.path}`, ...(endpoint.alsoAt ? [endpoint.alsoAt] : [])]) {
      app.route({
        method: endpoint.method,
        url: address.replaceAll(/\{(\w+)\}/g, ':$1'),
        config: { declared: true },
        handler: (request, reply) =>
          tracedRequest(endpoint, request, async () => {
            const { database, recordView } = options
            const call = await admit({ database, endpoint, request, reply, secure, draining, recordView })
            return answer(route, database, call, reply)
          }),
      })
    }
  }
  app.all('/api/*', async () => {
    throw asProblem({ statusCode: 404, message: '' })
  })
}

/** Until the answer, or of a stream until its beginning; named by the route: what stands in an address may be a secret. */
function tracedRequest(endpoint: Endpoint, request: FastifyRequest, work: () => Promise<unknown>): Promise<unknown> {
  const route = `/api/v1${endpoint.path}`
  const attributes = { 'http.request.method': endpoint.method, 'http.route': route, 'steward.correlation_id': request.id }
  return tracedBelow(request.headers, `${endpoint.method} ${route}`, { kind: SpanKind.SERVER, attributes }, async (span) => {
    try {
      const answered = await work()
      span.setAttribute('http.response.status_code', endpoint.status ?? 200)
      return answered
    } catch (error) {
      span.setAttribute('http.response.status_code', problems[asProblem(error).code].status)
      throw error
    }
  })
}

async function answer(route: Bound, database: Database, call: Awaited<ReturnType<typeof admit>>, reply: FastifyReply): Promise<unknown> {
  const { endpoint } = route
  const result = await route.handle(database, call)
  if (endpoint.produces) {
    if (!reply.hasHeader('content-type'))
      reply.type(endpoint.produces.startsWith('text/') ? `${endpoint.produces}; charset=utf-8` : endpoint.produces)
    return reply.send(
      typeof result === 'string' ? result : result instanceof Readable ? result : Readable.from(result as AsyncIterable<string>),
    )
  }
  const status = endpoint.status ?? 200
  if (status === 204) return reply.code(204).send()
  // The shape is the promise: what is not in it does not leave the house.
  const shown = endpoint.reply.parse(result)
  if (typeof shown === 'object' && shown !== null && 'revision' in shown) reply.header('etag', `"${String(shown.revision)}"`)
  return reply.code(status).send(shown)
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const problem = asProblem(error)
  const language = request.languageOfPerson ?? request.languageAsked ?? 'en'
  if (problem.code === 'http.fault') log.error({ err: problem.cause, correlationId: request.id, url: request.routeOptions.url }, 'a fault')
  const shown = presentProblem(problem, language, request.id)
  if (problem.details.retryAfterSeconds) reply.header('retry-after', problem.details.retryAfterSeconds)
  // Whoever stopped sending is not waited for.
  if (shown.status === 408) reply.header('connection', 'close')
  return reply.code(shown.status).type('application/problem+json').send(shown)
}

declare module 'fastify' {
  interface FastifyRequest {
    languageOfPerson?: Language
    /** By Accept-Language, else that of the hub. */
    languageAsked?: Language
  }
}
