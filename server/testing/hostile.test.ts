import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Endpoint, Problem } from '../../contract/endpoint.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { organisationKinds, rolesByKind } from '../../contract/permissions.ts'
import { allJobs, allRoutes } from '../features.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { readExamples } from '../platform/http/examples.ts'
import { type Client, openTestHub, type TestHub } from './hub.ts'

// What people and programs send that nobody meant them to: to every form and every query of the contract.

/** Texts that are judged elsewhere, and why. */
const judgedElsewhere: Record<string, string> = {
  cursor: 'decoded and read, never kept',
  token: 'hashed: whatever is wrong with a link is answered alike',
  password: 'hashed, never shown',
  current: 'compared with a hash',
  'devices[].vendor': 'a row: told with its line, as of a file (findValueFault)',
  'devices[].productNumber': 'a row',
  'devices[].serialNumber': 'a row',
  'devices[].model': 'a row',
  'devices[].proof': 'a row',
  'serials[]': 'a row',
  'corrected row': 'a row that is corrected is judged as the file’s were (feed/retry.test.ts)',
}
const hostile = {
  NUL: 'A\u0000B',
  'a control character': 'A\u0007B',
  'a line break in a header': 'A\r\nBcc: everyone@example.com',
  'an override of direction': 'A\u202eB',
  'an isolate': 'A\u2066B',
  'nothing to be seen': '\u200b\u2060',
  'a lone surrogate': 'A\ud800B'.toWellFormed(),
}
const seen = /^\p{Cf}+$|[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/u
const several = /^\p{Cf}+$|[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069\ufffd]/u

type Leaf = { path: string; shape: z.ZodType }

/** Every text of a shape. What this does not know how to read fails, so that no shape is left out unseen. */
function textsOf(shape: z.ZodType, path = ''): { texts: Leaf[]; arrays: Leaf[] } {
  const { def } = shape as unknown as { def: Record<string, unknown> & { type: string } }
  const within = (one: unknown, at = path) => textsOf(one as z.ZodType, at)
  const all = (many: { texts: Leaf[]; arrays: Leaf[] }[]) => ({
    texts: many.flatMap(({ texts }) => texts),
    arrays: many.flatMap(({ arrays }) => arrays),
  })
  switch (def.type) {
    case 'object':
      return all(Object.entries(def.shape as Record<string, unknown>).map(([key, one]) => within(one, path ? `${path}.${key}` : key)))
    case 'array': {
      const inner = within(def.element, `${path}[]`)
      return { texts: inner.texts, arrays: [...inner.arrays, { path, shape }] }
    }
    case 'union':
      return all((def.options as unknown[]).map((one) => within(one)))
    case 'intersection':
      return all([within(def.left), within(def.right)])
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return within(def.innerType)
    case 'record':
      return all([within(def.keyType, `${path}{}`), within(def.valueType, `${path}{}`)])
    case 'string':
    case 'pipe':
      return { texts: [{ path, shape }], arrays: [] }
    case 'enum':
    case 'literal':
    case 'boolean':
    case 'number':
    case 'undefined':
    case 'null':
      return { texts: [], arrays: [] }
    default:
      throw new Error(`${path}: a shape of the type ${def.type} is not known here`)
  }
}

type Fields = { [key: string]: unknown }

function withValue(fields: Fields, [key = '', ...rest]: string[], value: string): Fields {
  return { ...fields, [key]: rest.length === 0 ? value : withValue((fields[key] ?? {}) as Fields, rest, value) }
}

const parts = endpoints.flatMap((endpoint) =>
  (['params', 'query', 'body', 'upload'] as const).flatMap((part) => {
    const shape = endpoint[part]
    return shape === undefined ? [] : [{ endpoint, part, ...textsOf(shape) }]
  }),
)
const texts = parts.flatMap(({ endpoint, part, texts: found }) => found.map((leaf) => ({ endpoint, part, ...leaf })))

describe('every text that anybody can send', () => {
  it('is found', () => {
    expect(texts.length).toBeGreaterThan(100)
    const used = new Set(texts.map(({ endpoint, path }) => (endpoint.name === 'correctFeedRow' ? 'corrected row' : path)))
    expect(Object.keys(judgedElsewhere).filter((path) => !used.has(path))).toEqual([])
  })

  it('has an end, and so has every list', () => {
    const endless = texts.filter(({ shape }) => shape.safeParse('1'.repeat(100_000)).success)
    expect(endless.map(({ endpoint, path }) => `${endpoint.name} ${path}`)).toEqual([])
    const lists = parts.flatMap(({ endpoint, arrays }) => arrays.map((leaf) => ({ endpoint, ...leaf })))
    const open = lists.filter(({ shape }) => {
      const refused = shape.safeParse(Array.from({ length: 100_000 }))
      return refused.success || !refused.error.issues.some(({ code, path }) => code === 'too_big' && path.length === 0)
    })
    expect(open.map(({ endpoint, path }) => `${endpoint.name} ${path}`)).toEqual([])
  })

  it.each(Object.entries(hostile))('with %s is refused, or comes without it', (_, text) => {
    const kept = texts.filter(({ endpoint, path, shape }) => {
      if (path in judgedElsewhere || endpoint.name === 'correctFeedRow') return false
      const parsed = shape.safeParse(text)
      return parsed.success && (shape.safeParse('A\nB').success ? several : seen).test(String(parsed.data))
    })
    expect(kept.map(({ endpoint, part, path }) => `${endpoint.name} ${part} ${path}`)).toEqual([])
  })
})

describe('every form', () => {
  const { operations } = readExamples()
  let test: TestHub
  const clients: Client[] = []
  beforeAll(async () => {
    test = await openTestHub({ routes: allRoutes, jobs: allJobs })
    for (const kind of organisationKinds) clients.push(await test.member(await test.organisation(kind), [...rolesByKind[kind]]))
    clients.push(await test.operator())
  }, 60_000)
  afterAll(() => test.close())

  const forms = endpoints
    .filter(({ body }) => body.def.type !== 'undefined')
    .map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)

  async function send(endpoint: Endpoint, payload: string | Buffer, type = 'application/json'): Promise<LightMyRequestResponse> {
    const path = endpoint.path
      .replace('{line}', '2')
      .replace('{token}', 'x'.repeat(43))
      .replace(/\{\w+\}/, '01900000-0000-7000-8000-00000000dead')
    let answer: LightMyRequestResponse | null = null
    // Whoever may: their shape is looked at.
    for (const who of endpoint.access === 'public' ? [test.nobody] : clients) {
      answer = await test.app.inject({
        method: endpoint.method,
        url: `/api/v1${path}`,
        payload,
        headers: {
          'content-type': type,
          'accept-language': 'de',
          'if-match': '"1"',
          'x-steward-request': '1',
          ...(who.organisation ? { 'x-steward-acting-for': who.organisation } : {}),
        },
        cookies: who.token ? { [sessionCookie]: who.token } : {},
      })
      if (![401, 403, 409].includes(answer.statusCode)) break
    }
    if (!answer) throw new Error('nobody asked')
    return answer
  }

  it.each(forms)('%s names the field that holds what cannot be kept', async (_, endpoint) => {
    const example = operations[endpoint.name]?.find(({ request }) => request.body !== undefined)?.request.body
    const found = textsOf(endpoint.body).texts.filter(
      ({ path, shape }) => !(path in judgedElsewhere) && !path.includes('[]') && !shape.safeParse(hostile.NUL).success,
    )
    // Of a record any key stands for all.
    for (const path of found.map((leaf) => leaf.path.replaceAll('{}', '.q'))) {
      const answer = await send(endpoint, JSON.stringify(withValue((example ?? {}) as Fields, path.split('.'), hostile.NUL)))
      const problem = answer.json<Problem>()
      expect([answer.statusCode, problem.code], `${path}: ${answer.body}`).toEqual([422, 'http.invalid'])
      // A form of several shapes names what does not go together first: a list and a filter.
      const named = problem.fields?.map((field) => field.path)
      if (endpoint.path.startsWith('/transfers')) expect(named?.[0], answer.body).not.toBe('')
      else expect(named, answer.body).toContain(path)
    }
  })

  const payloads: Record<string, { payload: string | Buffer; type?: string }> = {
    nothing: { payload: '' },
    null: { payload: 'null' },
    'a list': { payload: '[]' },
    'a text': { payload: '"text"' },
    'a number': { payload: '1e999' },
    'half of it': { payload: '{"name": "A' },
    'brackets without end': { payload: '['.repeat(100_000) },
    'depth without end': { payload: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}` },
    'a poisoned prototype': { payload: '{"__proto__": {"operator": true}, "constructor": {"prototype": {"operator": true}}}' },
    'ten thousand fields': { payload: JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`field${n}`, 'x']))) },
    'UTF-16': { payload: Buffer.from('{"name":"A"}', 'utf16le') },
    'broken UTF-8': { payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
    'a form of another kind': { payload: 'name=A&name=B', type: 'application/x-www-form-urlencoded' },
    text: { payload: 'name: A', type: 'text/plain' },
    XML: { payload: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', type: 'application/xml' },
    'parts without an end': {
      payload: '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nA',
      type: 'multipart/form-data; boundary=x',
    },
    'parts without a boundary': { payload: 'x', type: 'multipart/form-data' },
    'more than a form can be': { payload: JSON.stringify({ name: 'x'.repeat(4_000_000) }) },
  }
  it.each(Object.entries(payloads))(
    'sent %s, answers with a problem that has words, or does what it does without',
    async (_, { payload, type }) => {
      for (const [name, endpoint] of forms) {
        const answer = await send(endpoint, payload, type)
        expect(answer.statusCode, `${name}: ${answer.body}`).toBeLessThan(500)
        if (answer.statusCode < 400) continue
        const problem = answer.json<Problem>()
        expect(problem.detail.length, `${name}: ${answer.body}`).toBeGreaterThan(20)
        expect(problem.title, name).not.toContain('{{')
      }
    },
  )
})
