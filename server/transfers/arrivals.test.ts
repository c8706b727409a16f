import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { auditRoutes } from '../audit/routes.ts'
import { copyManagingPartner } from '../devices/index.ts'
import { notificationsRoutes } from '../notifications/routes.ts'
import { sessionCookie } from '../platform/access/session.ts'
import type { LiveEvent } from '../platform/live.ts'
import { type Client, multipart, until } from '../testing/hub.ts'
import { openPartnerHub } from '../testing/partner.ts'
import { runJob, transfersJobs } from './jobs.ts'
import { transfersRoutes } from './routes.ts'
import { transfersJobBindings } from './work.ts'

type Rows = { items: { outcome: string; carriedOut: boolean; explanation: string }[] }
type Event = { id: string; kind: string; sentence: string; about: { kind: string; id: string } | null }
type Devices = { items: { serialNumber: string; deviceId: string | null; vendor: string }[]; nextCursor: string | null; sentence: string }

const { agent, held, partner, serials, test, world } = await openPartnerHub('AR', {
  routes: (hub) => [...transfersRoutes(hub), ...auditRoutes(hub), ...notificationsRoutes(hub)],
  jobs: [...transfersJobs, copyManagingPartner],
  jobBindings: transfersJobBindings,
})
afterAll(() => test.close())
await test.app.listen({ port: 0, host: '127.0.0.1' })
const { port } = test.app.server.address() as AddressInfo
const url = `http://127.0.0.1:${port}`

const heldNew = async (count: number) => {
  const made = serials(count)
  await held(made)
  return made
}
const csv = (of: string[], target: string) => `serial;target\r\n${of.map((serial) => `${serial};${target}`).join('\r\n')}\r\n`
const finished = (id: string, state = 'done') =>
  until(`transfer ${state}`, async () => (await agent.call('GET', `/transfers/${id}`)).json<{ state: string }>().state === state)
const send = async (content: string, confirmed: boolean) => {
  const path = confirmed ? '/transfers' : '/transfers/preview'
  const answer = await agent.call('POST', path, multipart({ name: 'a.csv', content }, confirmed ? { confirmed: 'true' } : {}))
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.json<{ id: string }>().id
}
const run = async (of: string[], target: string) => {
  const id = await send(csv(of, target), true)
  await finished(id)
  return id
}
const undo = async (id: string) => {
  expect((await agent.call('POST', `/transfers/${id}/undo`)).status).toBe(202)
  await finished(id, 'undone')
}
const bell = async (who: Client) => {
  const { items } = (await who.call('GET', '/notifications')).json<{ items: { kind: string; text: string; link: string }[] }>()
  return items
}
/** An open page: what it has heard. */
async function listen(who: Client) {
  const ending = new AbortController()
  const answer = await fetch(`${url}/api/v1/events`, { headers: { cookie: `${sessionCookie}=${who.token}` }, signal: ending.signal })
  let text = ''
  let over = false
  const read = async () => {
    for await (const piece of answer.body ?? []) text += Buffer.from(piece).toString()
    over = true
  }
  void read().catch(() => {})
  await until('the stream began', async () => text.includes('retry: 2000\n\n') || over)
  const heard = () =>
    [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as Omit<LiveEvent, 'person'> | { kind: 'session_ended' })
  return { heard, leave: () => ending.abort() }
}
const moves = async (who: Client) => (await who.call('GET', '/audit?kind=transfer')).json<{ items: Event[] }>().items

describe('the explanation of a row', () => {
  it('speaks of what will be, then of what was, then of the undo alone; also in the Summary (R-T5, R-T7)', async () => {
    const place = await world.customer('Tense Ltd', [{ partner }])
    const serials = await heldNew(1)
    const id = await send(csv(serials, place.customerId), false)
    const inLanguages = async () =>
      Promise.all(
        ['en', 'de', 'fr'].map(async (language) => {
          const who = await test.member(partner, ['viewer'], { language })
          const listed = (await who.call('GET', `/transfers/${id}/rows`)).json<Rows>().items[0]?.explanation ?? ''
          expect((await who.call('GET', `/transfers/${id}/summary.csv`)).text).toContain(listed)
          return listed
        }),
      )
    expect(await inLanguages()).toEqual(['The device goes to the target.', 'Das Gerät kommt zum Ziel.', 'Le périphérique va à la cible.'])
    const { revision } = (await agent.call('GET', `/transfers/${id}`)).json<{ revision: number }>()
    const confirmed = await agent.call('POST', `/transfers/${id}/confirmation`, { body: { confirmed: true }, ifMatch: `"${revision}"` })
    expect(confirmed.status, confirmed.text).toBe(202)
    await finished(id)
    expect(await inLanguages()).toEqual([
      'The device was moved to Tense Ltd.',
      'Das Gerät wurde an Tense Ltd übertragen.',
      'Le périphérique a été transféré vers Tense Ltd.',
    ])
    await undo(id)
    expect(await inLanguages()).toEqual([
      'The device is back where the transfer took it from.',
      'Das Gerät ist wieder dort, woher die Übertragung es geholt hat.',
      'Le périphérique est revenu là où le transfert l’avait pris.',
    ])
  })

  it('says why where an undo was not possible, and that nothing moved where the preview lapsed (R-T4, R-T7)', async () => {
    const [place, other] = [await world.customer('Back Ltd', [{ partner }]), await world.customer('Onward Ltd', [{ partner }])]
    const serials = await heldNew(1)
    const id = await run(serials, place.customerId)
    await run(serials, other.customerId)
    await undo(id)
    const said = async (of: string) => (await agent.call('GET', `/transfers/${of}/rows`)).json<Rows>().items[0]?.explanation
    expect(await said(id)).toMatch(/^The device is no longer where this transfer put it/)
    const lapsing = await send(csv(await heldNew(1), place.customerId), false)
    await test.database.owner.query("update transfer set previewed_at = previewed_at - interval '90 days' where id = $1", [lapsing])
    expect(await said(lapsing)).toMatch(/^The preview lapsed/)
  })
})

