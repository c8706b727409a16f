import type { Way } from '../platform/database/actor.ts'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'
import type { Sets } from './worlds-expected.ts'
import { papers } from './worlds-papers.ts'

// The database that worlds are compared in: where the rows of each set are, and what each way of seeing may read, change and add there.

/** Where the rows of each set are, and what they are called by. */
export const compared: Record<keyof Sets, { table: string; key: string }> = {
  ...papers,
  persons: { table: 'person', key: 'id' },
  organisationsAsCard: { table: 'organisation', key: 'id' },
  invitedCards: { table: 'customer_card', key: 'relationship' },
  memberships: { table: 'membership', key: 'id' },
  relationships: { table: 'relationship', key: 'id' },
  accreditations: { table: 'accreditation', key: 'id' },
  locations: { table: 'location', key: 'id' },
  tenants: { table: 'tenant', key: 'id' },
  tenantSecrets: { table: 'tenant_secret', key: 'tenant' },
  devices: { table: 'device', key: 'id' },
  possessions: { table: 'possession', key: 'id' },
  feeds: { table: 'feed', key: 'id' },
  feedRows: { table: 'feed_row', key: "feed || '/' || line" },
  transfers: { table: 'transfer', key: 'id' },
  transferRows: { table: 'transfer_row', key: "transfer || '/' || line" },
  notifications: { table: 'notification', key: 'id' },
  auditEvents: { table: 'audit_event', key: 'id' },
  sessions: { table: 'session', key: 'id' },
  requests: { table: 'request', key: 'id' },
  requestDevices: { table: 'request_device', key: "request || '/' || device" },
  consents: { table: 'consent', key: 'id' },
  details: { table: 'organisation_detail', key: 'organisation' },
  invitations: { table: 'invitation', key: 'id' },
}
export const sets = Object.keys(compared) as (keyof Sets)[]
export const ways: readonly Way[] = ['managed', 'linked', 'vendor', 'any', 'end_user', 'person', 'operator']
/** Of whoever sees as administrators do; each capacity is asked every way that it has (`waysOf`), any other is refused it (database.test.ts). */
export const waysOfMembers: readonly Way[] = ['managed', 'linked', 'vendor', 'any']

type Statements = Map<Way, { see: string; change: string; sets: ReadonlySet<keyof Sets> }>
/** What a way may add to or change, by which columns. */
type Addable = { set: keyof Sets; table: string; columns: string }
type Changeable = { set: keyof Sets; table: string; column: string }
export type Walls = {
  test: TestDatabase
  database: Database
  statements: Statements
  addable: Map<Way, Addable[]>
  changeable: Map<Way, Changeable[]>
  /** The rows that are there, of what can be added to: of each set by its key, as JSON. */
  rows: Map<keyof Sets, Map<string, string>>
  /** What is compared, and by what: everything but for mutations. */
  sets: readonly (keyof Sets)[]
  looks: readonly Look[]
}
/** Seeing rows, changing them, adding them in others' names (which takes long: one viewer in eight, unless it is all that is looked at). */
export type Look = 'see' | 'change' | 'add'

/** A database of its own for worlds, and what may be asked of it. */
export async function openWalls(): Promise<Walls> {
  const test = await makeTestDatabase()
  return wallsOf(test, await openDatabase({ url: test.appUrl, connections: 4 }))
}

/** What may be asked of a database that is there. */
export async function wallsOf(test: TestDatabase, database: Database): Promise<Walls> {
  const { prefix } = database
  const statements = await statementsOf(test, prefix)
  return { test, database, statements, ...(await writableBy(test, prefix)), rows: new Map(), sets, looks: ['see', 'change', 'add'] }
}

/** The same, of one table alone and by one look. */
export async function narrowed(walls: Walls, table: string, look: Look): Promise<Walls> {
  const these = sets.filter((set) => compared[set].table === table)
  const only = <One extends { set: keyof Sets }>(by: Map<Way, One[]>) =>
    new Map([...by].map(([way, all]) => [way, all.filter(({ set }) => these.includes(set))]))
  const statements = await statementsOf(walls.test, walls.database.prefix, these)
  return { ...walls, statements, addable: only(walls.addable), changeable: only(walls.changeable), sets: these, looks: [look] }
}

export async function closeWalls({ test, database }: Walls): Promise<void> {
  await database.close()
  await test.drop()
}

/** For each way one statement over all the tables that it may read, and one over those that it may change. */
async function statementsOf(test: TestDatabase, prefix: string, these: readonly (keyof Sets)[] = sets): Promise<Statements> {
  const found = await test.owner.query<{ way: Way; table: string; change: boolean }>(
    `select w.way, t.table, has_any_column_privilege($4 || '_' || w.way, 'hub.' || t.table, 'update') as change
     from unnest($1::text[]) w (way), unnest($2::text[], $3::text[]) t ("table", key)
     where has_column_privilege($4 || '_' || w.way, 'hub.' || t.table, t.key, 'select')`,
    [ways, these.map((set) => compared[set].table), these.map((set) => compared[set].key.split(' ')[0]), prefix],
  )
  const held = (way: Way, set: keyof Sets) => found.rows.find((row) => row.way === way && row.table === compared[set].table)
  const all = (chosen: readonly (keyof Sets)[], lock: string) =>
    chosen
      .map((set) => `select '${set}' as set, key from (select (${compared[set].key})::text as key from ${compared[set].table}${lock}) rows`)
      .join(' union all ')
  return new Map(
    ways.map((way) => {
      const seen = these.filter((set) => held(way, set))
      // A row lock asks what an UPDATE would ask; this one lets the others lock too.
      const changed = these.filter((set) => held(way, set)?.change)
      return [way, { see: all(seen, ''), change: all(changed, ' for key share'), sets: new Set(seen) }]
    }),
  )
}

async function writableBy(test: TestDatabase, prefix: string): Promise<Pick<Walls, 'addable' | 'changeable'>> {
  const found = await test.owner.query<{ way: Way; act: string; set: keyof Sets; table: string; columns: string }>(
    `select w.way, x.act, t.set, t.table, string_agg(quote_ident(a.attname), ', ') as columns
     from unnest($1::text[]) w (way), unnest('{insert,update}'::text[]) x (act), unnest($2::text[], $3::text[]) t ("set", "table")
     join pg_attribute a on a.attrelid = ('hub.' || t.table)::regclass and a.attnum > 0 and not a.attisdropped
     where has_column_privilege($4 || '_' || w.way, a.attrelid, a.attnum, x.act) group by 1, 2, 3, 4`,
    [ways, sets, sets.map((set) => compared[set].table), prefix],
  )
  const of = (act: string, way: Way) => found.rows.filter((row) => row.act === act && row.way === way)
  const columnOf = ({ columns }: { columns: string }) => columns.split(', ')[0] ?? ''
  return {
    addable: new Map(ways.map((way) => [way, of('insert', way)])),
    changeable: new Map(ways.map((way) => [way, of('update', way).map((row) => ({ ...row, column: columnOf(row) }))])),
  }
}

/** What there is to be added a second time. */
export async function rememberRows(walls: Walls): Promise<void> {
  const named = new Map([...walls.addable.values()].flat().map(({ set, table }) => [set, table]))
  walls.rows.clear()
  for (const [set, table] of named) {
    const found = await walls.test.owner.query<{ key: string; row: string }>(
      `select (${compared[set].key})::text as key, to_jsonb(t)::text as row from ${table} t order by 1`,
    )
    walls.rows.set(set, new Map(found.rows.map(({ key, row }) => [key, row])))
  }
}
