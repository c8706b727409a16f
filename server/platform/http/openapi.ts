import fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Endpoint, problem, workbookType } from '../../../contract/endpoint.ts'
import type { Example, Examples } from '../../../contract/example.ts'
import { type ProblemCode, problems } from '../../../contract/problems.ts'
import { readExamples } from './examples.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document, made from the shapes that validate, with the examples that were recorded. */
export function openApiDocument(endpoints: readonly Endpoint[], examples: Examples = readExamples()): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method.toLowerCase()] = operation(endpoint, examples)
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Steward',
      version: '1',
      description:
        'Partner support hub. Every request may say for whom it acts: X-Steward-Acting-For; what only reads, inside which support session: X-Steward-Support-Session. A problem that breaks a rule of the product names it in `rule`; docs/rules.md of the sources has them by number.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'steward_session' } },
      schemas: { Problem: schemaOf(problem, 'output') },
      examples: Object.fromEntries(Object.entries(examples.problems).map(([code, value]) => [code, { value }])),
    },
  }
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return schema
}

function operation(endpoint: Endpoint, { operations, problems: shown }: Examples): Json {
  const status = String(endpoint.status ?? 200)
  const examples = operations[endpoint.name] ?? []
  const first = examples[0]?.request
  return {
    operationId: endpoint.name,
    tags: [endpoint.path.split('/')[1] ?? 'other'],
    summary: endpoint.summary,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    'x-access': typeof endpoint.access === 'string' ? endpoint.access : endpoint.access.permission,
    parameters: [
      ...parametersOf(endpoint.params, 'path', first?.params),
      ...parametersOf(endpoint.query, 'query', first?.query),
      ...headersOf(endpoint, first),
    ],
    ...requestBody(endpoint, examples),
    responses: {
      [status]:
        status === '204'
          ? { description: 'Done' }
          : {
              description: 'Good',
              content: {
                [endpoint.produces ?? 'application/json']: {
                  schema: schemaOf(endpoint.reply, 'output'),
                  ...shownAs(examples, ({ reply }) => reply),
                },
              },
            },
      ...problemReplies(endpoint, shown),
    },
  }
}

/** The examples that have this part; nothing where none has. */
function shownAs(examples: readonly Example[], part: (one: Example) => unknown): Json {
  const values = examples.flatMap((one, n) => {
    const value = part(one)
    return value === undefined ? [] : [[`example-${n + 1}`, { summary: one.title, value }] as const]
  })
  return values.length > 0 ? { examples: Object.fromEntries(values) } : {}
}

function parametersOf(shape: z.ZodType, place: 'path' | 'query', sent: Json = {}): Json[] {
  const schema = schemaOf(shape, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: of,
    ...(sent[name] === undefined ? {} : { example: sent[name] }),
  }))
}

function headersOf(endpoint: Endpoint, sent: Example['request'] = {}): Json[] {
  const header = (name: string, required: boolean, example?: string) => ({
    name,
    in: 'header',
    required,
    schema: { type: 'string' },
    ...(example === undefined ? {} : { example }),
  })
  const headers: Json[] = []
  if (endpoint.access !== 'public') headers.push(header('X-Steward-Acting-For', false))
  if (typeof endpoint.access === 'object' && endpoint.writes === 'none') headers.push(header('X-Steward-Support-Session', false))
  if (endpoint.idempotent) headers.push(header('Idempotency-Key', false, sent.idempotencyKey))
  if (endpoint.ifMatch)
    headers.push(header('If-Match', endpoint.ifMatch === 'required', sent.ifMatch === undefined ? undefined : `"${sent.ifMatch}"`))
  return headers
}

function requestBody(endpoint: Endpoint, examples: readonly Example[]): Json {
  const content: Json = {}
  if (!(endpoint.body instanceof z.ZodUndefined))
    content['application/json'] = { schema: schemaOf(endpoint.body, 'input'), ...shownAs(examples, ({ request }) => request.body) }
  if (endpoint.upload) {
    const file = { type: 'string', contentMediaType: 'text/csv', description: `CSV, or a workbook (${workbookType}); after the fields` }
    const { properties = {}, required = [] } = schemaOf(endpoint.upload, 'input') as { properties?: Json; required?: string[] }
    content['multipart/form-data'] = {
      schema: { type: 'object', properties: { ...properties, file }, required: [...required, 'file'] },
      ...shownAs(examples, ({ request }) => request.file && { ...request.fields, file: request.file.text }),
    }
  }
  return Object.keys(content).length > 0 ? { requestBody: { content } } : {}
}

function problemReplies(endpoint: Endpoint, shown: Examples['problems']): Json {
  const codes: ProblemCode[] = ['http.fault', 'http.too_many_requests', 'http.database_away', ...(endpoint.problems ?? [])]
  if (endpoint.access !== 'public') codes.push('http.not_signed_in', 'http.not_allowed', 'http.not_found')
  codes.push('http.invalid')
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => {
      const examples = of.filter((code) => code in shown).map((code) => [code, { $ref: `#/components/examples/${code}` }])
      return [
        String(status),
        {
          description: of.join(', '),
          content: {
            'application/problem+json': {
              schema: { $ref: '#/components/schemas/Problem' },
              ...(examples.length > 0 ? { examples: Object.fromEntries(examples) } : {}),
            },
          },
        },
      ]
    }),
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
