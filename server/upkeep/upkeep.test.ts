import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../platform/id.ts'
import { openTestHub, type TestHub } from '../testing/hub.ts'
import { worldMaker } from '../testing/world.ts'
import { foldCounters, forgetOldKeys, openMonths, upkeepTimers } from './timers.ts'

let test: TestHub

beforeAll(async () => {
  test = await openTestHub({ routes: () => [] })
})
afterAll(() => test.close())

describe('upkeep', () => {
  it('folds what changed into the counts, once', async () => {
    const world = worldMaker(test)
    const partner = await test.organisation('partner')
    const vendor = await test.organisation('vendor')
    const holding = await world.holding(partner)
    await world.devices(vendor, holding, ['A1', 'A2', 'A3'])
    expect(await foldCounters(test.hub)).toBe(1)
    expect(await foldCounters(test.hub)).toBe(0)
    const found = await test.database.owner.query('select n::int from counter where tenant = $1', [holding.id])
    expect(found.rows).toEqual([{ n: 3 }])
  })

  it('opens the months to come, and moves rows that came before their month was opened', async () => {
    expect(await openMonths(test.hub)).toBe(0)
    const { owner } = test.database
    const part = `audit_event_${(await owner.query<{ m: string }>("select to_char(now() at time zone 'UTC', 'YYYY_MM') as m")).rows[0]?.m}`
    await owner.query(`drop table hub.${part}`)
    const id = newId()
    await owner.query("insert into audit_event (id, organisation, era, kind, capacity) values ($1, $1, 1, 'x.y', 'system')", [id])
    const where = async () =>
      (await owner.query<{ at: string }>('select tableoid::regclass::text as at from audit_event where id = $1', [id])).rows[0]?.at
    expect(await where()).toBe('audit_event_other')
    expect(await openMonths(test.hub)).toBe(1)
    expect(await where()).toBe(part)
  })

  it('puts a month that it opens behind the wall', async () => {
    const found = await test.database.owner.query<{ n: number }>(
      `select count(*)::int as n from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent in ('hub.audit_event'::regclass, 'hub.notification'::regclass) and not c.relrowsecurity`,
    )
    expect(found.rows[0]?.n).toBe(0)
  })

  it('forgets idempotency keys after their time and not before', async () => {
    const { owner } = test.database
    const put = (key: string, age: string) =>
      owner.query(
        "insert into idempotency_key (organisation, key, operation, content_hash, created_at) values ($1, $2, 'x', 'x', now() - $3::interval)",
        [newId(), key, age],
      )
    await put('old', '25 hours')
    await put('young', '23 hours')
    expect(await forgetOldKeys(test.hub)).toBe(1)
    expect((await owner.query('select key from idempotency_key')).rows).toEqual([{ key: 'young' }])
  })

  it('has a timer for each', () => {
    expect(upkeepTimers(test.hub).map((timer) => [timer.name, timer.everySeconds])).toEqual([
      ['upkeep.fold-counters', 1],
      ['upkeep.open-months', 3600],
      ['upkeep.forget-old-keys', 3600],
    ])
  })
})
