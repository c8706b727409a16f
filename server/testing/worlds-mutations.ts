import fc from 'fast-check'
import { besideEachOther, worlds } from './worlds.ts'
import { compareInserted, type Difference } from './worlds-compare.ts'
import { insertWorlds } from './worlds-insert.ts'
import { type Look, narrowed, rememberRows, type Walls } from './worlds-walls.ts'

// What a careless hand could do to each policy, and whether the comparison of worlds sees it: the proof that it is awake. A policy is dropped, or
// its test is taken away; the doors' own policies (`to :prefix_door`) are left, a door decides by itself.

export type Mutation = {
  table: string
  policy: string
  command: string
  what: string
  apply: string
  undo: string
  look: Look
  unseen: string | null
}
export type Seen = { mutation: Mutation; set: string; worlds: number }

type Policy = {
  table: string
  policy: string
  permissive: boolean
  role: string
  command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'ALL'
  test: string | null
  check: string | null
  /** Columns that the role may write by the command. */
  writes: string[]
}

/** Why the comparison of worlds cannot see a mutation, and what does. */
const adding = 'nobody can add such rows any more: the tests of the feature that adds them'
const frozen = 'no column that it looks at may be changed by that role: the grants (database/catalogue.test.ts)'

const hidden = 'everybody has such rows to change; the policy of seeing, mutated above, hides the others from every UPDATE that reads one'
const guarded: Record<string, string> = {
  'vendor dropped': 'lists of devices name their vendor (server/devices)',
  'audit_seal dropped': 'an export without its seals (audit/export.test.ts)',
  'support_session change_as_operator (operator) test taken away': hidden,
  'idempotency_key change_as_operator (operator) test taken away': hidden,
  'idempotency_key change_as_any (any) test taken away': hidden,
  'request change_as_any (any) check taken away': 'an answer for another customer: consent/*.test.ts',
  'request withdraw_as_any (any) check taken away': 'what a withdrawal writes: consent/*.test.ts',
}

/** All that could be done to the policies of the hub. */
export async function mutationsOf(walls: Walls): Promise<Mutation[]> {
  const found = await walls.test.owner.query<Policy>(
    `select p.tablename as table, p.policyname as policy, p.permissive = 'PERMISSIVE' as permissive, p.roles[1]::text as role, p.cmd as command,
       p.qual as test, p.with_check as check,
       array(select a.attname::text from pg_attribute a where a.attrelid = ('hub.' || p.tablename)::regclass and a.attnum > 0 and not a.attisdropped
         and has_column_privilege(p.roles[1], a.attrelid, a.attnum, case p.cmd when 'INSERT' then 'insert' else 'update' end)) as writes
     from pg_policies p where p.schemaname = 'hub' and p.roles[1]::text <> $1 || '_door' order by 1, 2`,
    [walls.database.prefix],
  )
  return found.rows.flatMap(mutationsOfOne).map((one) => ({ ...one, unseen: guardOf(one) ?? one.unseen }))
}

function guardOf({ table, policy, what }: Mutation): string | undefined {
  return guarded[`${table} ${what}`] ?? guarded[`${table} ${policy} ${what}`]
}

function mutationsOfOne(policy: Policy): Mutation[] {
  const { table, policy: name, permissive, role, command, test, check, writes } = policy
  const on = `${name} on hub.${table}`
  const look: Look = command === 'INSERT' ? 'add' : command === 'UPDATE' ? 'change' : 'see'
  const one = { table, look, policy: `${name} (${role.replace(/^.*?_/, '')})`, command: permissive ? command : `${command}, restrictive` }
  const tests = `${test === null ? '' : ` using (${test})`}${check === null ? '' : ` with check (${check})`}`
  const made = `create policy ${on} as ${permissive ? 'permissive' : 'restrictive'} for ${command} to ${role}${tests}`
  const dropped = { ...one, what: 'dropped', apply: `drop policy ${on}`, undo: made, unseen: command === 'INSERT' ? adding : null }
  const mutations: Mutation[] = [dropped]
  if (!permissive) return mutations
  if (test !== null && test !== 'true')
    mutations.push({
      ...one,
      what: 'test taken away',
      apply: `alter policy ${on} using (true)`,
      undo: `alter policy ${on} using (${test})`,
      unseen: null,
    })
  if (check !== null && check !== 'true') {
    const looksAt = writes.some((column) => new RegExp(`\\b${column}\\b`).test(check))
    mutations.push({
      ...one,
      what: 'check taken away',
      apply: `alter policy ${on} with check (true)`,
      undo: `alter policy ${on} with check (${check})`,
      unseen: command === 'UPDATE' && !looksAt ? frozen : null,
    })
  }
  return mutations
}

