import { once } from 'node:events'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHub, type TestHub } from '../../testing/hub.ts'

let trusting: TestHub
let believingNobody: TestHub
const warnings: Error[] = []
const onWarning = (warning: Error) => warnings.push(warning)

beforeAll(async () => {
  process.on('warning', onWarning)
  trusting = await openTestHub({ routes: () => [], trustProxy: ['loopback'] })
  believingNobody = await openTestHub({ routes: () => [] })
})
afterAll(async () => {
  process.off('warning', onWarning)
  await trusting.close()
  await believingNobody.close()
})

describe('the web server', () => {
  it('starts without a warning: nothing of it will be gone with its library’s next version', async () => {
    await new Promise((resolve) => setImmediate(resolve))
    expect(warnings.map(({ message }) => message)).toEqual([])
  })

  it('counts requests by who really calls: the address that a trusted proxy names, else the one at the other end', async () => {
    const left = async ({ app }: TestHub, forwardedFor: string) => {
      const { headers } = await app.inject({ url: '/api/v1/nothing', headers: { 'x-forwarded-for': forwardedFor } })
      return Number(headers['ratelimit-remaining'])
    }
    const [first, second] = [await left(trusting, '192.0.2.1'), await left(trusting, '192.0.2.2')]
    expect(second).toBe(first)
    // The proxy's word is the last one; what stands before it is what the caller made up.
    expect(await left(trusting, '203.0.113.9, 192.0.2.1')).toBe(first - 1)
    const before = await left(believingNobody, '192.0.2.1')
    expect(await left(believingNobody, '192.0.2.2')).toBe(before - 1)
  })

  it('has no browser or proxy keep an answer of the API, refused ones included', async () => {
    for (const url of ['/api/v1/nothing', '/api/v1/session']) {
      const { headers } = await trusting.app.inject({ url })
      expect(headers['cache-control']).toBe('no-store')
    }
  })

  it('shows its metrics to the machine itself, and not to whoever comes through a proxy on it', async () => {
    for (const { app } of [trusting, believingNobody]) {
      const ask = (headers: Record<string, string>) => app.inject({ url: '/metrics', headers })
      expect((await ask({})).statusCode).toBe(200)
      for (const header of ['x-forwarded-for', 'forwarded']) expect((await ask({ [header]: '127.0.0.1' })).statusCode).toBe(404)
    }
    await believingNobody.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = believingNobody.app.server.address() as AddressInfo
    const [reply] = await once(get({ port, host: '127.0.0.1', path: '/metrics', agent: false }), 'response')
    expect(reply.statusCode).toBe(200)
    reply.resume()
  })
})
