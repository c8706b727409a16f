import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isPassword } from '../server/people/hash-password.ts'
import { makeTestDatabase, type TestDatabase } from '../server/testing/database.ts'
import { run } from './steward/run.ts'

let database: TestDatabase
let environment: Record<string, string>

beforeAll(async () => {
  database = await makeTestDatabase()
  environment = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, STEWARD_TEST: 'on', SECRET_KEY: 'k'.repeat(40) }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.drop()
})

type Said = { code: number | null; out: string; err: string }

/** As the command line does it, in this process. */
async function steward(words: string[]): Promise<Said> {
  const said: Said = { code: null, out: '', err: '' }
  said.code = await run(words, { out: (text) => (said.out += text), err: (text) => (said.err += text) })
  return said
}

/** Runs the command line as a shell would. */
function shell(words: string[], more: { input?: string; environment?: Record<string, string> } = {}): Promise<Said> {
  const tool = fileURLToPath(new URL('steward.ts', import.meta.url))
  const child = spawn(process.execPath, [tool, ...words], { env: { PATH: process.env.PATH, ...(more.environment ?? environment) } })
  const said: Said = { code: null, out: '', err: '' }
  child.stdout.on('data', (text) => (said.out += text))
  child.stderr.on('data', (text) => (said.err += text))
  child.stdin.end(more.input ?? '')
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...said, code })))
}

