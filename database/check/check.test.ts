import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/platform/id.ts'
import { openTestHub, type TestHub } from '../../server/testing/hub.ts'
import { type Place, worldMaker } from '../../server/testing/world.ts'
import { foldCounters } from '../../server/upkeep/index.ts'
import { checkAll } from './all.ts'
import { checkCounters } from './counters.ts'
import { checkDevices } from './devices.ts'
import type { Check } from './finding.ts'
import { checkReach } from './reach.ts'

let test: TestHub
let client: pg.Client
let partner: string
let vendor: string
let holding: Place
let customer: Place
let devices: string[]

beforeAll(async () => {
  test = await openTestHub({ routes: () => [] })
  client = new pg.Client({ connectionString: test.database.ownerUrl })
  await client.connect()
  const world = worldMaker(test)
  partner = await test.organisation('partner')
  vendor = await test.organisation('vendor')
  holding = await world.holding(partner)
  customer = await world.customer('Blue', [{ partner }])
  await world.customer('Green', [{ partner, state: 'disabled' }])
  await world.customer('Red', [{ partner, state: 'requested' }])
  await world.devices(vendor, holding, ['A1', 'A2'])
  devices = await world.devices(vendor, customer, ['B1', 'B2', 'B3'])
  await test.database.owner.query('update tenant set listed_by = managing_partner')
})
afterAll(async () => {
  await client.end()
  await test.close()
})

/** What a check says once this was done; then it is undone. `unguarded`: constraints that forbid it are taken away first. */
async function findAfter(check: Check, sql: string, values: unknown[] = [], unguarded: string[] = []): Promise<string[]> {
  await client.query('begin')
  try {
    for (const guard of unguarded) await client.query(guard)
    const done = await client.query(sql, values)
    expect(done.rowCount, sql).toBeGreaterThan(0)
    return (await check(client)).map((finding) => finding.what)
  } finally {
    await client.query('rollback')
  }
}

describe('steward check', () => {
  it('finds nothing where nothing is wrong, before and after counts are folded', async () => {
    expect((await checkAll(client, { running: true })).findings).toEqual([])
    await foldCounters(test.hub)
    expect((await checkAll(client, { running: true })).findings).toEqual([])
    await client.query('reset row_security')
  })

  it('refuses to look through the eyes of anybody but the owner, who would see nothing and find all well', async () => {
    const other = new pg.Client({ connectionString: test.database.appUrl })
    await other.connect()
    await other.query('set role hub_any')
    await expect(checkAll(other, { running: true })).rejects.toThrow(/permission denied|row-level security/)
    await other.end()
  })
})

describe('reach (R-A7)', () => {
  it('finds reach without a cause', async () => {
    const other = await test.organisation('partner')
    const sql = "insert into hub.reach (organisation, tenant, whose, via) values ($1, $2, $3, 'manages')"
    expect(await findAfter(checkReach, sql, [other, customer.id, customer.organisation])).toEqual([
      'An organisation reaches a tenant without a cause.',
    ])
  })

  it('finds reach that outlived its relationship', async () => {
    const found = await findAfter(
      checkReach,
      "update hub.relationship set state = 'disabled', disabled_by = from_organisation where to_organisation = $1",
      [customer.organisation],
    )
    expect(found).toContain('An organisation reaches a tenant without a cause.')
    expect(found).toContain("A tenant's managing partner is not the one with the oldest accepted relationship.")
    expect(found).toContain("A customer's card does not say what its relationship says.")
  })

  it('finds reach that is missing', async () => {
    expect(await findAfter(checkReach, 'delete from hub.reach where tenant = $1', [customer.id])).toEqual([
      'An organisation should reach a tenant and does not.',
    ])
  })
})

describe('counters', () => {
  it('finds a count that is not what counting gives, folded or not', async () => {
    const wrong = ['A count of devices is not what counting gives.']
    expect(await findAfter(checkCounters, 'update hub.counter set n = n + 1 where tenant = $1', [holding.id])).toEqual(wrong)
    expect(
      await findAfter(checkCounters, "insert into hub.counter_delta (tenant, kind, n) values ($1, 'devices', -1)", [holding.id]),
    ).toEqual(wrong)
    expect(await findAfter(checkCounters, 'delete from hub.counter where tenant = $1', [holding.id])).toEqual(wrong)
  })
})

describe('devices', () => {
  const first = () => [devices[0]]

  it('finds a device without an open possession', async () => {
    const found = await findAfter(checkDevices, 'update hub.possession set ended_at = now() where device = $1', first())
    expect(found).toContain('A device has no open possession, or more than one.')
  })

  it('finds two open possessions of one device, however the index came to allow it', async () => {
    const sql = `insert into hub.possession (id, device, tenant, began_at, began_by, vendor, product_number, serial, model)
      select gen_random_uuid(), device, tenant, now(), began_by, vendor, product_number, serial, model from hub.possession where device = $1`
    const found = await findAfter(checkDevices, sql, first(), ['drop index hub.possession_open'])
    expect(found).toContain('A device has no open possession, or more than one.')
    expect(found).toContain('Times of a device in tenants overlap.')
  })

  it('finds a device that points elsewhere than its possession', async () => {
    const found = await findAfter(checkDevices, 'update hub.device set tenant = $2 where id = $1', [devices[0], holding.id])
    expect(found).toContain('The possession that a device names is not its open one, in its tenant.')
  })

  it('finds a retired device that is still somewhere', async () => {
    expect(await findAfter(checkDevices, 'update hub.device set retired_at = now() where id = $1', first())).toEqual([
      'A retired device has an open possession.',
    ])
  })

  it("finds a managing partner that is not the tenant's where lists rely on it, and waits for the job where they do not", async () => {
    const sql = 'update hub.device set managing_partner = null where id = $1'
    expect(await findAfter(checkDevices, sql, first())).toEqual([
      "A device's managing partner is not its tenant's, where lists rely on it.",
    ])
    expect(await findAfter(checkDevices, sql, first(), [`update hub.tenant set listed_by = null where id = '${customer.id}'`])).toEqual([])
  })

  it('finds two records with proof of one device (R-D11)', async () => {
    const sql = `insert into hub.device (id, vendor, product_number, product_key, serial, serial_key, proof, tenant, possession, arrived_at, first_seen_at)
      select $2, vendor, product_number, product_key, serial, serial_key, proof, $3, possession, arrived_at, first_seen_at from hub.device where id = $1`
    const found = await findAfter(checkDevices, sql, [devices[0], newId(), holding.id], ['drop index hub.device_proven'])
    expect(found).toContain('Two records with proof stand for the same device.')
  })
})
