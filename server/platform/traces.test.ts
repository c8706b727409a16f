import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { devicesRoutes } from '../devices/routes.ts'
import { openTestHub, type TestHub } from '../testing/hub.ts'
import { makeLog } from './log.ts'
import { openTraces } from './traces.ts'

const spanShape = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
})
const bodyShape = z.object({ resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanShape) })) })) })
type Received = z.infer<typeof spanShape>

const received: Received[] = []
const collector = createServer(async (request, response) => {
  const { resourceSpans } = bodyShape.parse(JSON.parse(await text(request)))
  received.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
  response.setHeader('content-type', 'application/json').end('{}')
})
let test: TestHub
let stop: () => Promise<void>
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  stop = await openTraces({ collector: `http://127.0.0.1:${port}`, share: 1, log: makeLog('error') })
  test = await openTestHub({ routes: devicesRoutes })
})
afterAll(async () => {
  await test.close()
  collector.close()
})

it('a request is a span below its caller’s, its transactions and statements below it; no value and no address leaves the house', async () => {
  const organisation = await test.organisation('customer', 'Bergmann')
  const { token } = await test.member(organisation, ['customer_admin'])
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const answer = await test.app.inject({
    url: '/api/v1/devices?q=SECRET4711',
    cookies: { steward_session: token },
    headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
  })
  expect(answer.statusCode).toBe(200)
  const missing = await test.app.inject({
    url: '/api/v1/devices/0d9e11c4-9f0a-4c1c-8c5b-3f3f2a5a8f11',
    cookies: { steward_session: token },
  })
  expect(missing.statusCode).toBe(404)
  await stop()

  const called = received.filter((span) => span.traceId === traceId)
  const request = called.find((span) => span.name === 'GET /api/v1/devices')
  expect(request?.parentSpanId).toBe('b7ad6b7169203331')
  const transactions = called.filter((span) => span.name === 'transaction' && span.parentSpanId === request?.spanId)
  expect(transactions.length).toBeGreaterThan(0)
  const statements = called.filter((span) => span.name === 'statement')
  expect(statements.length).toBeGreaterThan(0)
  expect(statements.every((span) => transactions.some(({ spanId }) => spanId === span.parentSpanId))).toBe(true)

  const refused = received.find((span) => span.name === 'GET /api/v1/devices/{id}')
  expect(refused?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 404 } })
  const sent = JSON.stringify(received)
  expect(sent).not.toContain('SECRET4711')
  expect(sent).not.toContain('0d9e11c4')
  expect(sent).not.toContain(token)
})
