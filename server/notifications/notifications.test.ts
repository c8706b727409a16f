import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { listNotifications } from '../../contract/notifications.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type Notice, notifyMembers, notifyPerson } from './index.ts'
import { notificationsRoutes } from './routes.ts'

type Listed = ReplyOf<typeof listNotifications>

let test: TestHub
let url: string
let partner: string

beforeAll(async () => {
  test = await openTestHub({ routes: (hub) => notificationsRoutes(hub, { checkSeconds: 0.3, commentSeconds: 0.5 }) })
  partner = await test.organisation('partner', 'North')
  await test.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = test.app.server.address() as AddressInfo
  url = `http://127.0.0.1:${port}/api/v1/events`
})
afterAll(() => test.close())

const arrived = (count: number): Notice => ({ kind: 'devices_arrived', payload: { count }, link: '/unassigned' })

function tell(person: string, notice: Notice = arrived(1), organisation: string | null = partner): Promise<void> {
  return test.hub.database.inSystem('test', (scope) => notifyPerson(scope, test.hub, { ...notice, person, organisation }))
}

async function read(as: Client, query = ''): Promise<Listed> {
  const answer = await as.call('GET', `/notifications${query}`)
  expect(answer.status).toBe(200)
  return answer.json<Listed>()
}

/** One more organisation that somebody works for. */
function join(who: Client, organisation: string) {
  return test.database.owner.query(
    "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values (gen_random_uuid(), $1, $2, '{viewer}', 'A', 'a@south.test', 'active', now())",
    [who.person, organisation],
  )
}

/** A listening page: what the stream has said so far. */
async function listen(as: Client) {
  const ending = new AbortController()
  const answer = await fetch(url, { headers: { cookie: `${sessionCookie}=${as.token}` }, signal: ending.signal })
  const heard = { text: '', over: false }
  const read = async () => {
    for await (const piece of answer.body ?? []) heard.text += Buffer.from(piece).toString()
    heard.over = true
  }
  void read().catch(() => {})
  await until('the stream began', async () => heard.text.includes('retry: 2000\n\n') || heard.over)
  return { answer, heard, leave: () => ending.abort() }
}

