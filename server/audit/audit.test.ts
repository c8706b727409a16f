import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditTopics, type listAudit } from '../../contract/audit.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { de } from '../../contract/words/de.ts'
import { en } from '../../contract/words/en.ts'
import { fr } from '../../contract/words/fr.ts'
import { type Actor, systemActor } from '../platform/database/actor.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type AuditEntry, record, sealAudit } from './index.ts'
import { auditRoutes } from './routes.ts'

type Listed = ReplyOf<typeof listAudit>

let test: TestHub
let partner: string
let customer: string
let ada: Client
let carl: Client

beforeAll(async () => {
  test = await openTestHub({ routes: auditRoutes })
  partner = await test.organisation('partner', 'North Partner')
  customer = await test.organisation('customer', 'Blue Customer')
  ada = await test.member(partner, ['global_admin'], { name: 'Ada North' })
  carl = await test.member(customer, ['customer_admin'], { name: 'Carl Blue', language: 'fr' })
})
afterAll(() => test.close())

/** Somebody acts for their organisation and it is recorded in these logs. */
async function acts(by: Client, name: string, ...entries: AuditEntry[]): Promise<void> {
  const { person, organisation } = by
  if (organisation === null) throw new Error('somebody must act for an organisation')
  const kind = organisation === partner ? 'partner' : 'customer'
  const actor: Actor = {
    ...systemActor('test'),
    capacity: 'member',
    person: { id: person, name, mail: 'x@hub.test', language: 'en', timeZone: 'UTC', operator: false },
    acting: { id: organisation, name: '', kind, roles: [], locations: null },
  }
  await test.hub.database.inScope(actor, (scope) => record(scope, ...entries))
}

async function read(as: Client, query = ''): Promise<Listed> {
  const answer = await as.call('GET', `/audit${query}`)
  expect(answer.status).toBe(200)
  return answer.json<Listed>()
}