/** Applies each mutation in turn to the same worlds, `together` at a time, until each was seen or `most` worlds have been looked at. */
export async function seeMutations(
  walls: Walls,
  mutations: readonly Mutation[],
  how: { today: string; seed: number; together: number; most: number; tell?: (seen: Seen[], left: number) => void },
): Promise<Seen[]> {
  const seen: Seen[] = []
  const all = fc.sample(worlds(how.today), { numRuns: how.most, seed: how.seed })
  for (let from = 0; from < all.length; from += how.together) {
    const here = besideEachOther(all.slice(from, from + how.together))
    await insertWorlds(walls.test.owner, here)
    await rememberRows(walls)
    const sound = new Set<string>()
    for (const mutation of mutations) {
      if (seen.some((one) => one.mutation === mutation)) continue
      const narrow = await narrowed(walls, mutation.table, mutation.look)
      // What is seen must come of the mutation: as they are, the policies show nothing.
      const look = `${mutation.table} ${mutation.look}`
      const before = sound.has(look) ? [] : await compareInserted(narrow, here)
      if (before.length > 0) throw new Error(`${look} differs without any mutation: ${JSON.stringify(before.slice(0, 3))}`)
      sound.add(look)
      const found = await withMutation(walls, mutation, () => compareInserted(narrow, here))
      const first = found.toSorted((one, other) => placeOf(one) - placeOf(other))[0]
      if (first) seen.push({ mutation, set: first.what, worlds: from + Math.min(placeOf(first), here.length - 1) + 1 })
    }
    how.tell?.(seen, mutations.length - seen.length)
    if (seen.length === mutations.length) break
  }
  return seen
}

/** Somebody of no world is seen after the worlds. */
function placeOf({ world }: Difference): number {
  return world < 0 ? Number.MAX_SAFE_INTEGER : world
}

async function withMutation<T>(walls: Walls, { apply, undo }: Mutation, work: () => Promise<T>): Promise<T> {
  await walls.test.owner.query(apply)
  try {
    return await work()
  } finally {
    await walls.test.owner.query(undo)
  }
}

/** The table of docs/benchmarks/policy-mutations.md. */
export function mutationTable(mutations: readonly Mutation[], seen: readonly Seen[], how: { seed: number; most: number }): string {
  const lines = mutations.map((mutation) => {
    const one = seen.find((each) => each.mutation === mutation)
    const where = one ? `\`${one.set}\` | ${one.worlds}` : `not seen: ${mutation.unseen ?? 'NOTHING GUARDS IT'} | `
    return `| ${mutation.table} | ${mutation.policy} | ${mutation.command} | ${mutation.what} | ${where} |`
  })
  const caught = `${seen.length} of ${mutations.length} are seen by the comparison of worlds`
  return `# Mutated policies

Made by \`npm run test:worlds -- mutations\` (seed ${how.seed}, up to ${how.most} worlds each). Each policy of the hub was dropped, or its test or check taken away, and random
worlds were compared with the naive model until something differed (R-A1, R-A7). ${caught}; of the others the table says what guards them. The doors' own policies
(\`to :prefix_door\`) are not mutated: a door decides by itself.

| table | policy | command | mutation | seen in | after worlds |
|---|---|---|---|---|---|
${lines.join('\n')}
`
}
