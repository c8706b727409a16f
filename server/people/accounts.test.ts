// Longer than 300 lines: one hub of people, and every way into an account and out of it.
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { beginSecondFactor, confirmSecondFactor, getSecondFactor } from '../../contract/accounts.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { listSessions, signIn } from '../../contract/session.ts'
import { mailJobs } from '../mail/index.ts'
import { mailLink } from '../platform/access/link.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import { type Answer, type Client, client, openTestHub, type TestHub } from '../testing/hub.ts'
import { createPerson, hashPassword } from './index.ts'
import { peopleJobs } from './jobs.ts'
import { mailOneReset } from './reset-password.ts'
import { peopleRoutes } from './routes.ts'

type Session = ReplyOf<typeof signIn>

const password = 'correct horse battery staple'
const other = 'another horse, another staple'
let test: TestHub
beforeAll(async () => {
  test = await openTestHub({ routes: peopleRoutes, jobs: [...mailJobs, ...peopleJobs], trustProxy: ['loopback'] })
})
afterAll(() => test.close())

let n = 0
async function someone(language = 'en'): Promise<{ id: string; mail: string; organisation: string }> {
  n += 1
  const person = { id: newId(), mail: `account${n}@hub.test` }
  const passwordHash = await hashPassword({ testing: true }, password)
  await test.hub.database.inSystem('test', (scope) =>
    createPerson(scope, { ...person, name: 'Ann Account', language: language === 'de' ? 'de' : 'en', passwordHash, operator: false }),
  )
  const organisation = await test.organisation('partner')
  await test.database.owner.query(
    "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, '{viewer}', 'Ann', $4, 'active', now())",
    [newId(), person.id, organisation, person.mail],
  )
  return { ...person, organisation }
}

type From = { address?: string; agent?: string }
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const headersOf = ({ address = '192.0.2.1', agent = firefox }: From) => ({ 'x-forwarded-for': address, 'user-agent': agent })
const enter = (mail: string, secret: string, code?: string, from: From = {}) =>
  test.nobody.call('POST', '/session', { body: { mail, password: secret, ...(code ? { code } : {}) }, headers: headersOf(from) })
const as = (answer: Answer): Client => {
  expect(answer.status, answer.text).toBe(200)
  const token = new RegExp(`${sessionCookie}=([^;]+)`).exec(String(answer.headers['set-cookie']))?.[1] ?? ''
  return client(test.app, answer.json<Session>().person.id, null, token)
}
const stands = async (who: Client) => (await who.call('GET', '/session')).status === 200
const auditKinds = async (organisation: string) =>
  (
    await test.database.owner.query<{ kind: string }>('select kind from audit_event where organisation = $1 order by at, id', [
      organisation,
    ])
  ).rows
    .map((row) => row.kind)
    .filter((kind) => kind.startsWith('account.'))
const mailsTo = async (to: string) =>
  (
    await test.database.owner.query<{ kind: string; language: string; payload: Record<string, string> }>(
      'select kind, language, payload from mail where to_address = $1 order by at, id',
      [to],
    )
  ).rows

describe('changing the password', () => {
  it('needs the one of now, ends all other sessions, tells by mail, is in the log', async () => {
    const { mail, organisation } = await someone()
    const [here, there] = [as(await enter(mail, password)), as(await enter(mail, password))]
    const change = (current: string, next: string) => here.call('PUT', '/me/password', { body: { current, password: next } })
    expect((await change('wrong', other)).problem().code).toBe('account.wrong_password')
    expect((await change(password, 'short')).problem().fields?.[0]).toMatchObject({ path: 'password', code: 'password_too_short' })
    expect([await stands(here), await stands(there)]).toEqual([true, true])
    expect((await change(password, other)).status).toBe(204)
    expect([await stands(here), await stands(there)]).toEqual([true, false])
    expect((await enter(mail, password)).status).toBe(401)
    expect((await enter(mail, other)).status).toBe(200)
    expect((await mailsTo(mail)).map(({ kind }) => kind)).toEqual(['password_changed'])
    expect(await auditKinds(organisation)).toEqual(['account.password_changed'])
  })

  it('lets nobody guess the password from a browser left open: tries are counted exactly, many at once', async () => {
    const here = as(await enter((await someone()).mail, password))
    const body = { current: 'wrong', password: other }
    const tries = await Promise.all(Array.from({ length: 15 }, () => here.call('PUT', '/me/password', { body })))
    expect(tries.filter((answer) => answer.status === 422)).toHaveLength(limits.passwordAttempts.perPerson)
    const late = await here.call('PUT', '/me/password', { body: { ...body, current: password } })
    expect(late.problem().code).toBe('session.too_many_attempts')
  })
})

