import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import { ProblemError } from '../problems.ts'

/** `/metrics` for Prometheus: with the token, or from the machine itself where none is set. Names are documented in docs/operating. */
export function measureRequests(app: FastifyInstance, _database: Database, token: string | null): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'steward_' })
  const seconds = new Histogram({
    name: 'steward_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/metrics', async (request, reply) => {
    if (token === null ? !isLocal(request) : request.headers.authorization !== `Bearer ${token}`) throw new ProblemError('http.not_found')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** From the machine itself, and not through a proxy on it: what comes through one says so. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const { remoteAddress = '' } = socket
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(remoteAddress) && !isForwarded
}
