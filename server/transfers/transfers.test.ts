// Longer than 300 lines: the main job from preview to undo, outcome by outcome.
import { afterAll, describe, expect, it } from 'vitest'
import { makeCustomerId } from '../../contract/customer-id.ts'
import { copyManagingPartner } from '../devices/index.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { tell } from '../notifications/rules.ts'
import { newId } from '../platform/id.ts'
import { multipart, until } from '../testing/hub.ts'
import { openPartnerHub } from '../testing/partner.ts'
import { transfersJobs } from './jobs.ts'
import { transfersRoutes } from './routes.ts'
import { putBackTransfers, transfersJobBindings } from './work.ts'

type Transfer = {
  id: string
  state: string
  revision: number
  rows: number
  outcomes: Record<string, number>
  undo: Record<string, number> | null
  can: { undo: boolean }
  finishedAt: string | null
  undoneAt: string | null
  undoneBy: string | null
  sources: { tenant: string; devices: number }[]
}
type Rows = { items: { line: number; outcome: string; explanation: string }[] }

const { agent, held, holding, partner, serials, test, vendor, world } = await openPartnerHub('SN', {
  routes: (hub) => [...transfersRoutes(hub), ...devicesRoutes(hub)],
  jobs: [...transfersJobs, copyManagingPartner],
  jobBindings: transfersJobBindings,
})
afterAll(() => test.close())

const csv = (of: string[], target: string) => `serial number;customer id\r\n${of.map((serial) => `${serial};${target}`).join('\r\n')}\r\n`
const preview = async (content: string, fields = {}, who = agent) =>
  who.call('POST', '/transfers/preview', multipart({ name: 'move.csv', content }, fields))
const finished = (id: string, state = 'done', who = agent) =>
  until(`transfer ${state}`, async () => {
    const now = (await who.call('GET', `/transfers/${id}`)).json<Transfer>()
    return now.state === state ? now : null
  })
const run = async (content: string, fields = {}, who = agent) => {
  const asked = await who.call('POST', '/transfers', multipart({ name: 'move.csv', content }, { confirmed: 'true', ...fields }))
  expect(asked.status, asked.text).toBe(202)
  return finished(asked.json<Transfer>().id, 'done', who)
}
const outcomesOf = async (id: string, who = agent) =>
  Object.fromEntries((await who.call('GET', `/transfers/${id}/rows`)).json<Rows>().items.map((row) => [row.line, row.outcome]))

