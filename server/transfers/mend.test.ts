// Longer than 300 lines: one preview, mended in every way that there is.
import { afterAll, describe, expect, it } from 'vitest'
import { copyManagingPartner } from '../devices/index.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { newId } from '../platform/id.ts'
import { multipart, until } from '../testing/hub.ts'
import { openPartnerHub } from '../testing/partner.ts'
import { transfersJobs } from './jobs.ts'
import { transfersRoutes } from './routes.ts'
import { transfersJobBindings } from './work.ts'

type Transfer = { id: string; state: string; revision: number; rows: number; several: boolean; outcomes: Record<string, number> }
type Rows = { items: { line: number; serialNumber: string; outcome: string; suggestion: string | null }[] }

const { agent, held, holding, partner, serials, test, vendor, world } = await openPartnerHub('MD', {
  routes: (hub) => [...transfersRoutes(hub), ...devicesRoutes(hub)],
  jobs: [...transfersJobs, copyManagingPartner],
  jobBindings: transfersJobBindings,
})
afterAll(() => test.close())

const preview = async (rows: readonly string[], fields = {}) => {
  const content = ['serial,target', ...rows].join('\n')
  const answer = await agent.call('POST', '/transfers/preview', multipart({ name: 'move.csv', content }, fields))
  expect(answer.status, answer.text).toBe(200)
  return answer.json<Transfer>()
}
const mend = (transfer: Transfer, body: object, who = agent) =>
  who.call('POST', `/transfers/${transfer.id}/mends`, { body, headers: { 'if-match': `"${transfer.revision}"` } })
const mended = async (transfer: Transfer, body: object) => {
  const answer = await mend(transfer, body)
  expect(answer.status, answer.text).toBe(200)
  return answer.json<Transfer>()
}
const rowsOf = async (id: string) =>
  Object.fromEntries((await agent.call('GET', `/transfers/${id}/rows`)).json<Rows>().items.map((row) => [row.line, row.outcome]))
const carriedOut = async (transfer: Transfer) => {
  const answer = await agent.call('POST', `/transfers/${transfer.id}/confirmation`, {
    body: { confirmed: true },
    headers: { 'if-match': `"${transfer.revision}"` },
  })
  expect(answer.status, answer.text).toBe(202)
  return until('the transfer is done', async () => {
    const now = (await agent.call('GET', `/transfers/${transfer.id}`)).json<Transfer>()
    return now.state === 'done' ? now : null
  })
}

