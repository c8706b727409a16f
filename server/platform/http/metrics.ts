import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Metrics } from '../metrics.ts'
import { ProblemError } from '../problems.ts'

/** Measures every request, and serves `/metrics` for Prometheus: with the token, or from the machine itself where none is set. */
export function serveMetrics(app: FastifyInstance, { registry, requestSeconds }: Metrics, token: string | null): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requestSeconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
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