describe('a preview', () => {
  it('foresees every row and moves nothing (R-T4)', async () => {
    const customer = await world.customer('Preview Ltd', [{ partner }])
    const own = serials(3)
    await held(own)
    const answer = await preview(csv(own, customer.customerId))
    expect(answer.status, answer.text).toBe(200)
    const made = answer.json<Transfer>()
    expect(made).toMatchObject({
      state: 'previewed',
      rows: 3,
      outcomes: { moved: 3 },
      sources: [{ tenant: holding.customerId, devices: 3 }],
    })
    expect(await world.whereIs(own[0] ?? '')).toEqual([holding.id])
  })

  it('gives each row its own outcome by its rule, and a bad row never stops the others (R-T9)', async () => {
    const customer = await world.customer('Rows Ltd', [{ partner }])
    const other = await world.customer('Other Ltd', [{ partner }])
    const [moves = '', there = '', elsewhere = '', registered = '', twice = ''] = serials(5)
    await held([moves, twice])
    await world.devices(vendor, customer, [there], { origin: partner })
    await world.devices(vendor, other, [elsewhere], { origin: partner })
    await world.devices(vendor, other, [registered], { proof: 'none' })
    const content = [
      'serial,target',
      `${moves},${customer.customerId}`,
      `${there},${customer.customerId}`,
      `${elsewhere},${customer.customerId}`,
      `${twice},${customer.customerId}`,
      `${twice.toLowerCase()},${customer.customerId}`,
      `NOSUCH,${customer.customerId}`,
      `${twice}9,${other.customerId}`,
      `,${customer.customerId}`,
      `XYZ,nonsense`,
      `1.23E+10,${customer.customerId}`,
    ].join('\n')
    const made = (await preview(content)).json<Transfer>()
    expect(await outcomesOf(made.id)).toEqual({
      2: 'moved',
      3: 'already_there',
      4: 'wrong_source',
      5: 'moved',
      6: 'duplicate_row',
      7: 'not_found',
      8: 'wrong_target',
      9: 'bad_row',
      10: 'target_not_found',
      11: 'bad_row',
    })
  })

  it("answers for another partner's device and customer exactly as for none at all (R-A2)", async () => {
    const stranger = await test.organisation('partner', 'South')
    const theirHolding = await world.holding(stranger)
    const theirCustomer = await world.customer('Theirs', [{ partner: stranger }])
    const mine = await world.customer('Mine Ltd', [{ partner }])
    const [theirs = '', own = ''] = serials(2)
    await world.devices(vendor, theirHolding, [theirs], { origin: stranger, lastHolding: theirHolding.id })
    await held([own])
    const seen = (await preview(`${own},${mine.customerId}\n${theirs},${mine.customerId}\nABSENT1,${mine.customerId}`)).json<Transfer>()
    const rows = (await agent.call('GET', `/transfers/${seen.id}/rows`)).json<Rows>().items
    expect(rows[1]).toMatchObject({ outcome: 'not_found' })
    expect({ ...rows[1], line: 0, serialNumber: '' }).toEqual({ ...rows[2], line: 0, serialNumber: '' })
    const blind = (await preview(csv([own], theirCustomer.customerId))).json<Transfer>()
    expect(blind.outcomes).toEqual({ target_not_found: 1 })
    const spy = await test.member(stranger, ['global_admin'])
    expect((await spy.call('GET', `/transfers/${seen.id}`)).status).toBe(404)
    expect((await spy.call('GET', `/transfers/${seen.id}/rows`)).status).toBe(404)
    expect((await spy.call('POST', `/transfers/${seen.id}/undo`)).status).toBe(404)
    expect((await spy.call('GET', `/transfers/${seen.id}/summary.csv`)).status).toBe(404)
  })

  it('says that a Customer ID is mistyped, or none at all, by its form and check symbol alone (R-A2)', async () => {
    const stranger = await test.organisation('partner', 'West')
    const theirs = await world.customer('Unseen Ltd', [{ partner: stranger }])
    const [own = ''] = serials(1)
    await held([own])
    const nobodys = makeCustomerId(new Uint8Array(8))
    const changed = (id: string) => id.slice(0, -1) + (id.endsWith('0') ? '1' : '0')
    const asked = [theirs.customerId, nobodys, changed(theirs.customerId), changed(nobodys), 'Unseen Ltd']
    const explained = await Promise.all(
      asked.map(async (id) => {
        const { id: transfer } = (await preview(`${own},${id}`)).json<Transfer>()
        return (await agent.call('GET', `/transfers/${transfer}/rows`)).json<Rows>().items[0]?.explanation
      }),
    )
    expect(explained.map((text) => text?.split(/[,:.]/)[0])).toEqual([
      'You have no customer with this Customer ID',
      'You have no customer with this Customer ID',
      'This Customer ID is mistyped',
      'This Customer ID is mistyped',
      'This is not a Customer ID',
    ])
    const refused = await agent.call('POST', '/transfers', { body: { serials: [own], target: changed(theirs.customerId) } })
    expect(refused.json()).toMatchObject({ code: 'http.invalid', fields: [{ path: 'target', code: 'customer_id' }] })
  })

  it("says `target_not_accepted` for one's own pending or disabled customer only (R-T9)", async () => {
    const own = serials(1)
    await held(own)
    for (const state of ['requested', 'disabled'] as const) {
      const customer = await world.customer(`Not yet ${state}`, [{ partner, state }])
      expect((await preview(csv(own, customer.customerId))).json<Transfer>().outcomes).toEqual({ target_not_accepted: 1 })
    }
    const ended = await world.customer('Gone', [{ partner, state: 'ended' }])
    expect((await preview(csv(own, ended.customerId))).json<Transfer>().outcomes).toEqual({ target_not_found: 1 })
  })

  it('leaves what the customer registered itself where it is (R-T2)', async () => {
    const from = await world.customer('Own registrations', [{ partner }])
    const to = await world.customer('Taker', [{ partner }])
    const own = serials(1)
    await world.devices(vendor, from, own, { proof: 'agent' })
    const made = (await preview(csv(own, to.customerId), { source: from.customerId })).json<Transfer>()
    expect(made.outcomes).toEqual({ not_allowed: 1 })
  })

  it('needs the product number where a serial is not unique (R-D1)', async () => {
    const customer = await world.customer('Ambiguous', [{ partner }])
    const own = serials(1)
    await held(own)
    await world.devices(vendor, holding, own, { product: 'P2', origin: partner, lastHolding: holding.id })
    expect((await preview(csv(own, customer.customerId))).json<Transfer>().outcomes).toEqual({ ambiguous_serial: 1 })
    const precise = await preview(`serial,target,productNumber\n${own[0]},${customer.customerId},P2`)
    expect(precise.json<Transfer>().outcomes).toEqual({ moved: 1 })
  })

  it('means the one record that the actor may transfer, whatever else has the same serial in reach (R-D1, R-T2)', async () => {
    const customer = await world.customer('Same serial', [{ partner }])
    const other = await world.customer('Same serial elsewhere', [{ partner }])
    const [mine = '', both = '', none = ''] = serials(3)
    await held([mine, both])
    // Registered by customers themselves: seen, and not this partner's to move.
    await world.devices(vendor, customer, [mine, none], { product: 'P2', proof: 'agent' })
    await world.devices(vendor, other, [mine, none], { product: 'P3', proof: 'none' })
    // Brought there by this partner: its to move, as the one in its holding tenant is.
    await world.devices(vendor, other, [both], { product: 'P2', origin: partner, lastHolding: holding.id })
    const seen = (await preview(csv([mine, both, none], customer.customerId))).json<Transfer>()
    expect(await outcomesOf(seen.id)).toEqual({ 2: 'moved', 3: 'ambiguous_serial', 4: 'already_there' })
    // Also where the source has a record of that serial that stays: the transferable one is meant, and is not in this source.
    const [apart = ''] = serials(1)
    await world.devices(vendor, other, [apart], { product: 'P2', proof: 'agent' })
    await held([apart])
    const from = (await preview(csv([apart], customer.customerId), { source: other.customerId })).json<Transfer>()
    expect(await outcomesOf(from.id)).toEqual({ 2: 'wrong_source' })
    expect((await run(csv([mine], customer.customerId))).outcomes).toEqual({ moved: 1 })
    expect((await world.whereIs(mine)).sort()).toEqual([customer.id, customer.id, other.id].sort())
  })

  it('refuses swapped columns in words, by what the rows or the header say (R-T1)', async () => {
    const customer = await world.customer('Swapped Ltd', [{ partner }])
    const own = serials(2)
    await held(own)
    const swapped = own.map((serial) => `${customer.customerId};${serial}`).join('\n')
    for (const content of [swapped, `customer id;serial number\n${swapped}`, `Kunden-ID;Seriennummer\nC-MISTYPED;${own[0]}`]) {
      const refused = (await preview(content)).problem()
      expect(refused).toMatchObject({ code: 'files.columns_swapped', title: 'Columns A and B look swapped' })
    }
    expect((await preview(`${customer.customerId};${customer.customerId}\n${own[0]};${customer.customerId}`)).status).toBe(200)
  })

  it('refuses an empty file, and serials without a target, in words', async () => {
    expect((await preview('')).problem().code).toBe('files.empty')
    expect((await agent.call('POST', '/transfers/preview', { body: { serials: ['A'] } })).status).toBe(422)
  })
})