describe('mending a preview', () => {
  it('lets a row say what it should have said, decides all of them again, and what is confirmed then is what runs (R-T4, R-T6)', async () => {
    const customer = await world.customer('Mended Ltd', [{ partner }])
    const [first = '', second = ''] = serials(2)
    await held([first, second])
    const made = await preview([`${first},${customer.customerId}`, `NOSUCH1,${customer.customerId}`, `1.23E+10,${customer.customerId}`])
    expect(await rowsOf(made.id)).toEqual({ 2: 'moved', 3: 'not_found', 4: 'bad_row' })
    const row = { line: 3, serialNumber: ` ${second.toLowerCase()} `, targetCustomerId: customer.customerId }
    const again = await mended(made, { rows: [row, { ...row, line: 4, serialNumber: 'STILL-NONE' }] })
    expect(again).toMatchObject({ state: 'previewed', rows: 3, outcomes: { moved: 2, not_found: 1 } })
    expect(again.revision).toBeGreaterThan(made.revision)
    expect(await world.whereIs(second)).toEqual([holding.id])
    expect((await carriedOut(again)).outcomes).toEqual({ moved: 2, not_found: 1 })
    expect(await world.whereIs(second)).toEqual([customer.id])
  })

  it('sees duplicates anew: a mended row may double another, and another may no longer be doubled (R-T9)', async () => {
    const customer = await world.customer('Twice Ltd', [{ partner }])
    const [first = '', second = ''] = serials(2)
    await held([first, second])
    const made = await preview([`${first},${customer.customerId}`, `${first},${customer.customerId}`])
    expect(await rowsOf(made.id)).toEqual({ 2: 'moved', 3: 'duplicate_row' })
    const again = await mended(made, { rows: [{ line: 2, serialNumber: second, targetCustomerId: customer.customerId }] })
    expect(await rowsOf(made.id)).toEqual({ 2: 'moved', 3: 'moved' })
    await mended(again, { rows: [{ line: 3, serialNumber: second, targetCustomerId: customer.customerId }] })
    expect(await rowsOf(made.id)).toEqual({ 2: 'moved', 3: 'duplicate_row' })
  })

  it('replaces a target in every row that names it, and gives one to rows without (R-T9)', async () => {
    const customer = await world.customer('Replaced Ltd', [{ partner }])
    const own = serials(3)
    await held(own)
    const made = await preview([`${own[0]},C-1111`, `${own[1]},C-1111`, `${own[2]},`])
    expect(made.outcomes).toEqual({ target_not_found: 2, bad_row: 1 })
    const some = await mended(made, { targets: [{ from: 'C-1111', to: customer.customerId }] })
    expect(some.outcomes).toEqual({ moved: 2, bad_row: 1 })
    const all = await mended(some, { targets: [{ from: '', to: customer.customerId }] })
    expect(all.outcomes).toEqual({ moved: 3 })
    const refused = await mend(all, { targets: [{ from: customer.customerId, to: 'nonsense' }] })
    expect(refused.status).toBe(422)
    expect(refused.json()).toMatchObject({ code: 'http.invalid', fields: [{ path: 'targets.0.to' }] })
    expect((await carriedOut(all)).outcomes).toEqual({ moved: 3 })
  })

  it('keeps the product number of a row that cannot be read: with a target it is that product and no other (R-D1)', async () => {
    const customer = await world.customer('Product Ltd', [{ partner }])
    const [serial = ''] = serials(1)
    await world.devices(vendor, holding, [serial], { origin: partner, lastHolding: holding.id, product: 'P2' })
    const content = `serial,target,product number\n${serial},,P1\n`
    const made = (await agent.call('POST', '/transfers/preview', multipart({ name: 'move.csv', content }))).json<Transfer>()
    expect(made.outcomes).toEqual({ bad_row: 1 })
    const again = await mended(made, { targets: [{ from: '', to: customer.customerId }] })
    expect(again.outcomes).toEqual({ not_found: 1 })
    const rows = [{ line: 2, serialNumber: serial, targetCustomerId: customer.customerId, productNumber: 'P2' }]
    expect((await mended(again, { rows })).outcomes).toEqual({ moved: 1 })
  })

  it('of what is named twice takes what it says last, and never fails', async () => {
    const [one, other] = [await world.customer('First Ltd', []), await world.customer('Last Ltd', [{ partner }])]
    const own = serials(1)
    await held(own)
    const made = (await agent.call('POST', '/transfers/preview', { body: { serials: own, target: one.customerId } })).json<Transfer>()
    const targets = [
      { from: one.customerId, to: one.customerId },
      { from: one.customerId, to: other.customerId },
    ]
    expect((await mended(made, { targets })).outcomes).toEqual({ moved: 1 })
  })

  it('replaces the one target of pasted serials', async () => {
    const [asked, meant] = [await world.customer('Asked Ltd', []), await world.customer('Meant Ltd', [{ partner }])]
    const own = serials(2)
    await held(own)
    const answer = await agent.call('POST', '/transfers/preview', { body: { serials: own, target: asked.customerId } })
    const made = answer.json<Transfer>()
    expect(made.outcomes).toEqual({ target_not_found: 2 })
    const again = await mended(made, { targets: [{ from: asked.customerId, to: meant.customerId }] })
    expect(again).toMatchObject({ outcomes: { moved: 2 }, target: { tenant: meant.customerId } })
  })

  it('lifts the checks for one source and one target (R-T3)', async () => {
    const [one, other] = [await world.customer('One Ltd', [{ partner }]), await world.customer('Two Ltd', [{ partner }])]
    const own = serials(2)
    await held(own)
    const made = await preview([`${own[0]},${one.customerId}`, `${own[1]},${other.customerId}`])
    expect(made.outcomes).toEqual({ moved: 1, wrong_target: 1 })
    const again = await mended(made, { several: true })
    expect(again).toMatchObject({ several: true, outcomes: { moved: 2 } })
    await carriedOut(again)
    expect(await world.whereIs(own[1] ?? '')).toEqual([other.id])
  })

  it('with nothing to mend decides again what is true by now', async () => {
    const customer = await world.customer('Later Ltd', [{ partner }])
    const [late = ''] = serials(1)
    const made = await preview([`${late},${customer.customerId}`])
    expect(made.outcomes).toEqual({ not_found: 1 })
    await held([late])
    expect((await mended(made, {})).outcomes).toEqual({ moved: 1 })
  })

  it('names the serial that was probably meant where zeros in front are missing, and takes it (R-D1)', async () => {
    const customer = await world.customer('Zeros Ltd', [{ partner }])
    await held(['00778899'])
    const made = await preview([`778899,${customer.customerId}`])
    const [row] = (await agent.call('GET', `/transfers/${made.id}/rows`)).json<Rows>().items
    expect(row).toMatchObject({ outcome: 'not_found', suggestion: '00778899' })
    const rows = [{ line: 2, serialNumber: row?.suggestion ?? '', targetCustomerId: customer.customerId }]
    expect((await mended(made, { rows })).outcomes).toEqual({ moved: 1 })
  })

  it('takes a product number where a serial stands for several products (R-D1)', async () => {
    const customer = await world.customer('Precise Ltd', [{ partner }])
    const [serial = ''] = serials(1)
    await held([serial])
    await world.devices(vendor, holding, [serial], { origin: partner, lastHolding: holding.id, product: 'P2' })
    const made = await preview([`${serial},${customer.customerId}`])
    expect(made.outcomes).toEqual({ ambiguous_serial: 1 })
    const rows = [{ line: 2, serialNumber: serial, targetCustomerId: customer.customerId, productNumber: 'P2' }]
    expect((await mended(made, { rows })).outcomes).toEqual({ moved: 1 })
  })

  it('lifts also a source that was chosen, for its rows are somewhere else (R-T3)', async () => {
    const [from, to] = [await world.customer('From Ltd', [{ partner }]), await world.customer('To Ltd', [{ partner }])]
    const own = serials(2)
    await held(own)
    const made = await preview(
      own.map((serial) => `${serial},${to.customerId}`),
      { source: from.customerId },
    )
    expect(made.outcomes).toEqual({ wrong_source: 2 })
    const again = await mended(made, { several: true })
    expect(again.outcomes).toEqual({ moved: 2 })
    expect((await carriedOut(again)).outcomes).toEqual({ moved: 2 })
  })

  it('keeps what stands behind a host with its host, also when the host is named only by the mending (R-D2)', async () => {
    const customer = await world.customer('Hosted Ltd', [{ partner }])
    const [host = '', one = '', two = ''] = serials(3)
    const [hostId, oneId, twoId] = await held([host, one, two])
    await test.database.owner.query("update device set host = $1, connection = 'central' where id in ($2, $3)", [hostId, oneId, twoId])
    const made = await preview([`${one},${customer.customerId}`, `NOHOST1,${customer.customerId}`])
    expect(made.outcomes).toEqual({ not_allowed: 1, not_found: 1 })
    const again = await mended(made, { rows: [{ line: 3, serialNumber: host, targetCustomerId: customer.customerId }] })
    expect(again).toMatchObject({ rows: 3, outcomes: { moved: 3 } })
    // Named no longer, the host stays, and so does all that stands behind it.
    const without = await mended(again, { rows: [{ line: 3, serialNumber: 'NOHOST1', targetCustomerId: customer.customerId }] })
    expect(without).toMatchObject({ rows: 2, outcomes: { not_allowed: 1, not_found: 1 } })
  })

  it('of a long file decides in the background, as it did at first (R-T4)', async () => {
    const customer = await world.customer('Long Ltd', [{ partner }])
    const [first = '', second = ''] = serials(2)
    await held([first, second])
    const absent = Array.from({ length: 10_000 }, (_, index) => `LONG${index},${customer.customerId}`)
    const decided = (id: string) =>
      until('the preview stands', async () => {
        const now = (await agent.call('GET', `/transfers/${id}`)).json<Transfer>()
        return now.state === 'previewed' ? now : null
      })
    const made = await decided((await preview([`${first},${customer.customerId}`, ...absent])).id)
    expect(made.outcomes).toEqual({ moved: 1, not_found: 10_000 })
    const asked = await mended(made, { rows: [{ line: 3, serialNumber: second, targetCustomerId: customer.customerId }] })
    expect(asked.state).toBe('previewing')
    expect((await decided(made.id)).outcomes).toEqual({ moved: 2, not_found: 9_999 })
  })

  it('refuses a preview that has changed, one that is confirmed or has lapsed, and another partner’s as absent (R-A2)', async () => {
    const customer = await world.customer('Stale Ltd', [{ partner }])
    const own = serials(1)
    await held(own)
    const made = await preview([`${own[0]},${customer.customerId}`])
    const again = await mended(made, {})
    expect((await mend(made, {})).json()).toMatchObject({ code: 'http.stale' })
    const other = await test.member(await test.organisation('partner', 'South'), ['admin_agent'])
    expect((await mend(again, {}, other)).status).toBe(404)
    await carriedOut(again)
    expect((await mend({ ...again, revision: 99 }, {})).json()).toMatchObject({ code: 'transfers.not_previewed' })
    const lapsed = await preview([`NOSUCH8,${customer.customerId}`])
    await test.database.owner.query("update transfer set previewed_at = now() - interval '73 hours' where id = $1", [lapsed.id])
    expect((await mend(lapsed, {})).json()).toMatchObject({ code: 'transfers.not_previewed' })
  })
})

