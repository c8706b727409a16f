import type { Actor, Way } from '../platform/database/actor.ts'
import { sql } from '../platform/database/query.ts'
import { type Asker, ask, type Difference, difference } from './worlds-compare.ts'
import { type Sets, writable } from './worlds-expected.ts'
import type { Walls } from './worlds-walls.ts'

// The writing half of comparing worlds: which rows somebody may change, and whether they may add one in another's name (R-A1).

/** What the actor may change at all, by each way that may change such rows. */
export async function lookToChange(walls: Walls, asker: Asker): Promise<Difference[]> {
  const { world, viewer, actor } = asker
  const should = writable(world, viewer)
  // What is one's own is so whomever one acts for.
  const own = viewer.person === null ? {} : writable(world, { person: viewer.person, organisation: null, capacity: 'person', roles: [] })
  if (walls.looks.length === 1) return changeBlindly(walls, asker, should, own)
  const got = await ask(walls, actor, asker.ways, 'change')
  return [...got].flatMap(([way, here]) =>
    walls.sets
      .filter((set) => walls.statements.get(way)?.change.includes(`'${set}'`))
      .flatMap((set) =>
        difference(asker, `${set} to change as ${way}`, here.get(set) ?? new Set(), (way === 'person' ? own : should)[set] ?? new Set()),
      ),
  )
}

/**
 * What an UPDATE reaches that reads nothing: the policies of seeing do not help then, only those of changing. Asked of one table at a time; rolled back.
 */
export async function changeBlindly(
  walls: Walls,
  asker: Omit<Asker, 'world'>,
  should: Partial<Sets>,
  own: Partial<Sets> = {},
): Promise<Difference[]> {
  const found: Difference[] = []
  for (const way of asker.ways) {
    for (const { set, table, column } of walls.changeable.get(way) ?? []) {
      const reached = await tryAll(
        walls,
        asker.actor,
        way,
        [`update hub.${table} set ${column} = null; if not found then raise no_data_found; end if`],
        'no_data_found',
      )
      const wanted = (way === 'person' ? own : should)[set]?.size ?? 0
      const is = (some: boolean) => new Set(some ? ['some rows'] : [])
      found.push(...difference(asker, `${set} to change as ${way}, unseen`, is(reached.length > 0), is(wanted > 0)))
    }
  }
  return found
}

const added = 'worlds.added'

/**
 * Rows that the viewer does not see, added once more in the names that stand in them: no policy may let one pass. One that does fails later, on
 * being there already, and is told apart by that. All is rolled back.
 */
export async function lookToAdd(walls: Walls, asker: Omit<Asker, 'world'>, should: Sets, own: Sets | undefined): Promise<Difference[]> {
  const found: Difference[] = []
  for (const way of asker.ways) {
    const tries = (walls.addable.get(way) ?? []).flatMap(({ set, table, columns }) => {
      const foreign = [...(walls.rows.get(set) ?? [])].filter(([key]) => !should[set].has(key) && !own?.[set].has(key))
      const near = foreign.filter(([key]) => key.slice(9, 13) === (asker.n + 1).toString(16).padStart(4, '0'))
      const chosen = [near[near.length >> 1], foreign.at(-1)].filter((row) => row !== undefined)
      return chosen.map(([key, row]) => ({
        set,
        key,
        insert: `insert into hub.${table} (${columns}) select ${columns} from jsonb_populate_record(null::hub.${table}, ${quoted(row)}::jsonb)`,
      }))
    })
    if (tries.length === 0) continue
    const passed = await tryAll(
      walls,
      asker.actor,
      way,
      tries.map(({ insert }) => insert),
    )
    for (const n of passed) {
      const one = tries[n]
      if (one) found.push(...difference(asker, `${one.set} to add as ${way}`, new Set([one.key]), new Set()))
    }
  }
  return found
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Which of the statements no policy refused, whatever else became of them; by what a refusal is known. */
async function tryAll(
  walls: Walls,
  actor: Actor,
  way: Way,
  statements: readonly string[],
  refusal = 'insufficient_privilege',
): Promise<number[]> {
  const passes = (n: number) => `perform set_config('${added}', current_setting('${added}') || ' ${n}', true);`
  const tried = statements.map(
    (statement, n) => `begin ${statement}; raise unique_violation; exception when ${refusal} then null; when others then ${passes(n)} end;`,
  )
  const block = `do $try$ begin perform set_config('${added}', '', true); ${tried.join('\n')} end $try$`
  const told = await walls.database.inScope(
    actor,
    async (scope) => {
      await scope.run(sql.raw(block))
      return scope.one<{ passed: string }>(sql.raw(`select current_setting('${added}') as passed`))
    },
    way,
  )
  return told.passed
    .split(' ')
    .filter((n) => n !== '')
    .map(Number)
}
