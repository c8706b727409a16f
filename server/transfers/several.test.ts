// Longer than 300 lines: what one transfer does with several sources and targets, and what is downloaded of it.
import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { makeCustomerId } from '../../contract/customer-id.ts'
import { consentRoutes } from '../consent/routes.ts'
import { copyManagingPartner } from '../devices/index.ts'
import { readTable } from '../platform/files/table.ts'
import { workbookWriter } from '../platform/files/write-workbook.ts'
import { multipart, until } from '../testing/hub.ts'
import { openPartnerHub } from '../testing/partner.ts'
import type { Place } from '../testing/world.ts'
import { transfersJobs } from './jobs.ts'
import { transfersRoutes } from './routes.ts'
import { remindOfPreviews, transfersJobBindings } from './work.ts'

type Transfer = {
  id: string
  state: string
  revision: number
  rows: number
  outcomes: Record<string, number>
  undo: Record<string, number> | null
  consentAskedAt: string | null
  sources: { tenant: string; devices: number }[]
  targets: { tenant: string; devices: number }[]
  target: { tenant: string } | null
  lapsesAt: string | null
  can: { confirm: boolean }
}
type Row = { line: number | null; follows: number | null; serialNumber: string; outcome: string; undo: string | null; explanation: string }

const { agent, holding, partner, serials, test, vendor, world } = await openPartnerHub('SV', {
  routes: (hub) => [...transfersRoutes(hub), ...consentRoutes(hub)],
  jobs: [...transfersJobs, copyManagingPartner],
  jobBindings: transfersJobBindings,
})
afterAll(() => test.close())

const customer = (name: string) => world.customer(name, [{ partner }])
const at = (place: Place, of: string[], more = {}) =>
  world.devices(vendor, place, of, { origin: partner, lastHolding: holding.id, ...more })
const file = (content: string | Buffer, fields = {}) => multipart({ name: 'any name at all', content }, fields)
const preview = async (content: string | Buffer, fields = {}) => {
  const answer = await agent.call('POST', '/transfers/preview', file(content, fields))
  expect(answer.status, answer.text).toBe(200)
  return answer.json<Transfer>()
}
const finished = (id: string, state = 'done') =>
  until(`transfer ${state}`, async () => {
    const now = (await agent.call('GET', `/transfers/${id}`)).json<Transfer>()
    return now.state === state ? now : null
  })
const confirm = async (made: Transfer) => {
  const body = { body: { confirmed: true }, ifMatch: `"${made.revision}"` }
  expect((await agent.call('POST', `/transfers/${made.id}/confirmation`, body)).status).toBe(202)
  return finished(made.id)
}
const rowsOf = async (id: string) => (await agent.call('GET', `/transfers/${id}/rows?limit=200`)).json<{ items: Row[] }>().items
const outcomes = async (id: string) => Object.fromEntries((await rowsOf(id)).map((row) => [row.line ?? row.serialNumber, row.outcome]))
const undo = async (id: string) => {
  expect((await agent.call('POST', `/transfers/${id}/undo`)).status).toBe(202)
  return finished(id, 'undone')
}
const owner = (text: string, values: unknown[] = []) => test.database.owner.query(text, values)
async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
const download = async (path: string) => {
  const reply = await test.app.inject({
    method: 'GET',
    url: `/api/v1${path}`,
    headers: { 'x-steward-acting-for': partner },
    cookies: { steward_session: agent.token },
  })
  return { status: reply.statusCode, type: String(reply.headers['content-type']), bytes: reply.rawPayload }
}
const table = async (bytes: Buffer) =>
  (
    await collected(
      readTable(
        (async function* () {
          yield bytes
        })(),
      ),
    )
  ).map((row) => row.fields ?? [])

