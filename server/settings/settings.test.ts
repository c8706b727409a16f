import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getHub, getHubSettings } from '../../contract/hub-settings.ts'
import type { listHubAudit } from '../../contract/operator.ts'
import { auditRoutes } from '../audit/routes.ts'
import { mailJobBindings, mailJobs, startMailbox } from '../mail/index.ts'
import { organisationsRoutes } from '../organisations/routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { forgetSettings, languageOfStrangers } from './current.ts'
import { settingsRoutes } from './routes.ts'

type Settings = ReplyOf<typeof getHubSettings>
type Hub = ReplyOf<typeof getHub>
type Mail = { from: string; to: string; subject: string; text: string }

let test: TestHub
let operator: Client

beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [...settingsRoutes(hub), ...auditRoutes(hub), ...organisationsRoutes(hub), ...peopleRoutes(hub)],
    jobs: mailJobs,
    jobBindings: mailJobBindings,
    demonstration: true,
  })
  operator = await test.operator()
})
afterAll(async () => {
  await (await startMailbox(test.hub)).stop()
  await test.close()
})
beforeEach(async () => {
  const none = { name: null, help: { mail: null, link: null }, language: null, announcement: null }
  expect((await change(none)).status).toBe(200)
})

const change = (body: object, more: { who?: Client; ifMatch?: string } = {}) =>
  (more.who ?? operator).call('PATCH', '/operator/settings', { body, ...(more.ifMatch ? { ifMatch: more.ifMatch } : {}) })
const settings = async () => (await operator.call('GET', '/operator/settings')).json<Settings>()
const shown = async () => (await test.nobody.call('GET', '/hub')).json<Hub>()
const hour = 3_600_000
const inHours = (hours: number) => new Date(test.hub.clock.now().getTime() + hours * hour).toISOString()
const announcement = (more: object = {}) => ({ texts: { de: 'Wartung am Samstag.' }, level: 'warning', ...more })

describe('the settings of the hub', () => {
  it('are what anybody is shown, from the next look on: name, help, language, announcement', async () => {
    expect(await shown()).toEqual({ name: 'Steward', help: { mail: null, link: null }, language: null, announcement: null })
    const help = { mail: 'help@nord.test', link: 'https://help.nord.test/steward' }
    const changed = await change({ name: ' Nordhub ', help, language: 'de', announcement: announcement({ until: inHours(5) }) })
    expect(changed.status, changed.text).toBe(200)
    const texts = { en: null, fr: null, de: 'Wartung am Samstag.' }
    expect(await shown()).toEqual({
      name: 'Nordhub',
      help,
      language: 'de',
      announcement: { id: expect.any(String), texts, level: 'warning', until: expect.any(String) },
    })
  })

  it('stay where they were not sent, and change under their ETag alone', async () => {
    const { headers } = await change({ name: 'Nordhub', help: { mail: 'help@nord.test' } })
    await change({ help: { link: 'https://nord.test/' } })
    expect(await settings()).toMatchObject({ name: 'Nordhub', help: { mail: 'help@nord.test', link: 'https://nord.test/' } })
    expect((await change({ name: 'Late' }, { ifMatch: String(headers.etag) })).problem().code).toBe('http.stale')
    const now = await operator.call('GET', '/operator/settings')
    expect((await change({ name: 'Südhub' }, { ifMatch: String(now.headers.etag) })).status).toBe(200)
  })

  it('take no name or text that turns or breaks what stands beside it, and no link but https', async () => {
    const links = [
      'http://nord.test/',
      'javascript:alert(1)',
      'https://bank.test@evil.test/',
      'https:\\\\evil.test',
      'https://a b.test',
      'nord.test',
    ]
    const wrong = [
      ...links.map((link) => ({ help: { link } })),
      { help: { mail: 'nobody' } },
      { name: '' },
      { name: 'x'.repeat(41) },
      { name: 'North\u202egro' },
      { name: 'North\nBcc: all@hub.test' },
      { language: 'it' },
      { announcement: announcement({ texts: { en: 'a\u0007b' } }) },
      { announcement: announcement({ texts: { en: 'x'.repeat(601) } }) },
      { announcement: announcement({ texts: {} }) },
      { announcement: announcement({ level: 'loud' }) },
    ]
    const before = await settings()
    for (const body of wrong) expect({ body, status: (await change(body)).status }).toEqual({ body, status: 422 })
    expect(await settings()).toEqual(before)
  })

  it('refuse an announcement that ends before it begins, or is over already', async () => {
    for (const times of [{ from: inHours(3), until: inHours(2) }, { until: inHours(-1) }, { from: inHours(-3), until: inHours(-1) }])
      expect((await change({ announcement: announcement(times) })).problem().code).toBe('hub.announcement_times')
  })

  it('show an announcement while it is in force, under another id once its words are others', async () => {
    await change({ announcement: announcement({ from: inHours(1), until: inHours(2) }) })
    expect((await shown()).announcement).toBeNull()
    await change({ announcement: announcement({ until: inHours(2) }) })
    const first = (await shown()).announcement?.id
    await change({ announcement: announcement({ until: inHours(4) }) })
    expect((await shown()).announcement?.id).toBe(first)
    await change({ announcement: announcement({ texts: { de: 'Doch erst Sonntag.' } }) })
    expect((await shown()).announcement?.id).not.toBe(first)
    await change({ announcement: null })
    expect((await shown()).announcement).toBeNull()
  })

  it('are in the hub’s own log with old and new values, and nothing is where nothing changed (R-A6)', async () => {
    await test.database.owner.query('delete from audit_event')
    await change({ name: 'Nordhub', language: 'fr', help: { mail: 'help@nord.test' }, announcement: announcement() })
    await change({ name: 'Nordhub' })
    await change({ name: 'Südhub', announcement: null })
    const { items } = (await operator.call('GET', '/operator/audit?kind=hub')).json<ReplyOf<typeof listHubAudit>>()
    expect(items.map(({ sentence }) => sentence).sort()).toEqual([
      'Operator announced to everybody: “Wartung am Samstag.”',
      'Operator named the hub “Nordhub”. Before: “Steward”.',
      'Operator named the hub “Südhub”. Before: “Nordhub”.',
      'Operator set the language for people whose own is not known: French. Before: that of whoever invites.',
      'Operator set where people get help with the hub: help@nord.test. Before: –.',
      'Operator took back the announcement “Wartung am Samstag.”',
    ])
  })

  it('are the operator’s alone', async () => {
    const vendor = await test.member(await test.organisation('vendor'), ['vendor_admin'])
    for (const [who, status] of [
      [vendor, 403],
      [test.nobody, 401],
    ] as const) {
      expect((await who.call('GET', '/operator/settings')).status).toBe(status)
      expect((await change({ name: 'Mine' }, { who })).status).toBe(status)
    }
  })

  it('cost no look into the database while they are fresh; while it is away, strangers are spoken to in English', async () => {
    await shown()
    const asleep = { ...test.hub.database, inSystem: () => Promise.reject(new Error('away')) }
    await test.database.owner.query("update setting set name = 'Elsewhere'")
    expect((await shown()).name).toBe('Steward')
    forgetSettings(test.hub.database)
    expect((await shown()).name).toBe('Elsewhere')
    expect(await languageOfStrangers({ database: asleep, clock: test.hub.clock })).toBe('en')
  })
})