describe('a run', () => {
  it('moves what was previewed once it is confirmed, and only with the ETag that was read (R-T4)', async () => {
    const customer = await world.customer('Confirmed', [{ partner }])
    const own = serials(2)
    await held(own)
    const made = (await preview(csv(own, customer.customerId))).json<Transfer>()
    const confirm = (ifMatch?: string) =>
      agent.call('POST', `/transfers/${made.id}/confirmation`, { body: { confirmed: true }, ...(ifMatch ? { ifMatch } : {}) })
    expect((await confirm()).status).toBe(428)
    expect((await confirm('"999"')).status).toBe(412)
    expect((await confirm(`"${made.revision}"`)).status).toBe(202)
    const done = await finished(made.id)
    expect(done.outcomes).toEqual({ moved: 2 })
    expect(await world.whereIs(own[0] ?? '')).toEqual([customer.id])
    expect((await confirm(`"${done.revision}"`)).problem().code).toBe('transfers.not_previewed')
  })

  it('closes one possession and opens another; each tenant sees its own stay only (data-model, Time)', async () => {
    const a = await world.customer('A', [{ partner }])
    const b = await world.customer('B', [{ partner }])
    const own = serials(1)
    const [device = ''] = await held(own)
    await run(csv(own, a.customerId))
    await run(csv(own, b.customerId))
    await run(csv(own, a.customerId))
    const seenBy = async (organisation: string) => {
      const admin = await test.member(organisation, ['customer_admin'])
      return (await admin.call('GET', `/devices/${device}/possessions`)).json<{
        items: { tenant: { customerId: string }; endedAt: string | null }[]
      }>().items
    }
    expect((await seenBy(a.organisation)).map((stay) => stay.endedAt === null)).toEqual([true, false])
    expect(await seenBy(b.organisation)).toHaveLength(1)
    const open = await test.database.owner.query('select count(*)::int as n from possession where device = $1 and ended_at is null', [
      device,
    ])
    expect(open.rows[0]).toEqual({ n: 1 })
  })

  it('decides again at the time of moving what was foreseen (R-T6)', async () => {
    const a = await world.customer('First', [{ partner }])
    const b = await world.customer('Second', [{ partner }])
    const own = serials(2)
    await held(own)
    const made = (await preview(csv(own, a.customerId))).json<Transfer>()
    await run(csv([own[0] ?? ''], b.customerId))
    await agent.call('POST', `/transfers/${made.id}/confirmation`, { body: { confirmed: true }, ifMatch: `"${made.revision}"` })
    const done = await finished(made.id)
    expect(done.outcomes).toEqual({ moved: 1, changed_since_preview: 1 })
  })

  it('stops at the rest when the right to act ends (R-A4, R-T6)', async () => {
    const a = await world.customer('Leaving', [{ partner }])
    const own = serials(2)
    await held(own)
    const leaver = await test.member(partner, ['admin_agent'])
    const made = (await preview(csv(own, a.customerId), {}, leaver)).json<Transfer>()
    await test.database.owner.query("update transfer set state = 'queued' where id = $1", [made.id])
    await test.database.owner.query("update membership set roles = '{viewer}' where person = $1", [leaver.person])
    const { runJob } = await import('./jobs.ts')
    await test.hub.database.inSystem('test', (scope) => test.hub.queue.enqueue(scope, runJob, { transferId: made.id }))
    const done = await finished(made.id)
    expect(done.outcomes).toMatchObject({ not_allowed: 2, moved: 0 })
    expect(await world.whereIs(own[0] ?? '')).toEqual([holding.id])
  })

  it('retires an unproven record of the same device in the target, and tells nobody (R-D11)', async () => {
    const a = await world.customer('Twin', [{ partner }])
    const own = serials(1)
    await held(own)
    await world.devices(vendor, a, own, { proof: 'none' })
    const done = await run(csv(own, a.customerId))
    expect(done.outcomes).toEqual({ moved: 1 })
    expect(await world.whereIs(own[0] ?? '')).toEqual([a.id])
  })

  it('is one transfer for one idempotency key, and an error for other content', async () => {
    const a = await world.customer('Once', [{ partner }])
    const own = serials(2)
    await held(own)
    const send = (content: string) =>
      agent.call('POST', '/transfers', { ...multipart({ name: 'm.csv', content }, { confirmed: 'true' }), key: 'k-once' })
    const [first, second] = await Promise.all([send(csv(own, a.customerId)), send(csv(own, a.customerId))])
    expect(second.json<Transfer>().id).toBe(first.json<Transfer>().id)
    expect((await send(csv(serials(1), a.customerId))).problem().code).toBe('http.idempotency_content_differs')
    await finished(first.json<Transfer>().id)
  })

  it('needs the confirmation that the customer has the devices', async () => {
    const a = await world.customer('Unconfirmed', [{ partner }])
    const answer = await agent.call('POST', '/transfers', multipart({ name: 'm.csv', content: csv(serials(1), a.customerId) }))
    expect(answer.problem().code).toBe('transfers.not_confirmed')
  })

  it('takes picked devices and pasted serials', async () => {
    const a = await world.customer('Picked', [{ partner }])
    const own = serials(4)
    const ids = await held(own)
    const picked = await agent.call('POST', '/transfers', { body: { devices: ids.slice(0, 2), target: a.customerId, confirmed: true } })
    expect((await finished(picked.json<Transfer>().id)).outcomes).toEqual({ moved: 2 })
    const pasted = await agent.call('POST', '/transfers', { body: { serials: own.slice(2), target: a.customerId, confirmed: true } })
    expect((await finished(pasted.json<Transfer>().id)).outcomes).toEqual({ moved: 2 })
  })

  it('goes through 12,000 rows chunk by chunk, with the counters right', async () => {
    const a = await world.customer('Many', [{ partner }])
    const own = serials(12_000)
    await held(own)
    const asked = await agent.call(
      'POST',
      '/transfers',
      multipart({ name: 'm.csv', content: csv(own, a.customerId) }, { confirmed: 'true' }),
    )
    expect(asked.json<Transfer>().state).toBe('previewing')
    const done = await finished(asked.json<Transfer>().id)
    expect(done.outcomes).toEqual({ moved: 12_000 })
    const counted = (await agent.call('GET', `/devices?tenant=${a.customerId}&limit=1`)).json<{ total: number }>()
    expect(counted.total).toBe(12_000)
  })

  it('plans each chunk for its own size, and the checks of foreign keys once', async () => {
    const { rows } = await test.database.owner.query(
      "select proconfig, prosrc from pg_proc where oid = 'door.point(uuid[], uuid[], uuid[], boolean)'::regprocedure",
    )
    expect(rows[0]?.proconfig).toEqual(['search_path=pg_catalog, pg_temp'])
    expect(rows[0]?.prosrc).toContain('execute $point$')
  })
})