describe('several sources and targets (R-T3)', () => {
  it('lifts both checks, counts per source and target, moves each row to its own, and undoes each to its own', async () => {
    const [a, b, c] = [await customer('Sev A'), await customer('Sev B'), await customer('Sev C')]
    const [one = '', two = '', three = '', four = ''] = serials(4)
    await at(holding, [one, two])
    await at(a, [three, four])
    const content = [
      `${one},${b.customerId}`,
      `${two},${c.customerId}`,
      `${three},${b.customerId}`,
      `${four},${a.customerId}`,
      `${one}x,C-0`,
    ].join('\n')
    expect((await preview(content)).outcomes).toEqual({ moved: 1, wrong_target: 2, wrong_source: 1, target_not_found: 1 })
    const made = await preview(content, { several: 'true' })
    expect(made.outcomes).toEqual({ moved: 3, already_there: 1, target_not_found: 1 })
    expect(made).toMatchObject({
      target: null,
      sources: [
        { tenant: holding.customerId, devices: 2 },
        { tenant: a.customerId, devices: 1 },
      ],
      targets: [
        { tenant: b.customerId, devices: 2 },
        { tenant: c.customerId, devices: 1 },
      ],
    })
    const done = await confirm(made)
    expect(done.outcomes).toEqual({ moved: 3, already_there: 1, target_not_found: 1 })
    expect([await world.whereIs(one), await world.whereIs(two), await world.whereIs(three)]).toEqual([[b.id], [c.id], [b.id]])
    // Each log names only what its reader may know (R-A6).
    const log = await owner(
      "select organisation, kind, detail from audit_event where kind like 'transfer.moved%' order by kind, (detail->>'count')::int desc",
    )
    const mine = log.rows.filter((row) => [a, b, c].some((place) => place.organisation === row.organisation))
    expect(mine.map((row) => [row.kind, row.detail])).toEqual(
      [
        ['transfer.moved_in', { count: 2, at: expect.any(String) }],
        ['transfer.moved_in', { count: 1, at: expect.any(String) }],
        ['transfer.moved_out', { count: 1, at: expect.any(String) }],
      ].sort((x, y) => String(x[0]).localeCompare(String(y[0]))),
    )
    expect(log.rows.find((row) => row.organisation === partner && row.kind === 'transfer.moved_several')?.detail).toEqual({
      count: 3,
      sources: 2,
      targets: 2,
    })
    expect((await undo(made.id)).undo).toEqual({ moved_back: 3 })
    expect([await world.whereIs(one), await world.whereIs(two), await world.whereIs(three)]).toEqual([[holding.id], [holding.id], [a.id]])
  })

  it('moves the rest when one of the targets is gone since the preview (R-T6)', async () => {
    const [a, b] = [await customer('Stays'), await customer('Goes')]
    const [one = '', two = ''] = serials(2)
    await at(holding, [one, two])
    const made = await preview(`${one},${a.customerId}\n${two},${b.customerId}`, { several: 'true' })
    await owner("update relationship set state = 'disabled' where to_organisation = $1", [b.organisation])
    await owner('select door.follow_relationship(id) from relationship where to_organisation = $1', [b.organisation])
    expect((await confirm(made)).outcomes).toEqual({ moved: 1, not_allowed: 1 })
    expect(await world.whereIs(two)).toEqual([holding.id])
  })
})

describe('a filter with exceptions', () => {
  it('chooses what it finds at the preview, not what comes later, and leaves the exceptions', async () => {
    const [from, to] = [await customer('Filtered'), await customer('Filter target')]
    const own = serials(5)
    const ids = await at(from, own)
    const filter = { tenant: from.customerId, q: 'sv', model: 'Mod' }
    const asked = await agent.call('POST', '/transfers/preview', { body: { filter, except: [ids[0]], target: to.customerId } })
    expect(asked.status, asked.text).toBe(200)
    const made = asked.json<Transfer>()
    expect(made.outcomes).toEqual({ moved: 4 })
    await at(from, serials(1))
    expect((await confirm(made)).outcomes).toEqual({ moved: 4 })
    expect(await world.whereIs(own[0] ?? '')).toEqual([from.id])
  })

  it('answers the same for a tenant out of reach and for none; nothing found is nothing to transfer (R-A2)', async () => {
    const to = await customer('Filter none')
    const stranger = await world.customer('Strange', [])
    const send = (tenant: string, q = 'NOSUCH') =>
      agent.call('POST', '/transfers/preview', { body: { filter: { tenant, q }, target: to.customerId } })
    const [hidden, absent] = [await send(stranger.customerId), await send(makeCustomerId(randomBytes(16)))]
    expect(hidden.status).toBe(422)
    expect({ ...hidden.problem(), correlationId: '' }).toEqual({ ...absent.problem(), correlationId: '' })
    expect((await send('unassigned')).problem().code).toBe('transfers.nothing_to_transfer')
    expect((await agent.call('GET', '/transfers?limit=1')).json<{ items: Transfer[] }>().items[0]?.state).not.toBe('previewing')
  })
})