describe('trying again what stayed', () => {
  it('makes a new preview of the faulty rows with the lines that they had (R-T5)', async () => {
    const customer = await world.customer('Again Ltd', [{ partner }])
    const [first = '', late = ''] = serials(2)
    await held([first])
    const made = await preview([`${first},${customer.customerId}`, `${late},${customer.customerId}`, `,${customer.customerId}`])
    const early = await agent.call('POST', '/transfers/preview', { body: { faultyOf: made.id } })
    expect(early.json()).toMatchObject({ code: 'http.invalid', fields: [{ path: 'faultyOf' }] })
    await carriedOut(made)
    await held([late])
    const again = await agent.call('POST', '/transfers/preview', { body: { faultyOf: made.id } })
    expect(again.status, again.text).toBe(200)
    expect(again.json()).toMatchObject({ rows: 2, outcomes: { moved: 1, bad_row: 1 }, retryOf: made.id, fileName: 'move.csv' })
    expect((await agent.call('GET', `/transfers/${made.id}`)).json()).toMatchObject({ retryOf: null, retriedBy: again.json<Transfer>().id })
    expect(await rowsOf(again.json<Transfer>().id)).toEqual({ 3: 'moved', 4: 'bad_row' })
  })

  it('begins with a target of its own where another was meant, also for picked devices (R-T5)', async () => {
    const [asked, meant] = [await world.customer('Asked for Ltd', []), await world.customer('Meant instead Ltd', [{ partner }])]
    const own = serials(2)
    const devices = await held(own)
    const made = (await agent.call('POST', '/transfers/preview', { body: { devices, target: asked.customerId } })).json<Transfer>()
    expect(made.outcomes).toEqual({ target_not_found: 2 })
    await carriedOut(made)
    const again = await agent.call('POST', '/transfers/preview', { body: { faultyOf: made.id, target: meant.customerId } })
    expect(again.status, again.text).toBe(200)
    expect(again.json()).toMatchObject({ rows: 2, outcomes: { moved: 2 }, target: { tenant: meant.customerId } })
    expect((await carriedOut(again.json<Transfer>())).outcomes).toEqual({ moved: 2 })
  })

  it('finds nothing in another partner’s transfer, nor in one that left nothing (R-A2)', async () => {
    const customer = await world.customer('None Ltd', [{ partner }])
    const own = serials(1)
    await held(own)
    const done = await carriedOut(await preview([`${own[0]},${customer.customerId}`]))
    const nothing = await agent.call('POST', '/transfers/preview', { body: { faultyOf: done.id } })
    expect(nothing.json()).toMatchObject({ code: 'transfers.nothing_to_transfer' })
    const other = await test.member(await test.organisation('partner', 'West'), ['admin_agent'])
    const [theirs, absent] = [done.id, newId()].map((faultyOf) => other.call('POST', '/transfers/preview', { body: { faultyOf } }))
    expect((await theirs)?.text.replace(/"correlationId":"[^"]*"/, '')).toBe((await absent)?.text.replace(/"correlationId":"[^"]*"/, ''))
  })
})