describe('rows of one outcome, or of one undo', () => {
  it('are all there in the order of the file and page by page: foreseen, moved, partly undone and undone (R-T5, R-T7)', async () => {
    const place = await world.customer('Pages Ltd', [{ partner }])
    const own = serials(5)
    await held(own)
    const named = own.flatMap((serial, n) => [serial, `NONE${n}`, serial])
    const made = (await preview(csv(named, place.customerId))).json<Transfer>()
    const lines = async (query: string) => {
      const found: number[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const url: string = `/transfers/${made.id}/rows?limit=2&${query}${cursor && `&cursor=${cursor}`}`
        const page = (await agent.call('GET', url)).json<{ items: { line: number }[]; nextCursor: string | null }>()
        found.push(...page.items.map(({ line }) => line))
        cursor = page.nextCursor
      }
      return found
    }
    const each = (nth: number) => own.map((_, n) => 2 + 3 * n + nth)
    const outcomes = async () => [await lines('outcome=moved'), await lines('outcome=not_found'), await lines('outcome=duplicate_row')]
    expect(await outcomes()).toEqual([each(0), each(1), each(2)])
    const { owner } = test.database
    const [first = 0, second = 0, ...rest] = each(0)
    await owner.query("update transfer_row set outcome = 'moved' where transfer = $1 and line <> all ($2) and foreseen = 'moved'", [
      made.id,
      [first],
    ])
    expect(await outcomes()).toEqual([each(0), each(1), each(2)])
    await owner.query("update transfer_row set outcome = 'not_allowed' where transfer = $1 and line = $2", [made.id, first])
    await owner.query("update transfer_row set undo = 'moved_since' where transfer = $1 and line = $2", [made.id, second])
    await owner.query("update transfer_row set undo = 'moved_back' where transfer = $1 and line = any ($2)", [made.id, rest.slice(1)])
    expect(await outcomes()).toEqual([each(0).slice(1), each(1), each(2)])
    expect(await lines('outcome=not_allowed')).toEqual([first])
    expect(await lines('undo=moved_back')).toEqual(rest.slice(1))
    expect(await lines('undo=moved_back&outcome=moved')).toEqual(rest.slice(1))
    expect([await lines('undo=moved_back&outcome=not_found'), await lines('undo=not_allowed')]).toEqual([[], []])
  })
})