describe('a host and what stands behind it (R-D2)', () => {
  const tie = (host: string, followers: string[]) =>
    owner("update device set host = $1, connection = 'central' where id = any ($2)", [host, followers])

  it('go together; what is behind gets rows of its own that follow; alone it is not allowed', async () => {
    const to = await customer('Host target')
    const [host = '', one = '', two = '', alone = ''] = serials(4)
    const [hostId = '', oneId = '', twoId = ''] = await at(holding, [host, one, two, alone])
    await tie(hostId, [oneId, twoId])
    const single = await preview(`${one},${to.customerId}\n${alone},${to.customerId}`)
    expect(await outcomes(single.id)).toEqual({ 1: 'not_allowed', 2: 'moved' })
    expect((await rowsOf(single.id))[0]?.explanation).toContain('hosting device')
    // One of them stands in the file, before its host.
    const made = await preview(`${one},${to.customerId}\n${host},${to.customerId}\n${alone},${to.customerId}`)
    expect(made).toMatchObject({ rows: 4, outcomes: { moved: 4 } })
    expect((await rowsOf(made.id)).map(({ line, follows, serialNumber }) => [line, follows, serialNumber])).toEqual([
      [1, 2, one],
      [2, null, host],
      [3, null, alone],
      [null, 2, two],
    ])
    expect((await confirm(made)).outcomes).toEqual({ moved: 4 })
    expect([await world.whereIs(one), await world.whereIs(two)]).toEqual([[to.id], [to.id]])
    expect((await undo(made.id)).undo).toEqual({ moved_back: 4 })
    expect(await world.whereIs(two)).toEqual([holding.id])
  })

  it('stay together where one of them may not move, or something has come to stand behind the host since', async () => {
    const [from, to] = [await customer('Host from'), await customer('Host to')]
    const [host = '', own = '', later = ''] = serials(3)
    const [hostId = ''] = await at(from, [host])
    const [ownId = ''] = await world.devices(vendor, from, [own], { proof: 'agent' })
    await tie(hostId, [ownId])
    const blocked = await preview(`${host},${to.customerId}`)
    expect(await outcomes(blocked.id)).toEqual({ 1: 'not_allowed', [own]: 'not_allowed' })
    expect((await rowsOf(blocked.id))[1]?.explanation).toContain('consent')
    await owner('update device set host = null where id = $1', [ownId])
    const [laterId = ''] = await at(from, [later])
    const made = await preview(`${host},${to.customerId}`)
    await tie(hostId, [laterId])
    expect((await confirm(made)).outcomes).toEqual({ moved: 0, changed_since_preview: 1 })
    const again = await preview(`${host},${to.customerId}`)
    await owner('update device set host = null where id = $1', [laterId])
    // What was named only because it stood there does not go alone.
    expect((await confirm(again)).outcomes).toEqual({ moved: 1, changed_since_preview: 1 })
    await tie(hostId, [])
    const [third = ''] = serials(1)
    const [thirdId = ''] = await at(to, [third])
    await tie(hostId, [thirdId])
    expect((await undo(again.id)).undo).toEqual({ not_allowed: 1 })
  })

  it('a host with more behind it than a chunk has rows is one chunk', { timeout: 60_000 }, async () => {
    const to = await customer('Big host')
    const [host = ''] = serials(1)
    const [hostId = ''] = await at(holding, [host])
    const behind = await at(holding, serials(10_050))
    await tie(hostId, behind)
    const made = await preview(`${host},${to.customerId}`)
    expect(made).toMatchObject({ rows: 10_051, outcomes: { moved: 10_051 } })
    expect((await confirm(made)).outcomes).toEqual({ moved: 10_051 })
    const chunks = await owner("select count(*)::int as n from audit_event where subject = $1 and kind = 'transfer.moved'", [made.id])
    expect(chunks.rows).toEqual([{ n: 1 }])
  })
})