describe('a password reset', () => {
  let asked = 0
  const anywhere = () => {
    asked += 1
    return `203.0.113.${asked}`
  }
  const ask = (mail: string, address = anywhere()) =>
    test.nobody.call('POST', '/password-resets', { body: { mail }, headers: headersOf({ address }) })
  /** What the job does with the newest reset; answers the token that it mails, null where it mails nobody. */
  async function mailed(mail: string): Promise<string | null> {
    const { rows } = await test.database.owner.query<{ id: string }>(
      'select id from password_reset where mail = $1 order by asked_at desc, id desc limit 1',
      [mail],
    )
    const id = rows[0]?.id ?? ''
    await mailOneReset(test.hub, id)
    const told = (await mailsTo(mail)).some(({ kind, payload }) => kind === 'password_reset' && payload.resetId === id)
    return told ? (mailLink(test.hub, 'password_reset', id).split('/').at(-1) ?? '') : null
  }

  it('sets a new password by a mailed link, once; every session ends', async () => {
    const { mail, organisation } = await someone('de')
    const before = as(await enter(mail, password))
    expect((await ask(mail.toUpperCase())).status).toBe(204)
    expect(await stands(before)).toBe(true)
    const token = await mailed(mail)
    const path = `/password-resets/${token}`
    expect((await test.nobody.call('GET', path)).json()).toMatchObject({ mail })
    const finish = (secret: string) => test.nobody.call('POST', `${path}/completion`, { body: { password: secret } })
    expect((await finish('short')).status).toBe(422)
    const answers = await Promise.all([finish(other), finish(other), finish(other)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404])
    expect(answers.every((answer) => answer.headers['set-cookie'] === undefined)).toBe(true)
    expect((await test.nobody.call('GET', path)).problem().code).toBe('password_resets.not_valid')
    expect(await stands(before)).toBe(false)
    expect([(await enter(mail, password)).status, (await enter(mail, other)).status]).toEqual([401, 200])
    expect((await mailsTo(mail)).map(({ kind, language }) => [kind, language])).toEqual([
      ['password_reset', 'de'],
      ['password_changed', 'de'],
    ])
    expect(await auditKinds(organisation)).toEqual(['account.password_reset'])
  })

  it('answers an address that nobody has like any other, with the same work, and mails nobody (R-A2)', async () => {
    const { mail } = await someone()
    const work = async () =>
      (await test.database.owner.query<{ n: number }>("select count(*)::int as n from jobs.job where name = 'people.mail_reset'")).rows[0]
        ?.n ?? 0
    const counts = [await work()]
    const answers = []
    for (const address of [mail, 'nobody@nowhere.test']) {
      answers.push(await ask(address))
      counts.push(await work())
    }
    const [known, unknown] = answers
    expect([unknown?.status, unknown?.text]).toEqual([known?.status, known?.text])
    expect(counts.map((count) => count - (counts[0] ?? 0))).toEqual([0, 1, 2])
    expect(await mailed('nobody@nowhere.test')).toBeNull()
    expect(await mailed(mail)).not.toBeNull()
  })

  it('cannot be used to fill a mailbox: asked for three times, then it waits, known or not', async () => {
    const { mail } = await someone()
    for (const address of [mail, 'nobody2@nowhere.test']) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(address)))
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 204, 429, 429, 429])
    }
    const many = await Promise.all(Array.from({ length: 25 }, (_, of) => ask(`m${of}@nowhere.test`, '198.51.100.9')))
    expect(many.filter(({ status }) => status === 204)).toHaveLength(limits.mailedLinkAttempts.perAddress)
  })

  it('lapses, and a later one or a changed password voids it', async () => {
    const { mail } = await someone()
    await ask(mail)
    const lapsed = await mailed(mail)
    await test.database.owner.query("update password_reset set expires_at = now() - interval '1 second' where mail = $1", [mail])
    await ask(mail)
    const open = await mailed(mail)
    const here = as(await enter(mail, password))
    await here.call('PUT', '/me/password', { body: { current: password, password: other } })
    for (const token of [lapsed, open, 'x'.repeat(43)]) {
      const answer = await test.nobody.call('POST', `/password-resets/${token}/completion`, { body: { password } })
      expect(answer.problem()).toMatchObject({ status: 404, code: 'password_resets.not_valid', rule: 'R-A2' })
    }
  })

  it.each(['', 'nobody', 'a@b.test\r\nBcc: c@d.test', { mail: 'a@b.test' }, ['a@b.test'], `${'a'.repeat(300)}@b.test`])(
    'refuses what is no mail address: %j',
    async (mail) => {
      const answer = await test.nobody.call('POST', '/password-resets', { body: { mail } })
      expect(answer.problem()).toMatchObject({ status: 422, fields: [{ path: 'mail' }] })
    },
  )
})

