import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint, page } from '../contract/endpoint.ts'
import { endpoints } from '../contract/endpoints.ts'
import { openApiDocument } from '../server/platform/http/openapi.ts'
import { findBreakingChanges, type Json } from './api-changes.ts'

const thing = z.object({ id: z.string(), kind: z.enum(['small', 'large']), note: z.string().nullable() })
const declared = {
  name: 'listThings',
  method: 'GET',
  path: '/things/{id}',
  summary: 'Things',
  access: 'person',
  writes: 'none',
  params: z.object({ id: z.string() }),
  query: z.object({ q: z.string().max(100).optional() }),
  reply: page(thing),
} as const
const written = {
  ...declared,
  name: 'makeThing',
  method: 'POST',
  body: z.object({ kind: z.enum(['small', 'large']), size: z.number().max(10) }),
} as const
const documentOf = (...declarations: Parameters<typeof endpoint>[0][]) =>
  JSON.parse(JSON.stringify(openApiDocument(declarations.map((declaration) => endpoint(declaration))))) as Json
const before = documentOf(declared, written)
const breaks = (...now: Parameters<typeof endpoint>[0][]) => findBreakingChanges(before, documentOf(...now))

describe('a change of the API', () => {
  it('breaks nothing where nothing changed, for the whole hub', () => {
    const whole = documentOf(...endpoints)
    expect(Object.keys((whole as { paths: object }).paths).length).toBeGreaterThan(30)
    expect(findBreakingChanges(whole, whole)).toEqual([])
    // Examples promise nothing: other ones, or none, are as good.
    expect(findBreakingChanges(whole, JSON.parse(JSON.stringify(openApiDocument(endpoints, { operations: {}, problems: {} }))))).toEqual([])
  })

  it('may add: an endpoint, a field of an answer, something one may send', () => {
    const more = { ...declared, name: 'more', path: '/more' } as const
    const wider = {
      ...declared,
      query: z.object({ q: z.string().max(200).optional(), r: z.string().optional() }),
      reply: page(thing.extend({ at: z.string() })),
    }
    const taking = {
      ...written,
      body: z.object({ kind: z.enum(['small', 'large', 'huge']), size: z.number().max(20), at: z.string().optional() }),
    }
    expect(breaks(wider, taking, more)).toEqual([])
  })

  it.each<[string, Parameters<typeof endpoint>[0][], string]>([
    ['an endpoint that is gone', [declared], 'POST /things/{id} is gone'],
    ['another name', [{ ...declared, name: 'other' }, written], 'is called other'],
    ['a field that is not answered any more', [{ ...declared, reply: page(thing.omit({ note: true })) }, written], 'answer.items[].note'],
    ['a field of another type', [{ ...declared, reply: page(thing.extend({ id: z.number() })) }, written], '"number", was "string"'],
    [
      'a field that may be absent',
      [{ ...declared, reply: page(thing.partial({ kind: true })) }, written],
      'does not promise answer.items[].kind',
    ],
    ['a parameter that is demanded', [{ ...declared, query: z.object({ q: z.string() }) }, written], 'demands the parameter query q'],
    ['a parameter that is gone', [{ ...declared, query: z.object({}) }, written], 'does not know the parameter query q'],
    ['a body that wants more', [declared, { ...written, body: written.body.extend({ at: z.string() }) }], 'demands body.at'],
    [
      'a value that is not taken',
      [declared, { ...written, body: written.body.extend({ kind: z.enum(['small']) }) }],
      'does not take "large"',
    ],
    [
      'a tighter limit',
      [declared, { ...written, body: written.body.extend({ size: z.number().max(9) }) }],
      'takes less as body.size: maximum 9',
    ],
    ['another good status', [declared, { ...written, status: 201 }], 'does not answer 200'],
  ])('is broken by %s', (_what, now, told) => {
    const found = breaks(...now)
    expect(found.length).toBeGreaterThan(0)
    expect(found.join('\n')).toContain(told)
  })
})
