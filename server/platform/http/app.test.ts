import { once } from 'node:events'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/endpoint.ts'
import { peopleRoutes } from '../../people/routes.ts'
import { openTestHub, type TestHub } from '../../testing/hub.ts'
import { sessionCookie } from '../access/session.ts'

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

  it('refuses what a browser sends for another site: a change without the header that only this hub’s pages and programs set', async () => {
    const hub = await openTestHub({ routes: peopleRoutes })
    const { token } = await hub.member(await hub.organisation('partner'), ['viewer'])
    const change = (headers: Record<string, string>) =>
      hub.app.inject({ method: 'PATCH', url: '/api/v1/me', headers, cookies: { [sessionCookie]: token }, payload: { name: 'Somebody' } })
    expect((await change({})).json<Problem>()).toMatchObject({ status: 403, code: 'http.request_header_missing' })
    expect((await change({ 'x-steward-request': '1' })).statusCode).toBe(200)
    await hub.close()
  })

  it('says which form it takes, and that somebody asks too often', async () => {
    const hub = await openTestHub({ routes: peopleRoutes, requestsPerMinute: 60 })
    const ask = (type: string) =>
      hub.app.inject({ method: 'POST', url: '/api/v1/session', headers: { 'content-type': type }, payload: '<a/>' })
    expect((await ask('application/xml')).json<Problem>()).toMatchObject({ status: 415, code: 'http.unsupported_media' })
    for (let n = 0; n < 60; n += 1) await ask('application/xml')
    const refused = await ask('application/xml')
    expect(refused.json<Problem>()).toMatchObject({ status: 429, code: 'http.too_many_requests' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await hub.close()
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
