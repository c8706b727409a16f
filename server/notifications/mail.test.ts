// Longer than 300 lines: one hub, on which choices, mails at once, the digest and its end are looked at with the same people.
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { getNotificationChoices, listNotifications, NotificationKind, NotificationWay } from '../../contract/notifications.ts'
import type { listMailbox } from '../../contract/session.ts'
import { mailJobBindings, mailJobs, startMailbox } from '../mail/index.ts'
import { sendOneMail } from '../mail/send.ts'
import { peopleRoutes } from '../people/routes.ts'
import { personLink } from '../platform/access/link.ts'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type Notice, notifyPerson } from './index.ts'
import { mailDigests, mailNews } from './mail.ts'
import { notificationsRoutes } from './routes.ts'

type Choices = ReplyOf<typeof getNotificationChoices>
type Mail = ReplyOf<typeof listMailbox>['items'][number]

let test: TestHub
let partner: string

beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [...notificationsRoutes(hub), ...peopleRoutes(hub)],
    jobs: mailJobs,
    jobBindings: mailJobBindings,
    demonstration: true,
  })
  partner = await test.organisation('partner', 'Müller & Söhne')
})
afterAll(async () => {
  await (await startMailbox(test.hub)).stop()
  await test.close()
})

const query = <Row extends object>(text: string, values: unknown[] = []) => test.database.owner.query<Row>(text, values)
const addressOf = async (who: Client) =>
  (await query<{ mail: string }>('select mail from person where id = $1', [who.person])).rows[0]?.mail
const arrived = (count: number): Notice => ({ kind: 'devices_arrived', payload: { count }, link: '/unassigned' })

function tell(who: Client, notice: Notice = arrived(1), organisation: string = partner): Promise<void> {
  return test.hub.database.inSystem('test', (scope) => notifyPerson(scope, test.hub, { ...notice, person: who.person, organisation }))
}

/** Somebody was told at that moment, and it waits for the digest. */
async function toldAt(who: Client, at: string, organisation = partner): Promise<void> {
  await query(
    `insert into notification (id, at, person, organisation, kind, payload, link, mailing)
     values (gen_random_uuid(), $1, $2, $3, 'devices_arrived', '{"count": 4}', '/unassigned', 'digest')`,
    [at, who.person, organisation],
  )
}

async function choose(who: Client, ...items: { kind: NotificationKind; way: NotificationWay }[]): Promise<Choices> {
  const before = await who.call('GET', '/notification-choices')
  const answer = await who.call('PUT', '/notification-choices', { body: { items }, ifMatch: String(before.headers.etag) })
  expect(answer.status).toBe(200)
  return answer.json<Choices>()
}

/** Somebody of the partner who has the kind of these tests in the digest, living in that time zone. */
async function reader(timeZone: string, language = 'en'): Promise<Client> {
  const who = await test.member(partner, ['global_admin'], { language })
  await query('update person set time_zone = $2 where id = $1', [who.person, timeZone])
  await choose(who, { kind: 'devices_arrived', way: 'digest' })
  return who
}

const morning = (at: string) => mailDigests({ ...test.hub, clock: { now: () => new Date(at) } })

/** What came for somebody once every mail has gone. */
async function received(who: Client): Promise<Mail[]> {
  await until('every mail has gone', async () => (await query("select from mail where state in ('queued', 'failed')")).rowCount === 0)
  const answer = await test.nobody.call('GET', `/demonstration/mailbox?to=${await addressOf(who)}`)
  return answer.json<ReplyOf<typeof listMailbox>>().items
}