describe('a row of a run that is under way', () => {
  it('says of itself whether it has been carried out: some have moved, others will (R-T6)', async () => {
    const place = await world.customer('Halfway Ltd', [{ partner }])
    const id = await send(csv(await heldNew(2), place.customerId), false)
    const rowsNow = async () => (await agent.call('GET', `/transfers/${id}/rows`)).json<Rows>().items
    expect((await rowsNow()).map(({ carriedOut }) => carriedOut)).toEqual([false, false])
    const { owner } = test.database
    await owner.query(
      "update transfer_row set outcome = 'moved' where transfer = $1 and line = (select min(line) from transfer_row where transfer = $1)",
      [id],
    )
    await owner.query("update transfer set state = 'running' where id = $1", [id])
    expect((await rowsNow()).map(({ outcome, carriedOut, explanation }) => [outcome, carriedOut, explanation])).toEqual([
      ['moved', true, 'The device was moved to Halfway Ltd.'],
      ['moved', false, 'The device goes to the target.'],
    ])
    await owner.query("update transfer set state = 'failed' where id = $1", [id])
  })
})

describe('customers between whom devices move', () => {
  it('are told once a transfer, their administrators alone, with counts and by whom, never from where or where to (R-N1, R-A7)', async () => {
    const [a, b] = [await world.customer('Alpha Ltd', [{ partner }]), await world.customer('Beta Ltd', [{ partner }])]
    const [ada, bob] = [
      await test.member(a.organisation, ['customer_admin']),
      await test.member(b.organisation, ['customer_admin'], { language: 'de' }),
    ]
    const user = await test.member(a.organisation, ['device_admin', 'end_user'])
    const serials = await heldNew(3)
    await run(serials, a.customerId)
    const out = await run(serials.slice(0, 2), b.customerId)
    // A job that is tried again finds nothing left to do.
    await test.hub.database.inSystem('test', (scope) => test.hub.queue.enqueue(scope, runJob, { transferId: out }))
    await undo(out)
    expect((await bell(ada)).map(({ kind, text, link }) => [kind, text, link])).toEqual([
      ['devices_moved_back_in', 'North undid a transfer: 2 devices came back to your organisation.', '/activity?kind=transfer'],
      ['devices_moved_out', 'North transferred 2 devices out of your organisation.', '/activity?kind=transfer'],
      ['devices_moved_in', 'North transferred 3 devices to your organisation.', '/activity?kind=transfer'],
    ])
    expect((await bell(bob)).map(({ text }) => text)).toEqual([
      'North hat eine Übertragung rückgängig gemacht: 2 Geräte haben Ihre Organisation wieder verlassen.',
      'North hat 2 Geräte an Ihre Organisation übertragen.',
    ])
    expect(await bell(user)).toEqual([])
  })

  it('are told of what moved before the partner lost its rights, once, however often the job is tried (R-A4, R-T6)', async () => {
    const place = await world.customer('Cut Ltd', [{ partner }])
    const admin = await test.member(place.organisation, ['customer_admin'])
    const gone = await test.member(partner, ['admin_agent'])
    const { owner } = test.database
    const id = await run(await heldNew(2), place.customerId)
    await owner.query('delete from notification where person = $1', [admin.person])
    // As if it had stopped before its last row.
    await owner.query("update transfer set state = 'running', finished_at = null, asked_by = $2, confirmed_by = $2 where id = $1", [
      id,
      gone.person,
    ])
    await owner.query('update transfer_row set outcome = null where transfer = $1 and line = 3', [id])
    await owner.query("update membership set status = 'removed' where person = $1", [gone.person])
    for (let tries = 0; tries < 2; tries += 1)
      await test.hub.database.inSystem('test', (scope) => test.hub.queue.enqueue(scope, runJob, { transferId: id }))
    await until('refused', async () => (await agent.call('GET', `/transfers/${id}`)).json<{ state: string }>().state === 'done')
    await until('both tries', async () => {
      const { rows } = await owner.query("select state from jobs.job where data->>'transferId' = $1 and state <> 'completed'", [id])
      return rows.length === 0
    })
    expect((await bell(admin)).map(({ text }) => text)).toEqual(['North transferred 1 device to your organisation.'])
    const told = await owner.query("select 1 from notification where person = $1 and kind = 'transfer_failed'", [gone.person])
    expect(told.rows).toHaveLength(1)
  })

  it('see in their log which devices came and which went, also after they have gone (R-A6, R-A7)', async () => {
    const [a, b] = [await world.customer('Listed Ltd', [{ partner }]), await world.customer('Elsewhere Ltd', [{ partner }])]
    const [ada, bob] = [await test.member(a.organisation, ['customer_admin']), await test.member(b.organisation, ['customer_admin'])]
    const serials = await heldNew(3)
    await run(serials, a.customerId)
    await run(serials.slice(0, 1), b.customerId)
    const [out, into] = await moves(ada)
    expect([out?.about, into?.about]).toEqual([
      { kind: 'devices', id: out?.id },
      { kind: 'devices', id: into?.id },
    ])
    const list = async (of: Event | undefined, query = '') => (await ada.call('GET', `/audit/${of?.id}/devices${query}`)).json<Devices>()
    const went = await list(out)
    expect(went.items.map(({ serialNumber, deviceId, vendor: by }) => [serialNumber, deviceId, by])).toEqual([[serials[0], null, 'Acme']])
    expect(went.sentence).toBe('North transferred 1 device out of this tenant.')
    const first = await list(into, '?limit=2')
    const second = await list(into, `?limit=2&cursor=${first.nextCursor}`)
    const came = [...first.items, ...second.items]
    expect(came.map(({ serialNumber }) => serialNumber)).toEqual(serials)
    expect(came.map(({ deviceId }) => deviceId !== null)).toEqual([false, true, true])
    expect((await moves(bob)).map(({ sentence }) => sentence)).toEqual(['North transferred 1 device into this tenant.'])
    for (const who of [bob, agent]) expect((await who.call('GET', `/audit/${into?.id}/devices`)).problem().status).not.toBe(200)
    expect((await bob.call('GET', `/audit/${into?.id}/devices`)).status).toBe(404)
  })

  it('hear live of each chunk, with whoever else reaches them, and not which transfer it was (R-A7)', async () => {
    const [second, place] = [await test.organisation('partner', 'Second'), await world.customer('Live Ltd', [{ partner }])]
    const shared = await world.customer('Shared Ltd', [{ partner }, { partner: second }])
    const [user, twin, colleague, also, stranger, feeder, gone] = [
      await test.member(place.organisation, ['device_admin']),
      await test.member(place.organisation, ['customer_admin']),
      await test.member(partner, ['viewer']),
      await test.member(second, ['viewer']),
      await test.member(await test.organisation('partner', 'Third'), ['viewer']),
      await test.member(partner, ['feed_manager']),
      await test.member(partner, ['viewer']),
    ]
    await test.database.owner.query('update session set ended_at = now() where person = $1', [gone.person])
    const sent: LiveEvent[] = []
    const ear = await test.database.owner.connect()
    ear.on('notification', ({ payload }) => sent.push(...(JSON.parse(payload ?? '[]') as LiveEvent[])))
    await ear.query('listen hub_live')
    const streams = new Map(
      await Promise.all([user, twin, colleague, also, stranger, feeder, gone].map(async (who) => [who, await listen(who)] as const)),
    )
    const id = await run(await heldNew(2), place.customerId)
    const other = await run(await heldNew(1), shared.customerId)
    const transfers = (who: Client) =>
      streams
        .get(who)
        ?.heard()
        .filter((event) => event.kind === 'transfer')
    const ids = (who: Client) => transfers(who)?.map((event) => ('id' in event ? event.id : null))
    await until('all hear', async () => [user, twin, also].every((who) => transfers(who)?.length) && ids(colleague)?.includes(other))
    for (const who of [user, twin]) expect(transfers(who)).toEqual([{ kind: 'transfer', organisationId: place.organisation, id: null }])
    expect(transfers(also)).toEqual([{ kind: 'transfer', organisationId: second, id: null }])
    expect(ids(colleague)).toEqual([id, other])
    // Nor whose roles read no devices, nor who is not signed in.
    for (const who of [stranger, feeder]) expect(streams.get(who)?.heard()).toEqual([])
    expect(
      streams
        .get(gone)
        ?.heard()
        .filter(({ kind }) => kind !== 'session_ended'),
    ).toEqual([])
    // One for the organisation, not one for each of its people.
    expect(sent.filter(({ person, organisationId }) => person === null && organisationId === place.organisation)).toHaveLength(1)
    // From the next event on, whoever reads devices no more hears nothing (R-A4).
    await test.database.owner.query("update membership set roles = '{feed_manager}' where person = $1", [also.person])
    const third = await run(await heldNew(1), shared.customerId)
    await until('heard', async () => ids(colleague)?.includes(third))
    expect(transfers(also)).toHaveLength(1)
    await ear.query('unlisten hub_live')
    ear.release()
    for (const { leave } of streams.values()) leave()
  })
})