describe('what spreadsheets do to serials', () => {
  it('is explained and never guessed into a move (R-D1)', async () => {
    const to = await customer('Mangled')
    await at(holding, ['00400123', '000500777', '0500777', '2026-03-05'])
    const made = await preview(
      ['400123', '500777', '1.23E+10', '2026-03-04', '4. Mrz', 'ABC123'].map((serial) => `${serial},${to.customerId}`).join('\n'),
    )
    const rows = await rowsOf(made.id)
    expect(rows.map((row) => row.outcome)).toEqual(['not_found', 'not_found', 'bad_row', 'bad_row', 'bad_row', 'not_found'])
    expect(rows[0]?.explanation).toContain('00400123')
    expect(rows[1]?.explanation).not.toContain('500777')
    expect(rows[2]?.explanation).toContain('digits are lost')
    expect(rows[3]?.explanation).toContain('date')
    expect(rows[5]?.explanation).not.toContain('zeros')
    expect(await outcomes((await preview(`20260305,${to.customerId}`)).id)).toEqual({ 1: 'moved' })
  })

  it('names no device that the actor may not transfer (R-A2)', async () => {
    const to = await customer('Mangled elsewhere')
    const stranger = await test.organisation('partner', 'Hidden zeros')
    await world.devices(vendor, await world.holding(stranger), ['00611111'], { origin: stranger })
    const registered = await customer('Registered zeros')
    await world.devices(vendor, registered, ['00622222'], { proof: 'agent' })
    const made = await preview(`611111,${to.customerId}\n622222,${to.customerId}`)
    for (const row of await rowsOf(made.id)) expect(row.explanation).not.toContain('00')
  })
})

