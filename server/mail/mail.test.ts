import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { languages } from '../../contract/endpoint.ts'
import type { listMailbox } from '../../contract/session.ts'
import { peopleRoutes } from '../people/routes.ts'
import { mailLink } from '../platform/access/link.ts'
import { newId } from '../platform/id.ts'
import { openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type MailContent, mailJobBindings, mailJobs, queueMail, startMailbox } from './index.ts'
import { renderMail } from './render.ts'
import { mailContent, mailKinds } from './rules.ts'
import { sendOneMail } from './send.ts'

type Mailbox = ReplyOf<typeof listMailbox>

let test: TestHub
beforeAll(async () => {
  test = await openTestHub({ routes: peopleRoutes, jobs: mailJobs, jobBindings: mailJobBindings, demonstration: true })
})
afterAll(async () => {
  await (await startMailbox(test.hub)).stop()
  await test.close()
})

type Invitation = Extract<MailContent, { kind: 'member_invitation' }>['payload']

const payload = (more: Partial<Invitation> = {}): Invitation => ({
  invitationId: newId(),
  from: 'North',
  organisation: 'Müller & Söhne',
  name: 'Ann',
  expiresAt: '2026-03-31T12:00:00.000Z',
  ...more,
})
const queue = (to: string, what = payload()) =>
  test.hub.database.inSystem('test', (scope) =>
    queueMail(scope, test.hub, { to, language: 'fr', kind: 'customer_invitation', payload: what }),
  )
const received = async (to: string) => (await test.nobody.call('GET', `/demonstration/mailbox?to=${to}`)).json<Mailbox>().items
const stateOf = async (id: string) => (await test.database.owner.query('select state, tries, error from mail where id = $1', [id])).rows[0]

describe('a queued mail', () => {
  it('is sent over SMTP, with the link that the invitation has', async () => {
    const what = payload()
    const id = await queue('Ann@Customer.test', what)
    const [mail] = await until('the mail', async () => {
      const items = await received('ann@customer.test')
      return items.length > 0 && items
    })
    expect(mail).toMatchObject({ from: 'steward@hub.test', to: 'ann@customer.test' })
    expect(mail?.subject).toContain('Müller & Söhne')
    expect(mail?.text).toContain(mailLink(test.hub, 'invitation', what.invitationId))
    expect(mail?.html).toContain(mailLink(test.hub, 'invitation', what.invitationId))
    expect(mail?.html).toContain('Müller &amp; Söhne')
    await until('the mail is written down as sent', async () => (await stateOf(id))?.state === 'sent')
  })

  it('that went is never sent again', async () => {
    const id = await queue('once@customer.test')
    await until('it went', async () => (await stateOf(id))?.state === 'sent')
    await sendOneMail(test.hub, id)
    expect(await received('once@customer.test')).toHaveLength(1)
  })

  it('is queued with the act, or not at all', async () => {
    const failing = test.hub.database.inSystem('test', async (scope) => {
      await queueMail(scope, test.hub, { to: 'never@customer.test', language: 'en', kind: 'member_invitation', payload: payload() })
      throw new Error('the act fails')
    })
    await expect(failing).rejects.toThrow('the act fails')
    expect((await test.database.owner.query("select from mail where to_address = 'never@customer.test'")).rowCount).toBe(0)
  })

  it('goes to its one address, whatever is written in it', async () => {
    const id = await queue('"a, b@evil.test" <c@evil.test>')
    await until('it is tried', async () => (await stateOf(id))?.tries > 0)
    expect(await received('b@evil.test')).toEqual([])
    expect(await received('c@evil.test')).toEqual([])
  })
})

describe('a mail server that is away or refuses', () => {
  const says = (banner: string): Promise<{ server: Server; url: string }> =>
    new Promise((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => {})
        socket.end(`${banner}\r\n`)
      })
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve({ server, url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` })
      })
    })

  it('leaves the reason, fails the job, and a later try sends it once', async () => {
    const id = newId()
    await test.database.owner.query(
      "insert into mail (id, to_address, language, kind, payload) values ($1, 'later@customer.test', 'en', 'member_invitation', $2)",
      [id, JSON.stringify(payload())],
    )
    const { server, url } = await says('421 not now')
    await expect(sendOneMail({ ...test.hub, smtpUrl: url }, id)).rejects.toThrow('421')
    server.close()
    expect(await stateOf(id)).toMatchObject({ state: 'failed', tries: 1, error: expect.stringContaining('421') })
    await sendOneMail(test.hub, id)
    expect(await stateOf(id)).toEqual({ state: 'sent', tries: 2, error: null })
    expect(await received('later@customer.test')).toHaveLength(1)
  })
})

describe('a rendered mail', () => {
  const link = 'http://hub.test/invitation/abc'
  it.each(languages.flatMap((language) => mailKinds.map((kind) => [language, kind] as const)))(
    'is whole in %s (%s): every value said, none left open',
    (language, kind) => {
      const id = newId()
      const facts = {
        resetId: id,
        registrationId: id,
        person: id,
        applicantId: id,
        company: 'Nordwind',
        vendor: 'Helion',
        reason: 'Too far.',
        agent: '',
        address: '192.0.2.7',
        at: '2026-03-31T12:00:00.000Z',
        timeZone: 'Europe/Paris',
      }
      const content = mailContent.parse({ kind, payload: { ...payload(), ...facts } })
      const entry = { text: 'Something came.', place: 'North · 31.03.2026', href: `${link}/entry` }
      const told = { entries: [entry], total: 3, choose: `${link}/choose`, unsubscribe: `${link}/end` }
      const notices = kind === 'news' || kind === 'digest' ? told : undefined
      const { subject, text, html } = renderMail({ content, language, link, notices, hub: 'Nordhub' })
      for (const said of notices ? [entry.text, entry.place, entry.href, told.choose, told.unsubscribe] : [])
        for (const part of [text, html]) expect(part).toContain(said)
      for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|undefined|mails\//)
      for (const part of [text, html]) expect(part).toContain('Ann')
      if (kind.endsWith('invitation')) for (const part of [subject, text, html]) expect(part).toContain('North')
      expect(text).toContain(link)
      if ('at' in content.payload || 'expiresAt' in content.payload) expect(text).toContain('2026')
      if (kind === 'new_sign_in') for (const said of [/192\.0\.2\.7/, /14[:h ]?00/]) expect(text).toMatch(said)
      expect(html).toContain(`<html lang="${language}">`)
      expect(html).not.toMatch(/<img|<script|src=/)
    },
  )

  it('escapes what people typed, and keeps it on its line and in its direction', () => {
    const evil = payload({ from: '<img src=x onerror=alert(1)>\r\nBcc: all@hub.test', organisation: '\u202eABC', name: '"\'&' })
    const { subject, html } = renderMail({ content: { kind: 'customer_invitation', payload: evil }, language: 'en', link, hub: 'Nordhub' })
    expect(subject).not.toMatch(/[\r\n\u202e]/)
    expect(html).not.toContain('<img')
    expect(html).toContain('&quot;&#39;&amp;')
  })

  it('says once where there is help: a page and an address, each a link', () => {
    const content = { kind: 'customer_invitation', payload: payload() } as const
    const help = { link: 'https://hub.test/help', mail: 'help@hub.test' }
    const { text, html } = renderMail({ content, language: 'en', link, hub: 'Nordhub', help })
    expect(text).toContain('Get help:\nhttps://hub.test/help\nhelp@hub.test\n')
    for (const href of [help.link, `mailto:${help.mail}`]) expect(html).toContain(`href="${href}"`)
    expect(html.match(/Get help/g)).toHaveLength(1)
  })
})
