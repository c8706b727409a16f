import fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Endpoint, problem, workbookType } from '../../../contract/endpoint.ts'
import { type ProblemCode, problems } from '../../../contract/problems.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document, made from the shapes that validate. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method.toLowerCase()] = operation(endpoint)
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Steward',
      version: '1',
      description: 'Partner support hub. Every request may say for whom it acts: X-Steward-Acting-For.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'steward_session' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  }
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return schema
}

function operation(endpoint: Endpoint): Json {
  const status = String(endpoint.status ?? 200)
  return {
    operationId: endpoint.name,
    tags: [endpoint.path.split('/')[1] ?? 'other'],
    summary: endpoint.summary,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    'x-access': typeof endpoint.access === 'string' ? endpoint.access : endpoint.access.permission,
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query'), ...headersOf(endpoint)],
    ...requestBody(endpoint),
    responses: {
      [status]:
        status === '204'
          ? { description: 'Done' }
          : { description: 'Good', content: { [endpoint.produces ?? 'application/json']: { schema: schemaOf(endpoint.reply, 'output') } } },
      ...problemReplies(endpoint),
    },
  }
}

function parametersOf(shape: z.ZodType, place: 'path' | 'query'): Json[] {
  const schema = schemaOf(shape, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: of,
  }))
}

function headersOf(endpoint: Endpoint): Json[] {
  const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } })
  const headers: Json[] = []
  if (endpoint.access !== 'public') headers.push(header('X-Steward-Acting-For', false))
  if (endpoint.idempotent) headers.push(header('Idempotency-Key', false))
  if (endpoint.ifMatch) headers.push(header('If-Match', endpoint.ifMatch === 'required'))
  return headers
}

function requestBody(endpoint: Endpoint): Json {
  const content: Json = {}
  if (!(endpoint.body instanceof z.ZodUndefined)) content['application/json'] = { schema: schemaOf(endpoint.body, 'input') }
  if (endpoint.upload) {
    const file = { type: 'string', contentMediaType: 'text/csv', description: `CSV, or a workbook (${workbookType}); after the fields` }
    const { properties = {}, required = [] } = schemaOf(endpoint.upload, 'input') as { properties?: Json; required?: string[] }
    content['multipart/form-data'] = { schema: { type: 'object', properties: { ...properties, file }, required: [...required, 'file'] } }
  }
  return Object.keys(content).length > 0 ? { requestBody: { content } } : {}
}

function problemReplies(endpoint: Endpoint): Json {
  const codes: ProblemCode[] = ['http.fault', 'http.too_many_requests', 'http.database_away', ...(endpoint.problems ?? [])]
  if (endpoint.access !== 'public') codes.push('http.not_signed_in', 'http.not_allowed', 'http.not_found')
  codes.push('http.invalid')
  const byStatus = Map.groupBy(codes, (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      String(status),
      {
        description: [...new Set(of)].join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const docsPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Steward API</title><meta name="viewport" content="width=device-width"></head>
<body><div id="app"></div><script src="/docs/scalar.js"></script><script src="/docs/start.js"></script></body></html>`

/** The document at `/api/v1/openapi.json`, shown at `/docs`. */
export function serveDocument(app: FastifyInstance, endpoints: readonly Endpoint[]): void {
  const document = JSON.stringify(openApiDocument(endpoints))
  app.get('/api/v1/openapi.json', { config: { declared: true } }, async (_request, reply) => reply.type('application/json').send(document))
  app.get('/docs', async (_request, reply) =>
    reply
      .header(
        'content-security-policy',
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'",
      )
      .type('text/html')
      .send(docsPage),
  )
  app.get('/docs/start.js', async (_request, reply) =>
    reply
      .type('text/javascript')
      .send(
        "Scalar.createApiReference('#app', { url: '/api/v1/openapi.json', withDefaultFonts: false, telemetry: false, agent: { disabled: true } })",
      ),
  )
  app.get('/docs/scalar.js', async (_request, reply) => {
    script ??= referenceScript()
    return reply
      .type('text/javascript')
      .header('cache-control', 'public, max-age=86400')
      .send(await script)
  })
}

let script: Promise<string> | undefined

/** The viewer's script is 4 MB inside its package: taken from the package's own plugin at the first visit, not at every start. */
async function referenceScript(): Promise<string> {
  const { default: plugin } = await import('@scalar/fastify-api-reference')
  const inner = fastify()
  await inner.register(plugin, { routePrefix: '/docs', configuration: { url: '/api/v1/openapi.json' } })
  const answer = await inner.inject('/docs/js/scalar.js')
  await inner.close()
  return answer.body
}