describe('the audit log (R-A6)', () => {
  it('names persons of the own organisation, and of another one the organisation alone', async () => {
    await acts(
      ada,
      'Ada North',
      { organisation: partner, kind: 'transfer.moved', detail: { count: 1, from: 'Unassigned', to: 'Blue Customer' } },
      { organisation: customer, kind: 'transfer.moved_in', detail: { count: 2 } },
    )
    const [mine] = (await read(ada)).items
    expect(mine).toMatchObject({
      who: 'Ada North',
      organisation: 'North Partner',
      sentence: 'Ada North transferred 1 device from Unassigned to Blue Customer.',
    })
    const answer = await carl.call('GET', '/audit')
    const [theirs] = answer.json<Listed>().items
    expect(theirs).toMatchObject({ who: 'North Partner', organisation: 'North Partner', kind: 'transfer.moved_in' })
    expect(answer.text).not.toContain('Ada')
    expect(answer.text).not.toContain('Unassigned')
  })

  it('tells it in the words of whoever reads, counted', async () => {
    const [theirs] = (await read(carl)).items
    expect(theirs?.sentence).toContain('North Partner')
    expect(theirs?.sentence).toContain('2 périphériques')
  })

  it('shows nobody the log of another organisation', async () => {
    const kinds = (await read(carl)).items.map((event) => event.kind)
    expect(kinds).toEqual(['transfer.moved_in'])
    const other = await test.member(await test.organisation('partner'), ['global_admin'])
    expect((await read(other)).items).toEqual([])
    const viewer = await test.member(partner, ['viewer'])
    expect((await viewer.call('GET', '/audit')).status).toBe(403)
    expect((await test.nobody.call('GET', '/audit')).status).toBe(401)
  })

  it("tells one's own acts from those of partners", async () => {
    await acts(carl, 'Carl Blue', { organisation: customer, kind: 'cpin.rotated' })
    expect((await read(carl, '?by=us')).items.map((event) => event.who)).toEqual(['Carl Blue'])
    expect((await read(carl, '?by=partners')).items.map((event) => event.who)).toEqual(['North Partner'])
    expect((await read(carl, '?kind=cpin.rotated')).items).toHaveLength(1)
  })

  it('finds by topic, kind, person, day and subject; of others’ people nothing can be asked', async () => {
    const log = await test.organisation('partner', 'East Partner')
    const eve = await test.member(log, ['global_admin'], { name: 'Eve East' })
    const finn = await test.member(log, ['admin_agent'], { name: 'Finn East' })
    const about = newId()
    const put = (by: Client, kind: string, at: string, subject: string | null) =>
      test.database.owner.query(
        `insert into audit_event (id, at, organisation, era, kind, person, person_name, home, acting, capacity, subject)
         select gen_random_uuid(), $2, $1, 1, $3, p.id, p.name, $4, $4, 'member', $6 from person p where p.id = $5`,
        [log, at, kind, by.organisation, by.person, subject],
      )
    await put(eve, 'transfer.confirmed', '2026-03-28T22:59:59Z', about)
    await put(finn, 'transfer.moved', '2026-03-28T23:00:00Z', about)
    await put(finn, 'cpin.read', '2026-03-29T21:59:59Z', null)
    await put(ada, 'transfer.moved', '2026-03-29T22:00:00Z', null)
    await test.database.owner.query("update person set time_zone = 'Europe/Berlin' where id = $1", [eve.person])
    const kinds = async (query: string) => (await read(eve, query)).items.map(({ kind, personId }) => [kind, personId])
    expect(await kinds('')).toEqual([
      ['transfer.moved', null],
      ['cpin.read', finn.person],
      ['transfer.moved', finn.person],
      ['transfer.confirmed', eve.person],
    ])
    expect(await kinds('?kind=transfer')).toHaveLength(3)
    expect(await kinds('?kind=transfer.moved')).toHaveLength(2)
    expect(await kinds('?kind=trans')).toEqual([])
    expect(await kinds(`?person=${finn.person}`)).toHaveLength(2)
    expect(await kinds(`?person=${finn.person}&kind=cpin`)).toEqual([['cpin.read', finn.person]])
    expect(await kinds(`?person=${ada.person}`)).toEqual([])
    expect(await kinds(`?subject=${about}`)).toHaveLength(2)
    // The day on which the clock is put on has 23 hours in Berlin: 23:00 to 22:00 in UTC.
    expect(await kinds('?from=2026-03-29&to=2026-03-29')).toEqual([
      ['cpin.read', finn.person],
      ['transfer.moved', finn.person],
    ])
    expect(await kinds('?from=2026-03-30')).toHaveLength(1)
    expect(await kinds('?to=2026-03-28')).toHaveLength(1)
    for (const edge of ['?from=0000-01-01', '?from=0000-01-01&to=9999-12-31', '?to=9999-12-31']) expect(await kinds(edge)).toHaveLength(4)
    expect(await kinds('?from=2026-04-01&to=2026-03-01')).toEqual([])
    for (const bad of ['?from=yesterday', '?kind=a%27b', '?kind=A.B.C', '?person=me', '?subject=1', '?to=2026-02-30'])
      expect((await eve.call('GET', `/audit${bad}`)).status).toBe(422)
  })

  it('leads to what an event is about, where the reader may open it', async () => {
    const log = await test.organisation('partner', 'South Partner')
    const sam = await test.member(log, ['global_admin'])
    const aline = await test.member(log, ['admin_agent'])
    const feed = newId()
    await test.database.owner.query(
      "insert into feed (id, reporter, person, reported_by, file_name, state) values ($1, $2, $3, 'Sam', 'f.csv', 'done')",
      [feed, log, sam.person],
    )
    const foreign = newId()
    await acts(
      sam,
      'Sam',
      { organisation: log, kind: 'feed.done', subject: feed },
      { organisation: log, kind: 'feed.done', subject: foreign },
    )
    const about = async (as: Client) => (await read(as)).items.map((event) => event.about)
    expect(await about(sam)).toEqual(expect.arrayContaining([{ kind: 'feed', id: feed }, null]))
    // An admin agent may read the log, and no feeds.
    expect(await about(aline)).toEqual([null, null])
  })

  it('has a topic for everything that can be recorded', () => {
    const topics = Object.keys(en.audit).map((kind) => kind.split('.')[0])
    expect([...new Set(topics)].filter((topic) => !auditTopics.some((known) => known === topic))).toEqual([])
  })

  it('counts what the hub did by itself to nobody', async () => {
    await test.hub.database.inSystem('test', (scope) =>
      record(scope, { organisation: customer, kind: 'holding.opened', detail: { customerId: 'X' } }),
    )
    const [event] = (await read(carl)).items
    expect(event).toMatchObject({ who: 'Steward', organisation: 'Steward', kind: 'holding.opened' })
    expect((await read(carl, '?by=partners')).items.map((item) => item.kind)).not.toContain('holding.opened')
  })

  it('says roles, accreditations and the ends of feeds in the reader’s words', async () => {
    await acts(
      ada,
      'Ada North',
      { organisation: customer, kind: 'member.invited', detail: { name: 'Eve', mail: 'e@b.test', roles: 'customer_admin, end_user' } },
      { organisation: customer, kind: 'accreditation.given', detail: { kind: 'resell_monitor', vendor: 'Acme', organisation: 'North' } },
      { organisation: customer, kind: 'feed.done', detail: { fileName: 'f.csv', rows: 3, count: 2 } },
      { organisation: customer, kind: 'feed.failed' },
    )
    const sentences = async (language: string) => {
      await test.database.owner.query('update person set language = $1 where id = $2', [language, carl.person])
      return (await read(carl, '?limit=4')).items.map(({ sentence }) => sentence).reverse()
    }
    expect(await sentences('en')).toEqual([
      `North Partner invited Eve as a member. Roles: ${en.names.roles.customer_admin}, ${en.names.roles.end_user}.`,
      `North Partner recorded an accreditation by Acme for North: ${en.names.accreditationKinds.resell_monitor}.`,
      'The feed “f.csv” by North Partner finished: 2 devices of 3 placed.',
      'A feed could not be processed to its end: whoever sent it may no longer send feeds.',
    ])
    for (const [language, words] of Object.entries({ de, fr })) {
      const told = (await sentences(language)).join(' ')
      expect(told).toContain(words.names.roles.customer_admin)
      expect(told).toContain(words.names.accreditationKinds.resell_monitor)
      expect(told).not.toMatch(/\b(feed\.|customer_admin|end_user|resell_monitor)/)
    }
    await test.database.owner.query("update person set language = 'fr' where id = $1", [carl.person])
  })

  it('says the kind where there are no words for it: a later version recorded it', async () => {
    await test.database.owner.query(
      `insert into audit_event (id, organisation, era, kind, person_name, home, acting, capacity)
       values (gen_random_uuid(), $1, 1, 'thing.done', 'Ada North', $1, $1, 'member')`,
      [partner],
    )
    expect((await read(ada)).items[0]?.sentence).toBe('Ada North: thing.done')
  })

  it('goes page by page, newest first, and shows each event once while new ones come', async () => {
    for (let n = 0; n < 5; n += 1)
      await acts(
        ada,
        'Ada North',
        { organisation: partner, kind: 'settings.updated', detail: { n } },
        { organisation: partner, kind: 'cpin.read', detail: { n } },
      )
    const all = (await read(ada, '?limit=200')).items.map((event) => event.id)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Listed = await read(ada, `?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.items.map((event) => event.id))
      cursor = page.nextCursor
      await acts(ada, 'Ada North', { organisation: partner, kind: 'settings.updated' })
    }
    expect(seen).toEqual(all)
  })

  it('refuses a cursor that somebody made up', async () => {
    for (const values of [['x', 'y'], ['2026-99-99T00:00:00Z', '01990000-0000-7000-8000-000000000000'], [1]]) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
      expect((await ada.call('GET', `/audit?cursor=${cursor}`)).status).toBe(422)
    }
  })

  it('shows which events are sealed', async () => {
    await until('all are sealed', async () => {
      await sealAudit(test.hub)
      return (await read(ada)).items.every((event) => event.sealed)
    })
    await acts(ada, 'Ada North', { organisation: partner, kind: 'settings.updated' })
    expect((await read(ada)).items[0]?.sealed).toBe(false)
  })

  it('can be changed by nobody, the doors included', async () => {
    for (const role of ['hub_any', 'hub_system', 'hub_door']) {
      const found = await test.database.owner.query<{ may: boolean }>(
        `select has_table_privilege($1, 'hub.audit_event', 'update') or has_table_privilege($1, 'hub.audit_event', 'delete') or has_table_privilege($1, 'hub.audit_event', 'truncate')
          or has_table_privilege($1, 'hub.audit_seal', 'update') or has_table_privilege($1, 'hub.audit_seal', 'delete') as may`,
        [role],
      )
      expect(found.rows[0]?.may).toBe(false)
    }
  })
})