describe('the choices (R-N1)', () => {
  it('are of the kinds that one’s roles bring, over all memberships, and go their usual way until somebody chooses', async () => {
    const ada = await test.member(partner, ['global_admin'])
    const { revision, items } = (await ada.call('GET', '/notification-choices')).json<Choices>()
    expect(revision).toBe(0)
    expect(items).toContainEqual({ kind: 'devices_arrived', way: 'hub', usually: 'hub' })
    expect(items).toContainEqual({ kind: 'relationship_requested', way: 'digest', usually: 'digest' })
    expect(items.map(({ kind }) => kind)).not.toContain('request_received')
    const customer = await test.organisation('customer')
    await query(
      "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values (gen_random_uuid(), $1, $2, '{customer_admin}', 'A', 'a@c.test', 'active', now())",
      [ada.person, customer],
    )
    expect((await ada.call('GET', '/notification-choices')).json<Choices>().items.map(({ kind }) => kind)).toContain('request_received')
    const end = await test.member(customer, ['end_user'])
    expect((await end.call('GET', '/notification-choices')).json<Choices>().items).toEqual([])
  })

  it('change what is named and nothing else, and never over a change that was not seen', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await choose(ada, { kind: 'devices_arrived', way: 'mail' })
    const after = await choose(ada, { kind: 'feed_done', way: 'none' })
    expect(after.items).toContainEqual({ kind: 'devices_arrived', way: 'mail', usually: 'hub' })
    expect(after.items).toContainEqual({ kind: 'feed_done', way: 'none', usually: 'hub' })
    const body = { items: [{ kind: 'feed_done', way: 'hub' }] }
    for (const ifMatch of ['"0"', `"${after.revision - 1}"`])
      expect((await ada.call('PUT', '/notification-choices', { body, ifMatch })).problem().code).toBe('http.stale')
    expect((await ada.call('PUT', '/notification-choices', { body })).problem().code).toBe('http.if_match_required')
  })

  it('are an act on one’s own account: in the log of each organisation that one works for, which says that somebody chose and not what (R-A6)', async () => {
    const ada = await test.member(partner, ['global_admin'], { name: 'Ada' })
    await choose(ada, { kind: 'devices_arrived', way: 'mail' })
    const body = { items: [{ kind: 'feed_done', way: 'hub' }] }
    expect((await ada.call('PUT', '/notification-choices', { body, ifMatch: '"0"' })).status).toBe(412)
    const { rows } = await query(
      "select organisation, person, detail from audit_event where kind = 'account.notifications_chosen' and subject = $1",
      [ada.person],
    )
    expect(rows).toEqual([{ organisation: partner, person: ada.person, detail: { name: 'Ada' } }])
  })

  it('are one’s own, and of kinds and ways that there are', async () => {
    const [ada, bob] = [await test.member(partner, ['global_admin']), await test.member(partner, ['global_admin'])]
    await choose(ada, { kind: 'devices_arrived', way: 'none' })
    expect((await bob.call('GET', '/notification-choices')).json<Choices>().revision).toBe(0)
    expect((await test.nobody.call('GET', '/notification-choices')).status).toBe(401)
    for (const item of [{ kind: '__proto__', way: 'mail' }, { kind: 'feed_done', way: 'fax' }, { kind: 'feed_done' }])
      expect((await ada.call('PUT', '/notification-choices', { body: { items: [item] }, ifMatch: '"1"' })).status).toBe(422)
  })

  it('keep a kind out of the bell that somebody does not want to hear of', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await choose(ada, { kind: 'devices_arrived', way: 'none' })
    await tell(ada)
    await tell(ada, { kind: 'feed_failed', payload: {}, link: '/feeds/1' })
    const { items, unread } = (await ada.call('GET', '/notifications')).json<ReplyOf<typeof listNotifications>>()
    expect([unread, items.map(({ kind }) => kind)]).toEqual([1, ['feed_failed']])
  })
})

describe('a mail at once (R-N1)', () => {
  it('tells in the reader’s language what came, where it leads, and stands in the bell too', async () => {
    const eva = await test.member(partner, ['global_admin'], { language: 'de' })
    await choose(eva, { kind: 'devices_arrived', way: 'mail' })
    await tell(eva, arrived(7))
    expect(await mailNews(test.hub)).toBe(1)
    const [mail, ...more] = await received(eva)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('7 Geräte sind unter „Nicht zugewiesene Geräte“ eingetroffen.')
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toContain(`http://hub.test/o/${partner}/unassigned`)
      expect(part).toContain('http://hub.test/account/notifications')
    }
    expect(mail?.text).toContain('Müller & Söhne · ')
    expect(mail?.html).toContain('Müller &amp; Söhne · ')
    expect((await eva.call('GET', '/notifications')).json<ReplyOf<typeof listNotifications>>().unread).toBe(1)
  })

  it('is one for all that came together, sent once however many servers look', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await choose(ada, { kind: 'devices_arrived', way: 'mail' })
    for (let n = 2; n < 6; n += 1) await tell(ada, arrived(n))
    await Promise.all([mailNews(test.hub), mailNews(test.hub), mailNews(test.hub)])
    const mails = await received(ada)
    const lines = mails.flatMap(({ text }) => text.match(/^\* .*$/gm) ?? [])
    expect(lines.toSorted()).toEqual([2, 3, 4, 5].map((n) => `* ${n} devices have arrived in Unassigned devices.`))
    expect(await mailNews(test.hub)).toBe(0)
  })

  it('goes to nobody who has it in the bell only', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await tell(ada)
    expect(await mailNews(test.hub)).toBe(0)
  })

  it('tells no more than fits, and how much more there is', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await choose(ada, { kind: 'devices_arrived', way: 'mail' })
    await query(
      `insert into notification (id, person, organisation, kind, payload, link)
       select gen_random_uuid(), $1, $2, 'devices_arrived', '{"count": 2}', '/unassigned' from generate_series(1, $3)`,
      [ada.person, partner, limits.noticesInMail + 600],
    )
    await mailNews(test.hub)
    const mails = await received(ada)
    for (const { text } of mails) expect(text.match(/^\* /gm)?.length).toBe(limits.noticesInMail)
    expect(mails.some(({ text }) => text.includes('more are in the bell'))).toBe(true)
  })

  it('keeps what people typed on its line and out of the page', async () => {
    const ada = await test.member(partner, ['global_admin'])
    await choose(ada, { kind: 'customer_accepted', way: 'mail' })
    await tell(ada, { kind: 'customer_accepted', payload: { name: '<b>Evil</b>\r\nBcc: all@hub.test {{link}}' }, link: '/customers' })
    await mailNews(test.hub)
    const [mail] = await received(ada)
    expect(mail?.subject).not.toMatch(/[\r\n]/)
    expect(mail?.html).not.toContain('<b>')
    expect(mail?.text).not.toMatch(/^Bcc/m)
    expect((await test.nobody.call('GET', '/demonstration/mailbox?to=all@hub.test')).json<{ items: Mail[] }>().items).toEqual([])
  })
})