describe('an undo', () => {
  it('moves back what is still where the transfer put it, and says what is not (R-T7)', async () => {
    const a = await world.customer('Undo A', [{ partner }])
    const b = await world.customer('Undo B', [{ partner }])
    const own = serials(3)
    await held(own)
    const done = await run(csv(own, a.customerId))
    await run(csv([own[2] ?? ''], b.customerId))
    expect(done.can.undo).toBe(true)
    expect((await agent.call('POST', `/transfers/${done.id}/undo`)).status).toBe(202)
    const undone = await finished(done.id, 'undone')
    expect(undone.undo).toEqual({ moved_back: 2, moved_since: 1 })
    // Asking for it is an act of its own (R-A6), beside what it did.
    const logged = await test.database.owner.query('select kind, detail from audit_event where subject = $1 order by at, id', [done.id])
    expect(logged.rows.map(({ kind }) => kind)).toEqual([
      'transfer.confirmed',
      'transfer.moved',
      'transfer.undo_asked',
      'transfer.moved_back',
    ])
    expect(logged.rows[2].detail).toEqual({ count: 3, target: 'Undo A' })
    expect(await world.whereIs(own[0] ?? '')).toEqual([holding.id])
    expect(await world.whereIs(own[2] ?? '')).toEqual([b.id])
    expect((await agent.call('POST', `/transfers/${done.id}/undo`)).problem().code).toBe('transfers.undone_already')
  })

  it('keeps when the transfer finished, and tells when it was undone and by whom (R-T7)', async () => {
    const place = await world.customer('Times Ltd', [{ partner }])
    const own = serials(1)
    await held(own)
    const done = await run(csv(own, place.customerId))
    expect(done).toMatchObject({ undoneAt: null, undoneBy: null })
    expect((await agent.call('POST', `/transfers/${done.id}/undo`)).json()).toMatchObject({ finishedAt: done.finishedAt, undoneAt: null })
    const undone = await finished(done.id, 'undone')
    expect(undone.finishedAt).toBe(done.finishedAt)
    expect(undone.undoneAt).toMatch(/^20/)
    expect(undone.undoneBy).toMatch(/./)
  })

  it('says why it cannot be: nothing moved, or still running (R-T7)', async () => {
    const place = await world.customer('Why Ltd', [{ partner }])
    const nothing = await run(csv(['NOSUCH'], place.customerId))
    expect((await agent.call('POST', `/transfers/${nothing.id}/undo`)).problem().code).toBe('transfers.moved_nothing')
    await test.database.owner.query("update transfer set state = 'running' where id = $1", [nothing.id])
    expect((await agent.call('POST', `/transfers/${nothing.id}/undo`)).problem().code).toBe('transfers.still_running')
    await test.database.owner.query("update transfer set state = 'done' where id = $1", [nothing.id])
  })

  it('leaves everything where it is when the customer has switched access off (R-C2)', async () => {
    const a = await world.customer('Switched off', [{ partner }])
    const own = serials(2)
    await held(own)
    const done = await run(csv(own, a.customerId))
    await test.database.owner.query("update relationship set state = 'disabled' where to_organisation = $1", [a.organisation])
    await test.database.owner.query('select door.follow_relationship(id) from relationship where to_organisation = $1', [a.organisation])
    await agent.call('POST', `/transfers/${done.id}/undo`)
    expect((await finished(done.id, 'undone')).undo).toEqual({ not_allowed: 2 })
    expect(await world.whereIs(own[0] ?? '')).toEqual([a.id])
  })

  it('puts devices back into the holding tenant they came from by an ordinary transfer too, and into no other (R-T2)', async () => {
    const a = await world.customer('Back', [{ partner }])
    const own = serials(1)
    await held(own)
    await run(csv(own, a.customerId))
    const back = await run(csv(own, holding.customerId))
    expect(back.outcomes).toEqual({ moved: 1 })
  })
})

