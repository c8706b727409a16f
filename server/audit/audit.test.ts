import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { listAudit } from '../../contract/audit.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { de } from '../../contract/words/de.ts'
import { en } from '../../contract/words/en.ts'
import { fr } from '../../contract/words/fr.ts'
import { type Actor, systemActor } from '../platform/database/actor.ts'
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