describe('the bell (R-N1)', () => {
  it('tells in the language of whoever reads, newest first, with how many are unread', async () => {
    const eva = await test.member(partner, ['admin_agent'], { language: 'de' })
    await tell(eva.person, arrived(2))
    await tell(eva.person, { kind: 'feed_failed', payload: {}, link: '/feeds/1' })
    const { items, unread } = await read(eva)
    expect(unread).toBe(2)
    expect(items.map((item) => item.kind)).toEqual(['feed_failed', 'devices_arrived'])
    expect(items[1]).toMatchObject({ organisationId: partner, link: '/unassigned', read: false })
    expect(items[1]?.text).toMatch(/^2 Geräte/)
  })

  it('shows an empty bell as an empty page', async () => {
    expect(await read(await test.member(partner, ['viewer']))).toEqual({ items: [], nextCursor: null, unread: 0 })
  })

  it('marks one as read, and again without complaint; what is not there and what is another’s are one answer (R-A2)', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const bob = await test.member(partner, ['global_admin'])
    await tell(ada.person)
    const [item] = (await read(ada)).items
    const path = `/notifications/${item?.id}/read`
    const foreign = await bob.call('POST', path)
    const absent = await bob.call('POST', '/notifications/01990000-0000-7000-8000-000000000000/read')
    expect([foreign.status, absent.status]).toEqual([404, 404])
    expect({ ...foreign.problem(), correlationId: '' }).toEqual({ ...absent.problem(), correlationId: '' })
    expect((await read(ada)).unread).toBe(1)
    expect((await ada.call('POST', path)).status).toBe(204)
    expect((await ada.call('POST', path)).status).toBe(204)
    expect(await read(ada)).toMatchObject({ unread: 0, items: [{ read: true }] })
  })

  it('counts what is unread as far as it is shown, and no further', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const more = (count: number) =>
      test.database.owner.query(
        `insert into notification (id, person, organisation, kind, payload, link)
         select gen_random_uuid(), $1, $2, 'devices_arrived', '{"count": 2}', '/unassigned' from generate_series(1, $3)`,
        [ada.person, partner, count],
      )
    await more(limits.unreadShown - 1)
    expect((await read(ada)).unread).toBe(limits.unreadShown - 1)
    await more(100)
    expect((await read(ada)).unread).toBe(limits.unreadShown)
    expect((await ada.call('POST', '/notifications/read')).status).toBe(204)
    expect((await read(ada)).unread).toBe(0)
  })

  it('marks all of one person as read and nobody else’s', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const bob = await test.member(partner, ['global_admin'])
    for (const { person } of [ada, ada, bob]) await tell(person)
    expect((await ada.call('POST', '/notifications/read')).status).toBe(204)
    expect([(await read(ada)).unread, (await read(bob)).unread]).toEqual([0, 1])
  })

  it('reaches every member who holds a role that is declared for its kind, and says whom', async () => {
    const south = await test.organisation('partner')
    const [admin, agent, viewer] = await Promise.all([
      test.member(south, ['global_admin']),
      test.member(south, ['viewer', 'admin_agent']),
      test.member(south, ['viewer']),
    ])
    const notice = { ...arrived(3), organisation: south }
    const told = await test.hub.database.inSystem('test', (scope) => notifyMembers(scope, test.hub, notice))
    expect(told.toSorted()).toEqual([admin?.person, agent?.person].toSorted())
    expect(viewer && (await read(viewer)).unread).toBe(0)
  })

  it('goes page by page', async () => {
    const ada = await test.member(partner, ['global_admin'])
    for (let n = 1; n <= 5; n += 1) await tell(ada.person, arrived(n))
    const first = await read(ada, '?limit=3')
    const second = await read(ada, `?limit=3&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map((item) => Number.parseInt(item.text, 10))).toEqual([5, 4, 3, 2, 1])
    expect([first.unread, second.unread, second.nextCursor]).toEqual([5, 5, null])
  })

  it('says nothing more about an organisation that the person has left (R-A4)', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await tell(ada.person)
    await tell(ada.person, { kind: 'relationship_ended', payload: { name: 'X' }, link: null }, null)
    await test.database.owner.query("update membership set status = 'removed' where person = $1", [ada.person])
    const { items, unread } = (await ada.call('GET', '/notifications', { actingFor: null })).json<Listed>()
    expect(items.map((item) => item.kind)).toEqual(['relationship_ended'])
    expect(unread).toBe(1)
  })

  it('says nothing about an organisation whose rules for signing in keep the person out, until they are met (R-A4)', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const strict = await test.organisation('partner', 'Strict')
    await join(ada, strict)
    await tell(ada.person)
    await tell(ada.person, arrived(7), strict)
    const kept = (await read(ada)).items.find(({ organisationId }) => organisationId === strict)
    const rule = (needed: boolean) =>
      test.database.owner.query('update organisation_detail set second_factor_required = $2 where organisation = $1', [strict, needed])
    await rule(true)
    const barred = await read(ada)
    expect([barred.unread, barred.items.map(({ organisationId }) => organisationId)]).toEqual([1, [partner]])
    expect((await ada.call('POST', `/notifications/${kept?.id}/read`)).status).toBe(404)
    await ada.call('POST', '/notifications/read')
    await rule(false)
    const again = await read(ada)
    expect([again.unread, again.items.length]).toEqual([1, 2])
  })

  it('is for whoever is signed in', async () => {
    expect((await test.nobody.call('GET', '/notifications')).status).toBe(401)
    expect((await test.nobody.call('GET', '/events')).status).toBe(401)
  })
})

describe('the live stream', () => {
  it('sends ids only, to the person alone, and is kept open by comments', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const bob = await test.member(partner, ['global_admin'])
    const [mine, theirs] = [await listen(ada), await listen(bob)]
    expect(mine.answer.headers.get('content-type')).toContain('text/event-stream')
    expect(mine.answer.headers.get('cache-control')).toBe('no-store')
    expect(mine.answer.headers.get('x-accel-buffering')).toBe('no')
    await tell(ada.person)
    await until('heard', async () => mine.heard.text.includes(`data: {"kind":"notification","organisationId":"${partner}","id":null}\n\n`))
    await until('a comment', async () => mine.heard.text.includes(': still here\n\n'))
    expect(theirs.heard.text).not.toContain('data:')
    mine.leave()
    theirs.leave()
  })

  it('lets other tabs follow when something was read', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await tell(ada.person)
    const [item] = (await read(ada)).items
    const tab = await listen(ada)
    await ada.call('POST', `/notifications/${item?.id}/read`)
    await until('heard', async () => tab.heard.text.includes(`"organisationId":null,"id":"${item?.id}"`))
    tab.leave()
  })

  it('ends with the session (R-A4)', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const tab = await listen(ada)
    await test.database.owner.query('update session set ended_at = now() where person = $1', [ada.person])
    await until('the end', async () => tab.heard.over)
    expect(tab.heard.text).toMatch(/data: \{"kind":"session_ended","organisationId":null,"id":null\}\n\n$/)
  })

  it('sends nothing about an organisation whose rules for signing in keep the person out (R-A4)', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const strict = await test.organisation('partner')
    await join(ada, strict)
    const rule = 'update organisation_detail set second_factor_required = true where organisation = $1'
    await test.database.owner.query(rule, [strict])
    const tab = await listen(ada)
    test.hub.live.tell([
      { person: ada.person, kind: 'feed', organisationId: strict, id: null },
      { person: ada.person, kind: 'feed', organisationId: partner, id: null },
    ])
    await until('heard', async () => tab.heard.text.includes(partner))
    expect(tab.heard.text).not.toContain(strict)
    tab.leave()
  })

  it('sends nothing about an organisation that the person has just left, and ends so that the page looks again (R-A4)', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const south = await test.organisation('partner')
    await join(ada, south)
    const tab = await listen(ada)
    await test.database.owner.query("update membership set status = 'removed' where person = $1 and organisation = $2", [ada.person, south])
    test.hub.live.tell([{ person: ada.person, kind: 'feed', organisationId: south, id: null }])
    await until('the end', async () => tab.heard.over)
    expect(tab.heard.text).not.toContain(south)
    expect(tab.heard.text).toContain('session_ended')
  })

  it('does not keep a session alive that nobody uses', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const tab = await listen(ada)
    await test.database.owner.query("update session set last_seen_at = now() - interval '2 hours' where person = $1", [ada.person])
    await until('two comments', async () => tab.heard.text.split('still here').length > 2)
    const found = await test.database.owner.query<{ idle: boolean }>(
      "select last_seen_at < now() - interval '1 hour' as idle from session where person = $1",
      [ada.person],
    )
    expect(found.rows[0]?.idle).toBe(true)
    tab.leave()
  })
})
