import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocation, listLocations } from '../contract/dealings.ts'
import { getSession } from '../contract/session.ts'
import { allRoutes } from '../server/features.ts'
import { hashPassword } from '../server/people/index.ts'
import { openTestHub, type TestHub } from '../server/testing/hub.ts'
import { type Client, openClient } from './index.ts'

const password = 'a long enough password'
let hub: TestHub
let url: string
let client: Client
let partner: string

beforeAll(async () => {
  hub = await openTestHub({ routes: allRoutes })
  partner = await hub.organisation('partner', 'North')
  const { person } = await hub.member(partner, ['global_admin'], { mail: 'nora@north.test' })
  await hub.database.owner.query('insert into person_secret (person, password_hash) values ($1, $2)', [
    person,
    await hashPassword(hub.hub, password),
  ])
  url = await hub.app.listen({ host: '127.0.0.1', port: 0 })
  client = openClient({ url, language: 'de' })
})
afterAll(() => hub.close())

describe('the typed client', () => {
  it('throws what the hub refuses, in the caller’s language', async () => {
    const refused = client.signIn('nora@north.test', 'a wrong password')
    await expect(refused).rejects.toMatchObject({ name: 'CallProblem', problem: { status: 401, code: 'session.wrong_mail_or_password' } })
    await expect(refused).rejects.toThrow(/Passwort|Kennwort/)
  })

  it('signs in, keeps the session, and acts for an organisation', async () => {
    const { memberships } = await client.signIn('nora@north.test', password)
    expect(memberships).toMatchObject([{ organisationId: partner, roles: ['global_admin'] }])
    client = client.actingFor(partner)
    expect((await client.call(getSession, {})).actingFor).toBe(partner)
  })

  it('goes through a list page after page', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E']) await client.call(createLocation, { body: { name, country: 'DE' }, idempotencyKey: name })
    const names: string[] = []
    for await (const { name } of client.each(listLocations, { query: { limit: 2 } })) names.push(name)
    expect(names).toEqual(['A', 'B', 'C', 'D', 'E'])
  })

  it('makes one thing of one key', async () => {
    const [one, same] = await Promise.all(
      [1, 2].map(() => client.call(createLocation, { body: { name: 'F', country: 'DE' }, idempotencyKey: 'F' })),
    )
    expect(same).toEqual(one)
  })

  it('comes again where a hub is away, with what is safe to repeat and nothing else', async () => {
    let calls = 0
    const server = createServer((_request, reply) => {
      calls += 1
      reply.writeHead(calls < 3 ? 503 : 200, { 'retry-after': '0', 'content-type': 'application/json' })
      reply.end(calls < 3 ? '{"code":"http.database_away","detail":""}' : '{"items":[],"nextCursor":null}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const away = openClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    expect(await away.call(listLocations, {})).toEqual({ items: [], nextCursor: null })
    expect(calls).toBe(3)
    calls = 0
    await expect(away.call(createLocation, { body: { name: 'G', country: 'DE' } })).rejects.toThrow()
    expect(calls).toBe(1)
    await new Promise((resolve) => server.close(resolve))
    await expect(away.call(createLocation, { body: { name: 'G', country: 'DE' } })).rejects.toMatchObject({ problem: { code: 'network' } })
  })
})