/** The app of somebody: tells the code of now, or of `shift` steps from now. */
const app =
  (secret: string) =>
  (shift = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shift * 30_000 })

async function withSecondFactor(): Promise<{
  mail: string
  organisation: string
  me: Client
  codes: string[]
  code: (shift?: number) => string
}> {
  const { mail, organisation } = await someone()
  const me = as(await enter(mail, password))
  const begun = (await me.call('POST', '/session/totp', { body: { password } })).json<ReplyOf<typeof beginSecondFactor>>()
  const code = app(begun.secret)
  const confirmed = await me.call('PUT', '/session/totp', { body: { code: code(-1) } })
  expect(confirmed.status, confirmed.text).toBe(200)
  return { mail, organisation, me, code, codes: confirmed.json<ReplyOf<typeof confirmSecondFactor>>().recoveryCodes }
}

describe('the second factor', () => {
  it('is set up with the password and a first code; then the sign-in asks for a code, after the password alone', async () => {
    const { mail, organisation } = await someone()
    const [me, elsewhere] = [as(await enter(mail, password)), as(await enter(mail, password))]
    expect((await me.call('POST', '/session/totp', { body: { password: 'wrong' } })).problem().code).toBe('account.wrong_password')
    expect((await me.call('PUT', '/session/totp', { body: { code: '123456' } })).problem().code).toBe('second_factor.not_begun')
    const begun = (await me.call('POST', '/session/totp', { body: { password } })).json<ReplyOf<typeof beginSecondFactor>>()
    expect(begun.uri).toContain(`secret=${begun.secret}`)
    expect(begun.uri).toContain(encodeURIComponent(mail))
    // Not confirmed, not in force.
    expect((await enter(mail, password)).status).toBe(200)
    expect((await me.call('PUT', '/session/totp', { body: { code: '000000' } })).problem().code).toBe('second_factor.wrong_code')
    const confirmed = await me.call('PUT', '/session/totp', { body: { code: app(begun.secret)(-1) } })
    const { recoveryCodes } = confirmed.json<ReplyOf<typeof confirmSecondFactor>>()
    expect(new Set(recoveryCodes).size).toBe(limits.recoveryCodes)
    expect([await stands(me), await stands(elsewhere)]).toEqual([true, false])
    expect((await me.call('GET', '/session/totp')).json<ReplyOf<typeof getSecondFactor>>()).toEqual({
      inForceSince: expect.any(String),
      recoveryCodesLeft: limits.recoveryCodes,
    })
    expect((await me.call('POST', '/session/totp', { body: { password } })).problem().code).toBe('second_factor.in_force')

    const needed = await enter(mail, password)
    expect(needed.problem()).toMatchObject({ status: 401, code: 'session.code_needed' })
    expect(needed.headers['set-cookie']).toBeUndefined()
    // Who does not know the password hears nothing of a second factor (R-A2).
    expect((await enter(mail, 'wrong')).problem().code).toBe('session.wrong_mail_or_password')
    expect((await enter(mail, 'wrong', app(begun.secret)())).problem().code).toBe('session.wrong_mail_or_password')
    expect((await enter(mail, password, app(begun.secret)())).status).toBe(200)
    expect(await auditKinds(organisation)).toEqual(['account.second_factor_on'])
  })

  it('keeps the secret sealed and recovery codes as hashes', async () => {
    const { codes, me } = await withSecondFactor()
    const { rows } = await test.database.owner.query<{ all: string }>(
      'select (select row_to_json(f)::text from second_factor f where f.person = $1) || (select json_agg(c)::text from recovery_code c where c.person = $1) as all',
      [me.person],
    )
    for (const code of codes) for (const part of code.split('-')) expect(rows[0]?.all).not.toContain(part)
  })

  it('takes each code once, also many times at once, and none from before the last', async () => {
    const { mail, code } = await withSecondFactor()
    // The code of the confirmation is used up too.
    expect((await enter(mail, password, code(-1))).problem().code).toBe('session.wrong_code')
    const now = code()
    const answers = await Promise.all(Array.from({ length: 4 }, () => enter(mail, password, now)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
    expect((await enter(mail, password, code(5))).problem().code).toBe('session.wrong_code')
  })

  it('counts wrong codes exactly, wherever they are tried; then the right one waits too', async () => {
    const { mail, me, code } = await withSecondFactor()
    const tries = await Promise.all([
      ...Array.from({ length: 6 }, (_, of) => enter(mail, password, '000000', { address: `192.0.2.${of + 20}` })),
      ...Array.from({ length: 4 }, () => me.call('POST', '/session/totp/removal', { body: { code: '000000' } })),
    ])
    expect(tries.filter(({ status }) => status !== 429)).toHaveLength(limits.codeAttempts.perPerson)
    expect((await enter(mail, password, code())).problem().code).toBe('session.too_many_attempts')
  })

  it('lets in with a recovery code, once each, as it was copied from paper; that is in the log', async () => {
    const { mail, organisation, me, codes } = await withSecondFactor()
    const [first = '', second = ''] = codes
    expect((await enter(mail, password, first.toLowerCase().replace('-', ' '))).status).toBe(200)
    expect((await enter(mail, password, first)).problem().code).toBe('session.wrong_code')
    const answers = await Promise.all([enter(mail, password, second), enter(mail, password, second)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await me.call('GET', '/session/totp')).json<ReplyOf<typeof getSecondFactor>>().recoveryCodesLeft).toBe(limits.recoveryCodes - 2)
    expect(await auditKinds(organisation)).toEqual(['account.second_factor_on', 'account.recovery_code_used', 'account.recovery_code_used'])
  })

  it('gives new recovery codes for the password or a code, and the earlier ones end', async () => {
    const { mail, me, codes, code } = await withSecondFactor()
    expect((await me.call('POST', '/session/recovery-codes', { body: {} })).problem().code).toBe('account.proof_needed')
    const renewed = await me.call('POST', '/session/recovery-codes', { body: { code: code() } })
    const [fresh = ''] = renewed.json<ReplyOf<typeof confirmSecondFactor>>().recoveryCodes
    expect((await enter(mail, password, codes[0])).problem().code).toBe('session.wrong_code')
    expect((await enter(mail, password, fresh)).status).toBe(200)
    expect((await me.call('POST', '/session/recovery-codes', { body: { password } })).status).toBe(200)
  })

  it('is turned off with the password or a code, and not without; a stranger’s recovery code is none', async () => {
    const { mail, organisation, me } = await withSecondFactor()
    const stranger = await withSecondFactor()
    const off = (body: object) => me.call('POST', '/session/totp/removal', { body })
    expect((await off({})).problem().code).toBe('account.proof_needed')
    expect((await off({ password: 'wrong' })).problem().code).toBe('account.wrong_password')
    expect((await off({ code: stranger.codes[0] })).problem().code).toBe('second_factor.wrong_code')
    expect((await enter(mail, password)).problem().code).toBe('session.code_needed')
    expect((await off({ password })).status).toBe(204)
    expect((await off({ password })).problem().code).toBe('second_factor.not_in_force')
    expect((await enter(mail, password)).status).toBe(200)
    expect(await auditKinds(organisation)).toEqual(['account.second_factor_on', 'account.second_factor_off'])
  })

  it('stays when the password is reset', async () => {
    const { mail, code } = await withSecondFactor()
    await test.nobody.call('POST', '/password-resets', { body: { mail }, headers: headersOf({ address: '203.0.113.200' }) })
    const { rows } = await test.database.owner.query<{ id: string }>('select id from password_reset where mail = $1', [mail])
    const token = test.hub.secrets.linkToken('password_reset', rows[0]?.id ?? '')
    expect((await test.nobody.call('POST', `/password-resets/${token}/completion`, { body: { password: other } })).status).toBe(204)
    expect((await enter(mail, other)).problem().code).toBe('session.code_needed')
    expect((await enter(mail, other, code())).status).toBe(200)
  })

  it.each(['', ' ', '12345', '1234567', '１２３４５６', "' or 1=1 --", 'NULL', 'x'.repeat(21), 123456, null, ['123456']])(
    'takes no code that is none: %j',
    async (code) => {
      const { mail, me } = await withSecondFactor()
      const answers = [
        await test.nobody.call('POST', '/session', { body: { mail, password, code }, headers: headersOf({}) }),
        await me.call('POST', '/session/totp/removal', { body: { code } }),
      ]
      for (const answer of answers) expect([401, 422]).toContain(answer.status)
    },
  )
})

describe('one’s sessions', () => {
  it('say from where and with what, and all others end in one act', async () => {
    const { mail, organisation } = await someone()
    const here = as(await enter(mail, password))
    const there = as(await enter(mail, password, undefined, { address: '198.51.100.7', agent: 'curl/8.5.0' }))
    const { items } = (await here.call('GET', '/sessions')).json<ReplyOf<typeof listSessions>>()
    expect(items.map(({ browser, address, current }) => [browser, address, current])).toEqual(
      expect.arrayContaining([
        ['Firefox 140 · Windows', '192.0.2.1', true],
        ['curl/8.5.0', '198.51.100.7', false],
      ]),
    )
    const stranger = as(await enter((await someone()).mail, password))
    expect((await here.call('DELETE', '/sessions')).status).toBe(204)
    expect([await stands(here), await stands(there), await stands(stranger)]).toEqual([true, false, true])
    expect(await auditKinds(organisation)).toEqual(['account.sessions_ended'])
  })

  it('from a browser or a network not seen before are told by mail, in the person’s language; the first, and known ones, are not', async () => {
    const { mail } = await someone('de')
    const told = async () => (await mailsTo(mail)).filter(({ kind }) => kind === 'new_sign_in')
    await enter(mail, password)
    await enter(mail, password, undefined, { address: '192.0.2.99', agent: firefox.replaceAll('140', '141') })
    expect(await told()).toEqual([])
    await enter(mail, password, undefined, { address: '198.51.100.7' })
    await enter(mail, password, undefined, { agent: 'curl/8.5.0' })
    await enter(mail, password, undefined, { agent: 'curl/8.6.0', address: '192.0.2.3' })
    await enter(mail, 'wrong', undefined, { address: '198.51.100.1', agent: 'other' })
    expect((await told()).map(({ language, payload }) => [language, payload.agent, payload.address])).toEqual([
      ['de', 'Firefox 140 · Windows', '198.51.100.7'],
      ['de', 'curl/8.5.0', '192.0.2.1'],
    ])
  })
})

describe('the profile', () => {
  it('holds a phone that nobody else reads, and takes it away again', async () => {
    const { mail } = await someone()
    const me = as(await enter(mail, password))
    expect((await me.call('PATCH', '/me', { body: { phone: ' +33 1 23 45 67 89 ' } })).json()).toMatchObject({ phone: '+33 1 23 45 67 89' })
    expect((await me.call('PATCH', '/me', { body: { name: 'Ann' } })).json()).toMatchObject({ name: 'Ann', phone: '+33 1 23 45 67 89' })
    expect((await me.call('PATCH', '/me', { body: { phone: null } })).json()).toMatchObject({ phone: null })
    expect((await me.call('PATCH', '/me', { body: { phone: '1'.repeat(51) } })).status).toBe(422)
  })
})
