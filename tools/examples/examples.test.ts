import { describe, expect, it } from 'vitest'
import { endpoints } from '../../contract/endpoints.ts'
import { type Example, masks } from '../../contract/example.ts'
import { readExamples } from '../../server/platform/http/examples.ts'
import { openApiDocument } from '../../server/platform/http/openapi.ts'
import { findExampleFaults } from './faults.ts'
import { settle, storyBegins } from './settle.ts'
import type { Told } from './teller.ts'

describe('the examples of the document', () => {
  it('show every operation as its own shapes take and answer it, and tell no secret', () => {
    expect(findExampleFaults(readExamples(), endpoints)).toEqual([])
  })

  it('are missed where an operation has none, refused where one does not fit, and where one tells a secret', () => {
    const examples = readExamples()
    const { signIn = [], ...others } = examples.operations
    const faultsWith = (changed: readonly Example[] | undefined) =>
      findExampleFaults({ ...examples, operations: { ...others, ...(changed ? { signIn: [...changed] } : {}) } }, endpoints)
    expect(faultsWith(signIn)).toEqual([])
    expect(faultsWith(undefined)).toEqual([expect.stringContaining('signIn has no example')])
    const [first] = signIn
    if (!first) throw new Error('signIn has no example')
    expect(faultsWith([{ ...first, reply: {} }])[0]).toContain('its reply does not fit')
    expect(faultsWith([{ ...first, title: 'x'.repeat(43) }])).toEqual([expect.stringContaining('looks like a secret')])
    const body = { mail: 'a@b.example', password: 'a real password' }
    expect(faultsWith([{ ...first, request: { body } }])).toEqual([expect.stringContaining('password is not masked')])
  })

  it('stand in the document: of requests, of answers, and of problems by their code', () => {
    const document = JSON.stringify(openApiDocument(endpoints))
    for (const name of ['Idempotency-Key', '#/components/examples/http.not_found', 'example-1']) expect(document).toContain(name)
    const references = [...document.matchAll(/#\/components\/examples\/([\w.]+)/g)].map(([, code]) => code)
    const shown = new Set(Object.keys(readExamples().problems))
    expect(references.filter((code) => !shown.has(code ?? ''))).toEqual([])
  })
})

describe('what was recorded', () => {
  const endpoint = endpoints.filter(({ name }) => name === 'getMe')
  const began = new Date('2026-03-07T10:11:12.345Z')
  const run = { url: 'http://127.0.0.1:1234', began, days: new Map([['2026-03-17', '2026-10-15']]) }
  const settled = (reply: object) => {
    const told: Told = { operation: 'getMe', title: 'T', request: {}, status: 200, reply }
    return settle({ examples: [told], problems: new Map() }, endpoint, run).operations.getMe?.[0]?.reply
  }

  it('is the same at every run: what was made up or taken from the clock has names of its own', () => {
    const reply = settled({
      one: '0198c0de-1111-7222-8333-444455556666',
      again: 'see 0198c0de-1111-7222-8333-444455556666 at http://127.0.0.1:1234/x',
      later: '2026-03-07T10:11:20.001Z',
      sooner: '2026-03-07T10:11:19.001Z',
      lapses: '2026-03-21T10:11:13.000Z',
      day: '2026-03-17',
      words: 'until 17 March 2026',
    })
    expect(reply).toEqual({
      one: '01990000-0000-7000-8000-000000000001',
      again: 'see 01990000-0000-7000-8000-000000000001 at https://hub.example/x',
      later: new Date(storyBegins.getTime() + 1000).toISOString(),
      sooner: storyBegins.toISOString(),
      lapses: '2026-10-19T08:00:00.000Z',
      day: '2026-10-15',
      words: 'until 15 October 2026',
    })
  })

  it('is short, and its secrets are masked', () => {
    const secrets = {
      secret: 'JBSWY3DPEHPK3PXP',
      recoveryCodes: ['A', 'B', 'C'],
      cpin: '7KQ2-9MXA-4TDF',
      link: `see /invitation/${'x'.repeat(43)}`,
    }
    expect(settled({ ...secrets, items: [1, 2, 3], current: true })).toEqual({
      secret: masks.secret,
      recoveryCodes: masks.recoveryCodes,
      cpin: masks.cpin,
      link: `see /invitation/${masks.token}`,
      items: [1, 2],
      current: true,
    })
  })
})