describe('rights, when a mail is sent (R-A4)', () => {
  const leave: [string, (who: Client, organisation: string) => Promise<unknown>][] = [
    ['has left the organisation', ({ person }) => query("update membership set status = 'removed' where person = $1", [person])],
    ['has no role any more that brings it', ({ person }) => query("update membership set roles = '{viewer}' where person = $1", [person])],
    [
      'is kept out by its rules for signing in',
      (_who, id) => query('update organisation_detail set second_factor_required = true where organisation = $1', [id]),
    ],
    ['has read it meanwhile', (who) => who.call('POST', '/notifications/read')],
    ['wants no mail of it any more', (who) => choose(who, { kind: 'devices_arrived', way: 'hub' })],
    ['does not want to hear of it', (who) => choose(who, { kind: 'devices_arrived', way: 'none' })],
  ]
  it.each(leave)('whoever %s gets nothing', async (_name, change) => {
    const south = await test.organisation('partner', 'South')
    const ada = await test.member(south, ['global_admin'])
    await choose(ada, { kind: 'devices_arrived', way: 'mail' })
    await tell(ada, arrived(3), south)
    // Written and queued, but not gone yet: what counts is when it goes.
    const written = await test.hub.database.inSystem('test', async (scope) =>
      scope.one<{ mails: string[] }>(sql`select mails from door.mail_notices('{}', 500)`),
    )
    expect(written.mails).toHaveLength(1)
    await change(ada, south)
    for (const mail of written.mails) await sendOneMail(test.hub, mail)
    expect(await received(ada)).toEqual([])
    const states = await query<{ state: string }>('select state from mail where id = any($1)', [written.mails])
    expect(states.rows).toEqual([{ state: 'dropped' }])
  })

  it('whoever is still a member elsewhere hears of that alone', async () => {
    const south = await test.organisation('partner', 'South')
    const ada = await reader('UTC')
    await query(
      "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values (gen_random_uuid(), $1, $2, '{global_admin}', 'A', 'a@south.test', 'active', now())",
      [ada.person, south],
    )
    await toldAt(ada, '2026-03-10T12:00:00Z')
    await toldAt(ada, '2026-03-10T12:00:00Z', south)
    await query("update membership set status = 'removed' where person = $1 and organisation = $2", [ada.person, south])
    await morning('2026-03-11T07:00:00Z')
    const [mail] = await received(ada)
    expect(mail?.text.match(/^\* /gm)?.length).toBe(1)
    expect(mail?.text).not.toContain('South')
  })
})