describe('foreseeing an undo', () => {
  it('says what goes back and what has moved on since, and moves nothing (R-T7)', async () => {
    const [one, other] = [await world.customer('Back Ltd', [{ partner }]), await world.customer('On Ltd', [{ partner }])]
    const own = serials(3)
    await held(own)
    const done = await carriedOut(await preview(own.map((serial) => `${serial},${one.customerId}`)))
    await carriedOut(await preview([`${own[0]},${other.customerId}`]))
    const foreseen = await agent.call('GET', `/transfers/${done.id}/undo`)
    expect(foreseen.json()).toEqual({ rows: 3, outcomes: { moved_back: 2, moved_since: 1 } })
    expect(await world.whereIs(own[1] ?? '')).toEqual([one.id])
  })

  it('counts what stands behind a host with it: where the host went on, all of it stays (R-D2, R-T7)', async () => {
    const [one, other] = [await world.customer('Host back Ltd', [{ partner }]), await world.customer('Host on Ltd', [{ partner }])]
    const [host = '', follower = ''] = serials(2)
    const [hostId, followerId] = await held([host, follower])
    await test.database.owner.query("update device set host = $1, connection = 'central' where id = $2", [hostId, followerId])
    const done = await carriedOut(await preview([`${host},${one.customerId}`]))
    expect((await agent.call('GET', `/transfers/${done.id}/undo`)).json()).toEqual({ rows: 2, outcomes: { moved_back: 2 } })
    await carriedOut(await preview([`${host},${other.customerId}`]))
    expect((await agent.call('GET', `/transfers/${done.id}/undo`)).json()).toEqual({ rows: 2, outcomes: { moved_since: 2 } })
  })

  it('foresees nothing where nothing can be undone', async () => {
    const made = await preview(['NOSUCH9,C-1'])
    expect((await agent.call('GET', `/transfers/${made.id}/undo`)).json()).toEqual({ rows: 0, outcomes: {} })
  })
})