describe('what the settings do', () => {
  const received = (to: string) =>
    until('the mail', async () => {
      const { items } = (await test.nobody.call('GET', `/demonstration/mailbox?to=${to}`)).json<{ items: Mail[] }>()
      return items[0]
    })
  const invite = async (mail: string, language = 'fr') => {
    const partner = await test.member(await test.organisation('partner'), ['global_admin'], { language })
    expect((await partner.call('POST', '/members', { body: { name: 'Ina', mail, roles: ['viewer'] } })).status).toBe(201)
    return received(mail)
  }

  it('mails come from the hub by its name, speak of it by that, and say where there is help', async () => {
    await change({ name: 'Nordhub', help: { mail: 'help@nord.test', link: 'https://nord.test/help' } })
    const mail = await invite('ina@named.test', 'en')
    expect(mail.subject).toContain('on Nordhub')
    expect(mail.text).toContain('This message comes from Nordhub')
    expect(mail.text).toContain('Get help:\nhttps://nord.test/help\nhelp@nord.test\n')
    expect(mail.text).not.toContain('Steward')
    const { rows } = await test.database.owner.query("select from_address from mailbox_message where to_address = 'ina@named.test'")
    expect(rows).toEqual([{ from_address: 'steward@hub.test' }])
  })

  it('whoever is invited and has no account reads the hub’s language, else that of whoever invites', async () => {
    expect((await invite('ina@french.test')).subject).toMatch(/^.* vous invite/)
    await change({ language: 'de' })
    expect((await invite('ina@german.test')).subject).toMatch(/lädt Sie/)
  })

  it('whoever has an account reads their own language', async () => {
    await change({ language: 'de' })
    await test.member(await test.organisation('customer'), ['end_user'], { mail: 'known@english.test', language: 'en' })
    expect((await invite('known@english.test')).subject).toMatch(/invites you/)
  })

  it('whoever asks for no language that the hub speaks gets the hub’s', async () => {
    const told = async (language: string) =>
      (await test.nobody.call('GET', '/session', { headers: { 'accept-language': language } })).problem().title
    const english = await told('it')
    await change({ language: 'de' })
    expect(await told('it')).toBe(await told('de'))
    expect(await told('it')).not.toBe(english)
    expect(await told('it, en;q=0.5')).toBe(english)
  })
})