describe('files in both forms', () => {
  const workbook = async (rows: string[][]) => {
    const writer = workbookWriter(['serial number', 'Customer ID'])
    for (const row of rows) await writer.write(row)
    writer.end()
    return Buffer.concat(await collected(writer.stream as AsyncIterable<Buffer>))
  }

  it('a workbook is a transfer file, whatever its name; the sample and the Summary are there as workbooks too', async () => {
    const to = await customer('Workbook')
    const own = serials(2)
    await at(holding, own)
    const made = await preview(await workbook(own.map((serial) => [serial, to.customerId])))
    expect(await outcomes(made.id)).toEqual({ 2: 'moved', 3: 'moved' })
    await confirm(made)
    const summary = await download(`/transfers/${made.id}/summary.xlsx`)
    expect(summary.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(await table(summary.bytes)).toEqual([
      ['line', 'serialNumber', 'targetCustomerId', 'outcome', 'explanation', 'fromTenant', 'toTenant'],
      ['2', own[0], to.customerId, 'moved', expect.any(String), holding.customerId, to.customerId],
      ['3', own[1], to.customerId, 'moved', expect.any(String), holding.customerId, to.customerId],
    ])
    expect(await table((await download(`/transfers/${made.id}/summary.csv`)).bytes)).toEqual(await table(summary.bytes))
    for (const form of ['csv', 'xlsx']) {
      const sample = await download(`/transfers/sample.${form}`)
      expect((await table(sample.bytes))[0]).toEqual(['serialNumber', 'targetCustomerId'])
    }
    const spy = await test.member(await test.organisation('partner', 'Spy'), ['global_admin'])
    for (const path of ['summary.xlsx', 'faulty.csv', 'faulty.xlsx'])
      expect((await spy.call('GET', `/transfers/${made.id}/${path}`)).status).toBe(404)
  })

  it('damaged and oversized workbooks are refused in words, and leave nothing', async () => {
    const send = async (content: Buffer) => (await agent.call('POST', '/transfers/preview', file(content))).problem()
    expect(await send(Buffer.from('PK\x03\x04 no archive'))).toMatchObject({
      code: 'files.unreadable',
      detail: expect.stringContaining('.xlsx'),
    })
  })

  it('faulty rows alone come down, are mended and sent again, in either form (R-T5)', async () => {
    const to = await customer('Faulty')
    const [good = '', wrong = '', same = ''] = serials(3)
    await at(holding, [good, wrong])
    await at(holding, [same])
    await at(holding, [same], { product: 'P2' })
    const made = await preview(
      `serial,target,productNumber\n${good},${to.customerId}\n${wrong}X,${to.customerId}\n${good},${to.customerId}\n${same},${to.customerId}\n${wrong},\n`,
    )
    await confirm(made)
    for (const form of ['csv', 'xlsx']) {
      const got = await table((await download(`/transfers/${made.id}/faulty.${form}`)).bytes)
      expect(got.map((row) => row.slice(0, 3))).toEqual([
        ['serialNumber', 'targetCustomerId', 'productNumber'],
        [`${wrong}X`, to.customerId, ''],
        [same, to.customerId, ''],
        [wrong, '', ''],
      ])
      expect(got.slice(1).every((row) => (row[3] ?? '') !== '')).toBe(true)
      const mended = got.map((row, at) =>
        at === 0 ? row : [(row[0] ?? '').replace('X', ''), to.customerId, row[0] === same ? 'P2' : '', row[3] ?? ''],
      )
      const text = mended.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n')
      expect((await preview(text)).outcomes).toEqual({ moved: 2, duplicate_row: 1 })
    }
  })
})

describe('a preview that nobody confirms', () => {
  it('says when it lapses, reminds once before, and cannot be confirmed after (R-T4)', async () => {
    const to = await customer('Lapsing')
    const own = serials(1)
    await at(holding, own)
    const made = await preview(`${own[0]},${to.customerId}`)
    expect(made.lapsesAt).not.toBeNull()
    const told = async () =>
      (await owner("select payload from notification where kind = 'transfer_lapsing' and link = $1", [`/transfers/${made.id}`])).rows
    await remindOfPreviews(test.hub)
    expect(await told()).toEqual([])
    await owner("update transfer set previewed_at = now() - interval '49 hours' where id = $1", [made.id])
    await remindOfPreviews(test.hub)
    await remindOfPreviews(test.hub)
    expect(await told()).toEqual([{ payload: { rows: 1, target: 'Lapsing', hours: 24 } }])
    await owner("update transfer set previewed_at = now() - interval '73 hours' where id = $1", [made.id])
    const now = (await agent.call('GET', `/transfers/${made.id}`)).json<Transfer>()
    expect(now).toMatchObject({ state: 'lapsed', can: { confirm: false }, lapsesAt: null })
    const late = await agent.call('POST', `/transfers/${made.id}/confirmation`, {
      body: { confirmed: true },
      ifMatch: `"${made.revision}"`,
    })
    expect(late.problem().code).toBe('transfers.not_previewed')
  })
})

describe('what a customer registered itself', () => {
  const terms = { purpose: 'Exchange of the whole floor', until: '2099-01-01' }
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

  it('moves with its consent: asked for, answered, recorded, withdrawn (R-T2, R-D10)', async () => {
    const [from, to] = [await customer('Consenting'), await customer('Consent target')]
    const admin = await test.member(from.organisation, ['customer_admin'])
    const [one = '', two = '', other = ''] = serials(3)
    await world.devices(vendor, from, [one, two, other], { proof: 'agent' })
    const content = `${one},${to.customerId}\n${two},${to.customerId}`
    const made = await preview(content, { source: from.customerId })
    expect(made.outcomes).toEqual({ not_allowed: 2 })
    const ask = (body: object) => agent.call('POST', `/transfers/${made.id}/consent-requests`, { body })
    expect((await ask(terms)).problem().code).toBe('requests.until')
    const askedAt = async () => (await agent.call('GET', `/transfers/${made.id}`)).json<Transfer>().consentAskedAt
    expect(await askedAt()).toBeNull()
    const asked = await ask({ ...terms, until: soon })
    expect(asked.status, asked.text).toBe(201)
    const [request] = asked.json<{ items: { id: string; devices: number; scope: string }[] }>().items
    expect(request).toMatchObject({ devices: 2, scope: 'devices', state: 'open', can: { answer: false } })
    expect((await ask({ ...terms, until: soon })).problem().code).toBe('requests.already_open')
    expect(await askedAt()).toBe(asked.json<{ items: { createdAt: string }[] }>().items[0]?.createdAt)
    // One more device than was asked for: one may still ask.
    const more = await preview(`${content}\n${other},${to.customerId}`, { source: from.customerId })
    expect((await agent.call('GET', `/transfers/${more.id}`)).json()).toMatchObject({ wantsConsent: 3, consentAskedAt: null })

    const inbox = (await admin.call('GET', '/requests?state=open')).json<{
      items: { id: string; can: object; serialNumbers: string[] }[]
    }>().items
    expect(inbox).toMatchObject([{ id: request?.id, purpose: terms.purpose, can: { answer: true }, partner: { name: 'North' } }])
    expect(inbox[0]?.serialNumbers.sort()).toEqual([one, two].sort())
    const stranger = await test.member((await customer('Nosy')).organisation, ['customer_admin'])
    const rival = await test.member(await test.organisation('partner', 'Rival'), ['global_admin'])
    for (const who of [stranger, rival]) expect((await who.call('GET', '/requests')).json<{ items: unknown[] }>().items).toEqual([])
    expect((await stranger.call('POST', `/requests/${request?.id}/answer`, { body: { answer: 'accepted' } })).status).toBe(404)
    expect((await agent.call('POST', `/requests/${request?.id}/answer`, { body: { answer: 'accepted' } })).status).toBe(403)

    expect((await admin.call('POST', `/requests/${request?.id}/answer`, { body: { answer: 'accepted' } })).json()).toMatchObject({
      state: 'accepted',
    })
    expect(await askedAt()).toBeNull()
    expect((await admin.call('POST', `/requests/${request?.id}/answer`, { body: { answer: 'refused' } })).problem().code).toBe(
      'requests.not_open',
    )
    const allowed = await preview(`${content}\n${other},${to.customerId}`, { source: from.customerId })
    expect(allowed.outcomes).toEqual({ moved: 2, not_allowed: 1 })
    const waiting = await preview(`${two},${to.customerId}`, { source: from.customerId })
    expect((await confirm(await preview(`${one},${to.customerId}`, { source: from.customerId }))).outcomes).toEqual({ moved: 1 })

    const [given] = (await agent.call('GET', '/consents')).json<{ items: { id: string }[] }>().items
    expect(given).toMatchObject({ holds: true, can: { withdraw: false }, customer: { name: 'Consenting' } })
    expect((await admin.call('POST', `/consents/${given?.id}/withdrawal`)).json()).toMatchObject({ holds: false })
    expect((await admin.call('POST', `/consents/${given?.id}/withdrawal`)).problem().code).toBe('consents.not_standing')
    // From the next chunk on (R-T6).
    expect((await confirm(waiting)).outcomes).toEqual({ moved: 0, not_allowed: 1 })
    for (const organisation of [partner, from.organisation]) {
      const log = await owner('select kind from audit_event where organisation = $1 and (kind like $2 or kind like $3) order by at, id', [
        organisation,
        'request.%',
        'consent.%',
      ])
      expect(log.rows.map((row) => row.kind)).toEqual([
        organisation === partner ? 'request.sent' : 'request.received',
        'consent.given',
        'consent.withdrawn',
      ])
    }
    const told = await owner("select kind from notification where kind like 'request_%' order by at")
    expect(told.rows.map((row) => row.kind)).toEqual(['request_received', 'request_accepted'])
  })

  it('can be asked for the whole tenant; a refusal and a lapsed request give nothing; out of reach is absent (R-A2)', async () => {
    const [from, to] = [await customer('Whole'), await customer('Whole target')]
    const admin = await test.member(from.organisation, ['customer_admin'])
    const own = serials(1)
    const ids = await world.devices(vendor, from, own, { proof: 'agent' })
    const body = { kind: 'device_move', customer: from.organisation, purpose: 'All', until: soon }
    const answer = (id: string, said: string) => admin.call('POST', `/requests/${id}/answer`, { body: { answer: said } })
    const send = async (more = {}) => (await agent.call('POST', '/requests', { body: { ...body, ...more } })).json<{ id: string }>().id
    await answer(await send(), 'refused')
    const late = await send({ devices: ids })
    await owner("update request set lapses_at = now() - interval '1 minute' where id = $1", [late])
    expect((await answer(late, 'accepted')).problem().code).toBe('requests.not_open')
    expect((await preview(`${own[0]},${to.customerId}`, { source: from.customerId })).outcomes).toEqual({ not_allowed: 1 })
    const elsewhere = await agent.call('POST', '/requests', { body: { ...body, devices: await at(holding, serials(1)) } })
    expect(elsewhere.problem().code).toBe('requests.nothing_named')
    await answer(await send(), 'accepted')
    expect((await preview(`${own[0]},${to.customerId}`, { source: from.customerId })).outcomes).toEqual({ moved: 1 })
    await owner('update consent set until = current_date - 1 where tenant = $1', [from.id])
    expect((await preview(`${own[0]},${to.customerId}`, { source: from.customerId })).outcomes).toEqual({ not_allowed: 1 })
    const strange = await world.customer('Not ours', [])
    const [hidden, absent] = await Promise.all(
      [strange.organisation, '00000000-0000-7000-8000-000000000000'].map((one) =>
        agent.call('POST', '/requests', { body: { ...body, customer: one } }),
      ),
    )
    expect(hidden?.status).toBe(404)
    expect({ ...hidden?.problem(), correlationId: '' }).toEqual({ ...absent?.problem(), correlationId: '' })
  })
})

describe('the tenants of a transfer (R-T3, R-T4)', () => {
  type Ends = { items: { tenant: string; name: string; devices: number }[]; nextCursor: string | null }
  const ends = async (id: string, side: string, query = '') =>
    (await agent.call('GET', `/transfers/${id}/tenants?side=${side}${query}`)).json<Ends>()

  it('are all named page by page, the most devices first, also past the hundred that the preview shows; the Summary names them too', async () => {
    const target = await customer('Target of many')
    const places: Place[] = []
    const lines: string[] = []
    for (let index = 0; index < 104; index += 1) {
      const place = await customer(`Source ${index}`)
      const names = serials(index === 103 ? 3 : 1)
      await at(place, names)
      places.push(place)
      lines.push(...names.map((serial) => `${serial},${target.customerId}`))
    }
    const made = await preview(`serial,target\n${lines.join('\n')}\n`, { several: 'true' })
    expect(made.sources).toHaveLength(100)
    const found: Ends['items'] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Ends = await ends(made.id, 'source', `&limit=40${cursor ? `&cursor=${cursor}` : ''}`)
      found.push(...page.items)
      cursor = page.nextCursor
    }
    expect(found[0]).toEqual({ tenant: places[103]?.customerId, name: 'Source 103', devices: 3 })
    expect(new Set(found.map(({ tenant }) => tenant))).toEqual(new Set(places.map(({ customerId }) => customerId)))
    expect(found).toHaveLength(104)
    expect((await ends(made.id, 'target')).items).toEqual([{ tenant: target.customerId, name: 'Target of many', devices: 106 }])
    await confirm(made)
    const summary = await agent.call('GET', `/transfers/${made.id}/summary.csv`)
    for (const { customerId } of places) expect(summary.text).toContain(customerId)
    const stranger = await test.member(await test.organisation('partner', 'Stranger'), ['admin_agent'])
    expect((await stranger.call('GET', `/transfers/${made.id}/tenants`)).status).toBe(404)
    expect((await agent.call('GET', `/transfers/${made.id}/tenants?cursor=x`)).status).toBe(422)
  }, 60_000)
})