describe('the daily digest (R-N1, R-N5)', () => {
  it('tells of the hub to whoever runs it alone, as of when it is sent; what was read waits for none (R-A4)', async () => {
    const [ada, bob, cleo] = [await test.operator(), await test.operator(), await test.operator()]
    for (const who of [ada, bob, cleo]) {
      await query("update person set time_zone = 'UTC' where id = $1", [who.person])
      await choose(who, { kind: 'partner_quota_near', way: 'digest' })
      await query(
        `insert into notification (id, at, person, kind, payload, mailing)
         values (gen_random_uuid(), '2026-03-01T12:00:00Z', $1, 'partner_quota_near', '{"partner": "North", "used": 9, "devices": 10}', 'digest')`,
        [who.person],
      )
    }
    await query('update person set operator = false where id = $1', [bob.person])
    expect((await cleo.call('POST', '/notifications/read')).status).toBe(204)
    await morning('2026-03-02T07:00:00Z')
    expect([(await received(ada)).length, (await received(bob)).length, (await received(cleo)).length]).toEqual([1, 0, 0])
  })

  it('comes in the morning of whoever gets it, wherever they live', async () => {
    const [paris, tokyo, york] = [await reader('Europe/Paris', 'fr'), await reader('Asia/Tokyo'), await reader('America/New_York')]
    const all = [paris, tokyo, york]
    for (const who of all) await toldAt(who, '2026-03-10T12:00:00Z')
    const counts = async () => Promise.all(all.map(async (who) => (await received(who)).length))
    await morning('2026-03-10T21:59:59Z')
    expect(await counts()).toEqual([0, 0, 0])
    await morning('2026-03-10T22:00:00Z')
    expect(await counts()).toEqual([0, 1, 0])
    await morning('2026-03-11T06:00:00Z')
    expect(await counts()).toEqual([1, 1, 0])
    await morning('2026-03-11T11:00:00Z')
    expect(await counts()).toEqual([1, 1, 1])
    const [mail] = await received(paris)
    expect(mail?.subject).toBe('Votre journée sur Steward : 1 notification')
    expect(mail?.text).toContain('10 mars 2026, 13:00')
  })

  it.each([
    ['when clocks go forward', '2026-03-29', '05:00', '06:00'],
    ['when clocks go back', '2026-10-25', '06:00', '05:00'],
  ])('comes once, at the same hour by the clock, %s', async (_name, day, due, elsewhere) => {
    const ada = await reader('Europe/Berlin')
    await toldAt(ada, `${day}T01:30:00Z`)
    const early = new Date(Date.parse(`${day}T${due}:00Z`) - 1_000).toISOString()
    await morning(early)
    expect(await received(ada)).toEqual([])
    await morning(`${day}T${due}:00Z`)
    await morning(`${day}T${elsewhere}:00Z`)
    await morning(`${day}T22:00:00Z`)
    expect(await received(ada)).toHaveLength(1)
  })

  it('comes once a day: what is told later waits for the next morning, and nothing to tell is no mail', async () => {
    const ada = await reader('UTC')
    await morning('2026-04-01T07:30:00Z')
    await toldAt(ada, '2026-04-01T08:00:00Z')
    await morning('2026-04-01T15:00:00Z')
    expect(await received(ada)).toEqual([])
    await morning('2026-04-02T07:00:00Z')
    expect(await received(ada)).toHaveLength(1)
    // Committed late: it was before the hour, but today's digest has gone.
    await toldAt(ada, '2026-04-02T06:59:00Z')
    await morning('2026-04-02T23:00:00Z')
    expect(await received(ada)).toHaveLength(1)
    await morning('2026-04-03T07:00:00Z')
    await morning('2026-04-04T07:00:00Z')
    expect(await received(ada)).toHaveLength(2)
  })

  it('comes once however many servers look, and after one that died half way', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => reader('UTC')))
    for (const who of people) await toldAt(who, '2026-05-01T12:00:00Z')
    const dying = { ...test.hub, queue: { ...test.hub.queue, enqueueAll: () => Promise.reject(new Error('killed')) } }
    await expect(mailDigests({ ...dying, clock: { now: () => new Date('2026-05-02T07:00:00Z') } })).rejects.toThrow('killed')
    await Promise.all([1, 2, 3, 4].map(() => morning('2026-05-02T07:00:00Z')))
    for (const who of people) expect(await received(who)).toHaveLength(1)
  })

  it('comes by UTC where the database does not know the time zone, and everybody else’s comes too', async () => {
    const [odd, ada] = [await reader('Mars/Olympus'), await reader('UTC')]
    for (const who of [odd, ada]) await toldAt(who, '2026-06-01T12:00:00Z')
    await morning('2026-06-02T07:00:00Z')
    expect(await received(ada)).toHaveLength(1)
    expect(await received(odd)).toHaveLength(1)
  })

  it('is what waits for one’s answer unless one chose otherwise, at its own moment', async () => {
    const bob = await test.member(partner, ['global_admin'])
    await tell(bob, { kind: 'relationship_requested', payload: { name: 'Distrivia' }, link: '/relationships' })
    expect(await mailNews(test.hub)).toBe(0)
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    await morning(`${tomorrow}T07:00:00Z`)
    const [mail] = await received(bob)
    expect(mail?.text).toContain('Distrivia asks your organisation for a relationship.')
  })
})