describe('npm run steward', () => {
  it('brings a database to this version, and says when it is', async () => {
    const { code, out } = await shell(['migrate', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ applied: [], prefix: 'hub' })
  })

  it('checks, says so, and ends with 1 when something is wrong', async () => {
    expect(await steward(['check'])).toMatchObject({ code: 0, out: expect.stringContaining('Everything is as it must be.') })
    const seal = `insert into hub.audit_seal (number, era, from_xid, to_xid, rows, root, previous, hash) values (1, 1, '0', '1', 1, 'x', 'y', 'z')`
    await database.owner.query(seal)
    const { code, out } = await steward(['check', '--json'])
    await database.owner.query('delete from hub.audit_seal')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ well: false, findings: [{ check: 'seals', rule: 'R-A6' }], head: { number: 1 } })
  })

  it('needs the owner to check: whoever sees nothing finds nothing', async () => {
    const { code, err } = await shell(['check'], { environment: { DATABASE_URL: database.appUrl } })
    expect(code).toBe(1)
    expect(err).toContain('DATABASE_OWNER_URL')
  })

  it('says how the hub is, and what work is open', async () => {
    expect(await steward(['health'])).toMatchObject({ code: 0, out: expect.stringContaining('Background work: nothing is open') })
    const { out } = await steward(['health', '--json'])
    expect(JSON.parse(out)).toMatchObject({ jobs: [], mail: { waiting: 0, failing: 0 }, devices: 0 })
    expect(await steward(['jobs', '--json'])).toMatchObject({ code: 0, out: '[]\n' })
    expect(await steward(['job', 'retry', '--id', '01a1fced-c06e-7a35-8ad2-31d169161a43'])).toMatchObject({ code: 1 })
    expect(await steward(['job', 'retry'])).toMatchObject({ code: 2, err: expect.stringContaining('--id') })
  })

  it('makes an operator with a password from standard input, once', async () => {
    const words = ['operator', 'create', '--mail', 'Olga@hub.test', '--name', 'Olga']
    const input = 'correct horse battery\n'
    expect((await shell(words, { input })).code).toBe(0)
    const found = await database.owner.query<{ operator: boolean; password_hash: string }>(
      "select p.operator, s.password_hash from person p join person_secret s on s.person = p.id where p.mail = 'olga@hub.test'",
    )
    expect(found.rows[0]?.operator).toBe(true)
    expect(await isPassword(found.rows[0]?.password_hash ?? '', 'correct horse battery')).toBe(true)
    expect(await shell(words, { input })).toMatchObject({ code: 1, err: expect.stringContaining('already') })
  })

  it('lists support sessions, and ends one; another is not there (R-H7)', async () => {
    const [customer, person, session] = [
      '01a1fced-c06e-7a35-8ad2-31d169161a61',
      '01a1fced-c06e-7a35-8ad2-31d169161a62',
      '01a1fced-c06e-7a35-8ad2-31d169161a63',
    ]
    await database.owner.query(
      "insert into organisation (id, kind, name, name_key, country) values ($1, 'customer', 'Cobalt', 'cobalt', 'DE')",
      [customer],
    )
    await database.owner.query("insert into person (id, mail, name, language, operator) values ($1, 'oda@hub.test', 'Oda', 'en', true)", [
      person,
    ])
    await database.owner.query(
      "insert into support_session (id, person, person_name, customer, kind, reason, ends_at) values ($1, $2, 'Oda', $3, 'read_only', 'Ticket 7', now() + interval '1 hour')",
      [session, person, customer],
    )
    expect((await steward(['support-sessions', '--open'])).out).toContain('Oda in Cobalt, open until')
    const ended = await steward(['support-session', 'end', '--id', session, '--json'])
    expect(JSON.parse(ended.out)).toMatchObject({ id: session, endedBy: 'agent' })
    expect(await steward(['support-sessions', '--open'])).toMatchObject({ code: 0, out: 'There is no support session.\n' })
    expect(await steward(['support-session', 'end', '--id', person])).toMatchObject({ code: 1 })
  })

  it('sets the quota of a partner, and takes it away (R-D9)', async () => {
    const id = '01a1fced-c06e-7a35-8ad2-31d169161a44'
    await database.owner.query(
      "insert into organisation (id, kind, name, name_key, country) values ($1, 'partner', 'North', 'north', 'DE')",
      [id],
    )
    const words = ['quota', 'set', '--partner', 'North', '--devices']
    const { code, out } = await steward([...words, '1000', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ partner: { id, name: 'North' }, quota: { devices: 1000, used: 0, state: 'free' } })
    expect(await steward([...words, 'none'])).toMatchObject({ code: 0, out: 'North has no quota.\n' })
    expect(await steward(['quota', 'set', '--partner', 'Nowhere', '--devices', '5'])).toMatchObject({ code: 1 })
    for (const wrong of ['0', 'many', '1.5']) expect(await steward([...words, wrong])).toMatchObject({ code: 2 })
  })

  it('takes away a second factor that somebody has lost, who is told by mail', async () => {
    const words = ['second-factor', 'end', '--mail', 'olga@hub.test', '--reason', 'Phone lost']
    expect(await steward(words)).toMatchObject({ code: 1, err: expect.stringContaining('no second factor') })
    await database.owner.query(
      "insert into second_factor (person, secret, in_force_since) select id, 'sealed', now() from person where mail = 'olga@hub.test'",
    )
    const { code, out, err } = await steward([...words, '--json'])
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toEqual({ name: 'Olga', mail: 'olga@hub.test' })
    expect((await database.owner.query('select from second_factor')).rowCount).toBe(0)
    const jobs = await database.owner.query("select from jobs.job where name = 'mail.send'")
    expect(jobs.rowCount).toBe(1)
    expect((await shell(words.slice(0, 4))).code).toBe(2)
    expect((await steward(['second-factor', 'end', '--mail', 'none@hub.test', '--reason', 'x'])).code).toBe(1)
  })

  it('does what the operator’s pages do with organisations, accreditations and applications, through the same use cases', async () => {
    const ask = async (...words: string[]) => {
      const { code, out, err } = await steward([...words, '--json'])
      expect(code, err).toBe(0)
      return JSON.parse(out)
    }
    const admin = ['--country', 'DE', '--admin-name', 'Vera', '--admin-mail', 'vera@hub.test']
    const vendor = await ask('organisation', 'create', '--kind', 'vendor', '--name', 'Helion', ...admin)
    const partner = await ask('organisation', 'create', '--kind', 'partner', '--name', 'Bergmann', ...admin)
    expect(await ask('organisations', '--search', 'berg')).toEqual([partner])
    const { rows: mails } = await database.owner.query("select payload->>'from' as sender from mail where kind = 'member_invitation'")
    expect(mails).toEqual([{ sender: 'Steward' }, { sender: 'Steward' }])
    const invite = ['administrator', 'invite', '--organisation', partner.id, '--mail', 'max@hub.test', '--name']
    expect(await steward([...invite, 'Max\u202e'])).toMatchObject({ code: 2 })
    await ask(...invite, 'Max')
    expect(await steward([...invite, 'Max'])).toMatchObject({ code: 1, err: expect.stringContaining('member') })
    const { rows: members } = await database.owner.query("select roles from membership where mail = 'max@hub.test'")
    expect(members).toEqual([{ roles: ['global_admin'] }])

    const given = await ask('accreditation', 'give', '--vendor', vendor.id, '--organisation', partner.id, '--kind', 'resell_monitor')
    expect(await ask('accreditation', 'change', '--id', given.id, '--until', '2999-12-31')).toMatchObject({ validUntil: '2999-12-31' })
    expect(await ask('accreditations')).toMatchObject([{ id: given.id, validUntil: '2999-12-31', valid: true }])
    expect(await steward(['accreditation', 'give', '--vendor', vendor.id])).toMatchObject({ code: 2 })

    const [first, second] = ['01a1fced-c06e-7a35-8ad2-31d169161a51', '01a1fced-c06e-7a35-8ad2-31d169161a52']
    const file = `insert into application (id, vendor, organisation, company, company_key, country, name, mail, kinds, statement, filed_at)
      values ($1, $2, $3, 'Bergmann', $4, 'DE', 'Clara', 'clara@hub.test', '{report_sales}', 'We sell.', now())`
    await database.owner.query(file, [first, vendor.id, partner.id, partner.id])
    expect(await ask('applications', '--state', 'open')).toMatchObject([{ id: first }])
    expect(await ask('application', 'show', '--id', first)).toMatchObject({ statement: 'We sell.' })
    expect(await ask('application', 'approve', '--id', first, '--kinds', 'report_sales')).toMatchObject({ approved: true })
    await database.owner.query(file, [second, vendor.id, partner.id, partner.id])
    expect(await ask('application', 'refuse', '--id', second, '--reason', 'Too far.')).toMatchObject({ reason: 'Too far.' })
    expect(await steward(['application', 'refuse', '--id', second, '--reason', 'x'])).toMatchObject({ code: 1 })
    expect(await steward(['application', 'show', '--id', vendor.id])).toMatchObject({ code: 1 })
    const { rows } = await database.owner.query(
      "select distinct capacity, person from audit_event where kind like 'appli%' or kind like 'accr%'",
    )
    expect(rows).toEqual([{ capacity: 'operator', person: null }])
  })

  it('shows and changes the settings of the hub, and announces', async () => {
    const nothing = { name: null, help: { mail: null, link: null }, language: null, announcement: null }
    expect(JSON.parse((await steward(['settings', '--json'])).out)).toMatchObject(nothing)
    const set = ['settings', 'set', '--name', 'Nordhub', '--help-mail', 'help@nord.test', '--language', 'de']
    expect(await steward(set)).toMatchObject({ code: 0, out: expect.stringContaining('Name: Nordhub') })
    expect(await steward(['settings', 'set', '--help-link', 'http://nord.test'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('help.link'),
    })
    const said = ['announcement', 'set', '--de', 'Wartung', '--level', 'warning', '--until', '2999-01-31T20:00:00Z', '--json']
    expect(JSON.parse((await steward(said)).out)).toMatchObject({ name: 'Nordhub', announcement: { texts: { de: 'Wartung' } } })
    expect(await steward(['announcement', 'end'])).toMatchObject({ code: 0, out: expect.stringContaining('Announcement: none') })
    for (const wrong of [
      ['settings', 'set'],
      ['announcement', 'set'],
    ])
      expect((await steward(wrong)).code).toBe(2)
    expect(await steward(['settings', 'set', '--name', 'none', '--language', 'none'])).toMatchObject({ code: 0 })
  })

  it('needs the hub’s own key where it makes links for mails', async () => {
    const { SECRET_KEY: _key, ...without } = environment
    expect(await shell(['settings'], { environment: without })).toMatchObject({ code: 1, err: expect.stringContaining('SECRET_KEY') })
  })

  it('tries again at once all that was given up', async () => {
    expect(await steward(['job', 'retry', '--failed'])).toMatchObject({ code: 0, out: 'No work was given up.\n' })
    const { rowCount } = await database.owner.query("update jobs.job set state = 'failed', completed_on = now() where name = 'mail.send'")
    const { out } = await steward(['jobs', '--state', 'failed', '--json'])
    expect(JSON.parse(out)).toHaveLength(rowCount ?? 0)
    expect(await steward(['job', 'retry', '--failed'])).toMatchObject({ code: 0, out: `Tried again now:\nmail.send: ${rowCount}\n` })
    expect((await steward(['jobs', '--state', 'nonsense'])).code).toBe(2)
  })

  it('refuses a short password, a missing name, and a password as an argument', async () => {
    const words = ['operator', 'create', '--mail', 'otto@hub.test', '--name', 'Otto']
    expect(await shell(words, { input: 'short' })).toMatchObject({ code: 1, err: expect.stringContaining('12 to 200') })
    expect((await shell(words.slice(0, 4), { input: 'correct horse battery' })).code).toBe(2)
    expect((await steward([...words, '--password', 'correct horse battery'])).code).toBe(2)
  })

  it('prints the configuration, and how it is used', async () => {
    const { out } = await shell(['configuration'], { environment: {} })
    expect(out).toMatch(/^\| variable \| default \| meaning \|\n\|---\|---\|---\|\n\| `PORT` \| `8080` \|/)
    expect(out).not.toContain('STEWARD_TEST')
    expect(await shell([], { environment: {} })).toMatchObject({ code: 2, err: expect.stringContaining('operator create') })
  })

  // On a PostgreSQL 15 of the system there is no data folder that another one uses.
  it.skipIf(process.env.TEST_POSTGRES === '15')(
    'says in words when another Steward uses the data folder, and when there is none',
    async () => {
      // The PostgreSQL of the test run is an embedded one: its folder is in use right now.
      const used = dirname(new URL(database.ownerUrl).searchParams.get('host') ?? '')
      const running = await shell(['check'], { environment: { DATA_DIR: used } })
      expect(running).toMatchObject({ code: 1, err: expect.stringContaining('Another Steward is running') })
      const empty = await mkdtemp(join(tmpdir(), 'steward-none-'))
      const none = await shell(['check'], { environment: { DATA_DIR: empty } })
      await rm(empty, { recursive: true })
      expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no hub') })
      for (const { err } of [running, none]) expect(err).not.toContain('    at ')
    },
  )
})