describe('work whose job is gone', () => {
  it('is put back in the queue, and done once: previews, runs and undos (R-T6)', async () => {
    const a = await world.customer('Stranded', [{ partner }])
    const own = serials(2)
    await held(own)
    const { owner } = test.database
    const lose = async (id: string, state: string) => {
      await owner.query("delete from jobs.job where data->>'transferId' = $1", [id])
      await owner.query(
        `update transfer set state = $2, created_at = created_at - interval '6 minutes', confirmed_at = confirmed_at - interval '6 minutes' where id = $1`,
        [id, state],
      )
    }
    const previewed = (await preview(csv(own, a.customerId))).json<Transfer>()
    await owner.query('update transfer_row set foreseen = null, device = null where transfer = $1', [previewed.id])
    await owner.query('delete from transfer_end where transfer = $1', [previewed.id])
    await lose(previewed.id, 'previewing')
    await putBackTransfers(test.hub)
    const again = await finished(previewed.id, 'previewed')
    expect(again.outcomes).toEqual({ moved: 2 })
    await owner.query('update transfer set confirmed_by = asked_by, confirmed_at = now() where id = $1', [previewed.id])
    await lose(previewed.id, 'queued')
    await Promise.all([putBackTransfers(test.hub), putBackTransfers(test.hub)])
    expect((await finished(previewed.id)).outcomes).toEqual({ moved: 2 })
    await owner.query('update transfer set undo_of_person = asked_by, finished_at = null where id = $1', [previewed.id])
    await lose(previewed.id, 'undoing')
    await putBackTransfers(test.hub)
    expect((await finished(previewed.id, 'undone')).undo).toEqual({ moved_back: 2 })
    expect(await world.whereIs(own[0] ?? '')).toEqual([holding.id])
    const { rows } = await owner.query('select count(*)::int as n from possession where serial = any ($1)', [own])
    expect(rows).toEqual([{ n: 6 }])
  })

  it('is left alone while its job waits, and while it has not stood still', async () => {
    const { owner } = test.database
    const transfer = newId()
    await owner.query(
      `insert into transfer (id, asked_by, asked_by_name, home, acting, state, confirmed_by, confirmed_at)
       values ($1, $2, 'A', $3, $3, 'queued', $2, now() - interval '4 minutes')`,
      [transfer, agent.person, partner],
    )
    await putBackTransfers(test.hub)
    const jobs = async () => (await owner.query("select state from jobs.job where data->>'transferId' = $1", [transfer])).rows
    expect(await jobs()).toEqual([])
    await owner.query("update transfer set state = 'lapsed' where id = $1", [transfer])
  })
})

