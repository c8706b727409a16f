import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { devicesBy, ways as deviceWays, type Viewer } from './model/reach.ts'
import { besideEachOther, worlds } from './worlds.ts'
import { compare, compareInserted, type Difference } from './worlds-compare.ts'
import { expected } from './worlds-expected.ts'
import { insertWorlds } from './worlds-insert.ts'
import { compareRandomWorlds, keptWorlds } from './worlds-run.ts'
import { worldOfShares } from './worlds-shares.ts'
import { closeWalls, compared, narrowed, openWalls, rememberRows, sets, type Walls } from './worlds-walls.ts'

// R-A1, R-A7: in random worlds every viewer gets from every table exactly the rows that the naive model gives them, whatever way of seeing
// is asked for, and may change no others. The model was written from the rules alone. `npm run test:worlds` tries many more of them.

/** Tables that are not compared, and why. */
const beside: Record<string, string> = {
  vendor: 'names of vendors, for all who see devices (R-D1)',
  audit_seal: 'numbers of seals, nobody’s rows',
  applicant: 'no way of seeing has a grant',
  known_device: 'no way of seeing has a grant',
  password_reset: 'no way of seeing has a grant',
  attempt: 'no way of seeing has a grant',
  mail: 'no way of seeing has a grant',
  digest: 'no way of seeing has a grant',
  mailbox_message: 'no way of seeing has a grant',
  person_secret: 'no way of seeing has a grant',
  demonstration_sign_in: 'no way of seeing has a grant',
  setting: 'no way of seeing has a grant',
  installation: 'no way of seeing has a grant',
  migration: 'no way of seeing has a grant',
}
/** What a careless hand could do to a policy, and in what it has to show. */
const mishaps: { name: string; policy: string; table: string; test: string; shows: string }[] = [
  { name: 'reach of everybody', table: 'reach', policy: 'see_as_managed', test: 'true', shows: 'devices as managed' },
  { name: 'slots of other partners', table: 'location', policy: 'see_as_linked', test: 'true', shows: 'devices as linked' },
  {
    name: 'slots of locations that a member is not for',
    table: 'device',
    policy: 'see_as_linked',
    test: 'reseller in (select l.id from hub.location l) or service in (select l.id from hub.location l)',
    shows: 'devices as linked',
  },
  {
    name: 'feed rows of other partners',
    table: 'feed_row',
    policy: 'see_as_any',
    test: "reporter = hub.acting() or placed_for is not null or (vendor = hub.acting() and outcome = 'held')",
    shows: 'feedRows',
  },
  {
    name: 'held feed rows of other vendors',
    table: 'feed_row',
    policy: 'see_as_any',
    test: "reporter = hub.acting() or placed_for = hub.acting() or outcome = 'held'",
    shows: 'feedRows',
  },
  { name: 'requests to other customers', table: 'request', policy: 'see_as_any', test: 'partner is not null', shows: 'requests' },
  { name: 'consents for other partners', table: 'consent', policy: 'see_as_managed', test: 'true', shows: 'consents' },
  { name: 'retired records', table: 'device', policy: 'change_as_managed', test: 'true', shows: 'devices to change as managed, unseen' },
]

describe('who reaches a row', () => {
  let walls: Walls
  const today = systemClock.now().toISOString().slice(0, 10)

  beforeAll(async () => {
    walls = await openWalls()
  })
  afterAll(() => closeWalls(walls))

  it('every table of the hub is compared, or named with the reason why not', async () => {
    const there = await walls.test.owner.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'hub'::regnamespace and relkind in ('r', 'p') and not relispartition",
    )
    expect([...Object.keys(beside), ...sets.map((set) => compared[set].table)].sort()).toEqual(there.rows.map((row) => row.name).sort())
  })

  it('is the same by the policies and by the rules, in random worlds', { timeout: 7_200_000 }, async () => {
    await compareRandomWorlds('sql', worlds(today), { short: 10, together: 20 }, (some) => compare(walls, some))
  })

  it('is so in every world that was once found to differ', async () => {
    const kept = besideEachOther(keptWorlds('sql', today))
    expect(kept.length === 0 ? [] : await compare(walls, kept)).toEqual([])
  })

  it('is so for partners of 50 %, 5 %, 0.5 % and 0.05 % of a hub', async () => {
    const narrow = await narrowed(walls, 'device', 'see')
    const world = worldOfShares(today)
    await insertWorlds(walls.test.owner, besideEachOther([world]))
    expect(await compareInserted(narrow, besideEachOther([world]))).toEqual([])
  })

  it('is looked at in worlds that have something to see in every table and by every way', async () => {
    const seen = new Map<string, number>()
    for (const world of fc.sample(worlds(today), { numRuns: 25, seed: 1 })) {
      for (const { person, organisation, roles } of world.memberships) {
        const capacity = roles.every((role) => role === 'end_user') ? 'end_user' : 'member'
        const viewer: Viewer = { person, organisation, capacity, roles }
        for (const [set, keys] of Object.entries(expected(world, viewer))) seen.set(set, (seen.get(set) ?? 0) + keys.size)
        const own: Viewer = { person, organisation: null, capacity: 'person', roles: [] }
        for (const [set, keys] of Object.entries(expected(world, own))) seen.set(set, (seen.get(set) ?? 0) + keys.size)
        for (const way of deviceWays) seen.set(way, (seen.get(way) ?? 0) + devicesBy(way, world, viewer).size)
      }
    }
    for (const what of [...sets, ...deviceWays]) expect(seen.get(what), what).toBeGreaterThan(0)
  })

  describe('the comparison is awake', () => {
    const some = besideEachOther(fc.sample(worlds(today), { numRuns: 6, seed: 1 }))
    beforeAll(async () => {
      await insertWorlds(walls.test.owner, some)
      await rememberRows(walls)
    })

    it.each(mishaps)('it sees $name', async ({ table, policy, test, shows }) => {
      const { owner } = walls.test
      const before = await owner.query<{ qual: string }>(
        'select qual from pg_policies where schemaname = $1 and tablename = $2 and policyname = $3',
        ['hub', table, policy],
      )
      expect(before.rows).toHaveLength(1)
      const [set] = shows.split(' ') as [keyof typeof compared]
      const narrow = await narrowed(walls, compared[set].table, shows.includes('change') ? 'change' : 'see')
      expect(await compareInserted(narrow, some)).toEqual([])
      await owner.query(`alter policy ${policy} on hub.${table} using (${test})`)
      try {
        const found: Difference[] = await compareInserted(narrow, some)
        expect(found.map(({ what }) => what)).toContain(shows)
      } finally {
        await owner.query(`alter policy ${policy} on hub.${table} using (${before.rows[0]?.qual})`)
      }
    })
  })
})
