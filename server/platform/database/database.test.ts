import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { type Actor, type Capacity, systemActor, type Way, waysOf } from './actor.ts'
import { type Database, openDatabase, type Scope } from './database.ts'
import { sql } from './query.ts'

let test: TestDatabase
let database: Database

beforeAll(async () => {
  test = await makeTestDatabase()
  database = await openDatabase({ url: test.appUrl, connections: 4 })
})
afterAll(async () => {
  await database.close()
  await test.drop()
})

const count = (scope: Scope, subject: string) => scope.one(sql`select door.count_attempt('test', ${subject}, 100, 60)`)
const counted = async (...subjects: string[]) => {
  const { rows } = await test.owner.query<{ n: number }>('select n from attempt where subject = any ($1) order by subject', [subjects])
  return rows.map(({ n }) => n)
}

describe('a transaction that PostgreSQL ends because of others', () => {
  it('is done again, whole and once, where two took the same locks the other way round', async () => {
    let met = 0
    let tries = 0
    let bothHoldOne = () => {}
    const meeting = new Promise<void>((resolve) => {
      bothHoldOne = resolve
    })
    const done: string[] = []
    const both = (first: string, then: string) =>
      database.inSystem('test', async (scope) => {
        tries += 1
        scope.afterCommit(() => done.push(first))
        await count(scope, first)
        met += 1
        if (met === 2) bothHoldOne()
        await meeting
        await count(scope, then)
        return first
      })
    expect(await Promise.all([both('a', 'b'), both('b', 'a')])).toEqual(['a', 'b'])
    expect(tries).toBeGreaterThanOrEqual(3)
    expect(await counted('a', 'b')).toEqual([2, 2])
    expect(done.sort()).toEqual(['a', 'b'])
  })

  it('fails at last where it never works, and at once where the failure is its own', async () => {
    let tries = 0
    const failing = (state: string) =>
      database.inSystem('test', async (scope) => {
        tries += 1
        await count(scope, 'never')
        throw Object.assign(new Error('as PostgreSQL says it'), { code: state })
      })
    await expect(failing('40001')).rejects.toThrow('as PostgreSQL says it')
    expect(tries).toBe(3)
    await expect(failing('23505')).rejects.toThrow('as PostgreSQL says it')
    expect(tries).toBe(4)
    expect(await counted('never')).toEqual([])
  })
})

describe('a way of seeing', () => {
  it('is refused to whoever has none such, however it is asked for (R-A1)', async () => {
    const capacities = Object.keys(waysOf) as Capacity[]
    const ways: Way[] = ['any', 'managed', 'linked', 'vendor', 'end_user', 'person', 'operator', 'system']
    for (const capacity of capacities) {
      const actor: Actor = { ...systemActor('test'), capacity }
      for (const way of ways) {
        const opened = database.inReadOnlyScope(actor, (scope) => scope.one(sql`select 1 as n`), way)
        const changed = database.inScope(actor, async (scope) => {
          scope.see(way)
          return scope.one(sql`select 1 as n`)
        })
        const refusal = `a transaction of a ${capacity} does not see as ${way}`
        for (const asked of [opened, changed]) {
          if (waysOf[capacity].includes(way)) expect(await asked).toEqual({ n: 1 })
          else await expect(asked).rejects.toThrow(refusal)
        }
      }
    }
    expect(waysOf.end_user).toEqual(['end_user', 'person'])
  })
})