describe('the Summary', () => {
  it('is called by its day and target in signs that every system stores, else by what was sent', async () => {
    const place = await world.customer('Käse & Söhne GmbH', [{ partner }])
    const own = serials(1)
    await held(own)
    const [named, unnamed] = [await preview(csv(own, place.customerId)), await preview(csv(own, makeCustomerId(Buffer.alloc(8, 3))))]
    const nameOf = async (made: typeof named, what: string) =>
      (await agent.call('GET', `/transfers/${made.json<Transfer>().id}/${what}`)).headers['content-disposition']
    expect(await nameOf(named, 'summary.csv')).toMatch(/"summary-\d{4}-\d\d-\d\d-kase-sohne-gmbh\.csv"/)
    expect(await nameOf(unnamed, 'faulty.xlsx')).toMatch(/"faulty-\d{4}-\d\d-\d\d-move\.xlsx"/)
  })

  it("has every row, its outcome and an explanation in the reader's language, and no formula (R-T5)", async () => {
    const a = await world.customer('Summary', [{ partner }])
    const own = serials(1)
    await held(own)
    const done = await run(`${csv(own, a.customerId)}=1+1;${a.customerId}\r\n`)
    const text = (await agent.call('GET', `/transfers/${done.id}/summary.csv`)).text
    const lines = text.replace('\ufeff', '').trim().split('\r\n')
    expect(lines[0]).toBe('line,serialNumber,targetCustomerId,outcome,explanation,fromTenant,toTenant')
    expect(lines[1]).toContain(`2,${own[0]},${a.customerId},moved,`)
    expect(lines[1]).toContain(`${holding.customerId},${a.customerId}`)
    expect(text).not.toMatch(/^3,=/m)
  })
})

it('the bell says which file went where (R-T5), in the words of whoever reads; without a file only where to', async () => {
  const customer = await world.customer('Bell AG', [{ partner }])
  const [one = '', two = ''] = serials(2)
  await held([one, two])
  const bell = async (id: string) =>
    (
      await test.database.owner.query<{ kind: string; payload: unknown }>('select kind, payload from notification where link = $1', [
        `/transfers/${id}`,
      ])
    ).rows.map((row) => (['en', 'de', 'fr'] as const).map((language) => tell(language, row).text))
  const made = await run(csv([one], customer.customerId))
  expect(await bell(made.id)).toEqual([
    [
      'Transfer of “move.csv” to Bell AG finished: 1 device of 1 moved.',
      'Übertragung von „move.csv“ an Bell AG beendet: 1 Gerät von 1 übertragen.',
      'Transfert de « move.csv » vers Bell AG terminé : 1 périphérique sur 1 transféré.',
    ],
  ])
  const body = { serials: [two], target: customer.customerId, confirmed: true }
  const typed = await finished((await agent.call('POST', '/transfers', { body })).json<Transfer>().id)
  expect((await bell(typed.id))[0]?.[0]).toBe('Transfer to Bell AG finished: 1 device of 1 moved.')
})
