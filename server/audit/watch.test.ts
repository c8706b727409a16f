import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Log } from '../platform/log.ts'
import { openTestHub, type TestHub, until } from '../testing/hub.ts'
import { sealAudit } from './index.ts'
import { findHoldup } from './queries.ts'
import { auditTimers } from './timers.ts'
import { auditWatch } from './watch.ts'

let test: TestHub
let organisation: string
let time: number
let told: { facts: Record<string, unknown>; message: string }[]

beforeAll(async () => {
  test = await openTestHub({ routes: () => [] })
  organisation = await test.organisation('partner')
})
afterAll(() => test.close())
beforeEach(async () => {
  time = 1_000_000
  told = []
  await sealAll()
})

/** A watch whose clock stands, and whose alarms are kept. */
function watch(): (secondsLater: number) => Promise<string[]> {
  const log = { error: (facts: Record<string, unknown>, message: string) => told.push({ facts, message }) } as unknown as Log
  const look = auditWatch({ ...test.hub, log, clock: { now: () => new Date(time) } })
  return async (secondsLater) => {
    time += secondsLater * 1000
    const before = told.length
    await look()
    return told.slice(before).map(({ message }) => message)
  }
}

async function write(client: Pick<pg.PoolClient, 'query'> = test.database.owner): Promise<void> {
  await client.query(
    "insert into hub.audit_event (id, organisation, era, kind, capacity) select gen_random_uuid(), $1, era, 'settings.updated', 'system' from hub.installation",
    [organisation],
  )
}

async function gauge(name: string): Promise<number> {
  const values = (await test.hub.metrics.registry.getSingleMetric(name)?.get())?.values
  return values?.[0]?.value ?? -1
}

/** Transactions of other tests in the same cluster hold the horizon back for a moment. */
async function sealAll(): Promise<void> {
  await until('everything is sealed', async () => {
    await sealAudit(test.hub)
    const found = await test.database.owner.query(
      'select from hub.audit_event e where not exists (select from hub.audit_seal s where (e.era, e.xid) < (s.era, s.to_xid))',
    )
    return found.rows.length === 0
  })
}

async function holding<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await test.database.owner.connect()
  await client.query('begin')
  try {
    await write(client)
    return await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const unsealed = 'audit rows wait to be sealed and nothing holds them up: no worker runs, or its sealing fails'
const old = 'an old transaction holds up the sealing of the audit log'

describe('the watch over the sealing (R-A6)', () => {
  it('raises an alarm for a row that could be sealed for ten seconds, again each minute, and none once it is', async () => {
    const later = watch()
    await write()
    await until('it could be sealed', async () => (await test.hub.database.inSystem('test', findHoldup)).unsealed !== null)
    await later(0)
    expect(await later(9)).not.toContain(unsealed)
    expect(await later(2)).toContain(unsealed)
    expect(await gauge('steward_audit_unsealed_seconds')).toBeGreaterThanOrEqual(10)
    expect(await later(30)).not.toContain(unsealed)
    expect(await later(31)).toContain(unsealed)
    await sealAll()
    expect(await later(60)).not.toContain(unsealed)
    expect(await gauge('steward_audit_unsealed_seconds')).toBe(0)
  })

  it('raises none for rows that come and are sealed all the time', async () => {
    const later = watch()
    for (let n = 0; n < 12; n += 1) {
      await write()
      expect(await later(2)).not.toContain(unsealed)
      await sealAll()
    }
  })

  it('raises none for rows that an older transaction holds up, and its own for that one, with whose it is', async () => {
    const later = watch()
    await holding(async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      await write()
      await until('it is the oldest', async () => {
        await later(0)
        const [found] = (
          await test.database.owner.query(
            'select pg_snapshot_xmin(pg_current_snapshot())::text as x, (select backend_xid::text from pg_stat_activity where pid = $1) as mine',
            [rows[0]?.pid],
          )
        ).rows
        return found.x === found.mine
      })
      await later(0)
      expect(await later(59)).toEqual([])
      expect(await later(2)).toEqual([old])
      expect(told.at(-1)?.facts).toMatchObject({ pid: rows[0]?.pid, seconds: expect.any(Number), database: expect.any(String) })
      expect(await gauge('steward_oldest_transaction_seconds')).toBeGreaterThanOrEqual(60)
      expect(await gauge('steward_audit_unsealed_seconds')).toBe(0)
      expect(await later(30)).toEqual([])
    })
    expect(await later(1)).toEqual([])
    expect(await gauge('steward_oldest_transaction_seconds')).toBeLessThan(60)
  })

  it('raises none for a transaction that only reads: it holds nothing up', async () => {
    const later = watch()
    const client = await test.database.owner.connect()
    await client.query('begin read only')
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid from hub.audit_event limit 1')
    await later(0)
    await later(61)
    expect(told.map(({ facts }) => facts.pid)).not.toContain(rows[0]?.pid)
    await client.query('rollback')
    client.release()
  })

  it('works in every process, also where no worker is left to seal', () => {
    expect(auditTimers(test.hub).map(({ name, everywhere }) => [name, everywhere ?? false])).toEqual([
      ['audit.seal', false],
      ['audit.watch', true],
    ])
  })
})