describe('ending the digest by its link (R-N1)', () => {
  const tokenOf = (who: Client) => personLink(test.hub, 'unsubscribe', who.person).split('/').at(-1) ?? ''
  const waysOf = async (who: Client) =>
    new Map((await who.call('GET', '/notification-choices')).json<Choices>().items.map(({ kind, way }) => [kind, way]))

  it('works without signing in, only when told to, for one person, and for the digest alone', async () => {
    const [ada, bob] = [await reader('UTC'), await reader('UTC')]
    await choose(ada, { kind: 'feed_failed', way: 'mail' }, { kind: 'feed_done', way: 'none' })
    const path = `/digest-subscriptions/${tokenOf(ada)}`
    const shown = await test.nobody.call('GET', path)
    expect(shown.json()).toEqual({ mail: await addressOf(ada), subscribed: true })
    expect((await waysOf(ada)).get('devices_arrived')).toBe('digest')
    for (let n = 0; n < 2; n += 1) expect((await test.nobody.call('POST', `${path}/end`)).status).toBe(204)
    expect((await test.nobody.call('GET', path)).json()).toMatchObject({ subscribed: false })
    const ways = await waysOf(ada)
    expect([...ways.values()]).not.toContain('digest')
    expect([ways.get('feed_failed'), ways.get('feed_done'), ways.get('relationship_requested')]).toEqual(['mail', 'none', 'hub'])
    expect((await waysOf(bob)).get('devices_arrived')).toBe('digest')
    await toldAt(ada, '2026-07-01T12:00:00Z')
    await morning('2026-07-02T07:00:00Z')
    expect(await received(ada)).toEqual([])
  })

  it('is in the headers that mail programs read, which post a form to the same address (RFC 8058)', async () => {
    const ada = await reader('UTC')
    await toldAt(ada, '2026-07-10T12:00:00Z')
    const heard: string[] = []
    const server = createServer((socket) => {
      let data = false
      socket.write('220 hub\r\n')
      socket.on('data', (bytes) => {
        const said = bytes.toString()
        heard.push(said)
        if (said.includes('\r\n.\r\n') || said === '.\r\n') data = false
        if (!data) socket.write(/^DATA/i.test(said) ? '354 go\r\n' : '250 ok\r\n')
        if (/^DATA/i.test(said)) data = true
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = server.address()
    const smtpUrl = `smtp://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`
    const written = await test.hub.database.inSystem('test', (scope) =>
      scope.one<{ mail: string }>(sql`select mail from door.open_digests('2026-07-11T07:00:00Z', '07:00', 500) as mail`),
    )
    await sendOneMail({ ...test.hub, smtpUrl }, written.mail)
    server.close()
    const message = heard.join('').replaceAll(/\r\n[ \t]+/g, ' ')
    const link = `http://hub.test/unsubscribe/${tokenOf(ada)}`
    expect(message).toMatch(new RegExp(`^List-Unsubscribe: ?<${link}>`, 'mi'))
    expect(message).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im)
    const answer = await test.app.inject({
      method: 'POST',
      url: `/unsubscribe/${tokenOf(ada)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(answer.statusCode).toBe(204)
    expect((await waysOf(ada)).get('devices_arrived')).toBe('hub')
  })

  it('is refused alike whatever is wrong with the link', async () => {
    const [ada, bob] = [await reader('UTC'), await reader('UTC')]
    const [mine = '', proof = ''] = tokenOf(ada).split('.')
    const stranger = newId()
    const wrong = [
      `${bob.person}.${proof}`,
      `${mine}.${proof.slice(0, -1)}`,
      `${mine}.${proof}.x`,
      `${mine}.${test.hub.secrets.linkToken('password_reset', mine)}`,
      `${stranger}.${test.hub.secrets.linkToken('unsubscribe', stranger)}`,
      `..${'x'.repeat(40)}`,
    ]
    for (const token of wrong) {
      expect((await test.nobody.call('GET', `/digest-subscriptions/${token}`)).problem().code, token).toBe('digest_subscriptions.not_valid')
      expect((await test.nobody.call('POST', `/digest-subscriptions/${token}/end`)).problem().code, token).toBe(
        'digest_subscriptions.not_valid',
      )
    }
    expect((await test.nobody.call('GET', `/digest-subscriptions/${'%00'.repeat(20)}`)).status).toBe(404)
    expect((await waysOf(bob)).get('devices_arrived')).toBe('digest')
  })
})
