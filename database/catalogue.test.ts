// Longer than 300 lines: one catalogue, looked at on two PostgreSQLs with the same sentences.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgres15IsHere, type SystemPostgres, startPostgres15 } from '../server/testing/system-postgres.ts'
import { describeSchema, describeTables } from './describe.ts'
import { migrate, migrationFiles } from './migrate.ts'

// What PostgreSQL itself says of the walls. Each check is a query for what breaks a rule; the last test of all breaks every rule and
// expects to be told, so that a check that finds nothing is known to look.

const login = 'steward_app'
const ways = ['managed', 'linked', 'vendor', 'end_user', 'any', 'person', 'operator', 'system']

/** Tables without row-level security, and why. */
const unwalled: Record<string, string> = {
  migration: 'names of files; no way of seeing has a grant on it, one door reads it',
}

/** Foreign keys whose index leaves rows out. Nothing that they point at is ever deleted or given another id: the index serves reads alone. */
const partlyIndexed: Record<string, string> = {
  'device.vendor': 'retired records are in no list',
  'device.tenant': 'retired records are in no list',
  'device.managing_partner': 'retired records are in no list',
  'device.reseller': 'retired records are in no list',
  'device.service': 'retired records are in no list',
  'device.host': 'followers of a host are looked for among records that are not retired',
  'possession.origin_partner': 'asked of open possessions; every further index is paid at each move',
  'possession.last_holding': 'asked of open possessions; every further index is paid at each move',
  'possession.vendor': 'asked of open possessions; every further index is paid at each move',
}

/** Doors whose first statement does not ask for the capacity, and why. */
const unasked: Record<string, string> = {
  prefix: 'the login opens it before it has any capacity; it tells how the roles are called',
  open_months: 'migrations call it as the owner, who has no capacity; else the system alone may',
}

type Found = { what: string }
type Check = { rule: string; query: (prefix: string) => string; broken: string }

const grants = (relation: string) => `aclexplode(coalesce(${relation}.relacl, acldefault('r', ${relation}.relowner)))`
const literal = (names: readonly string[]) => `array[${names.map((name) => `'${name}'`).join(', ')}]::text[]`

const checks: readonly Check[] = [
  {
    rule: 'every table of the hub, partitions too, is under row-level security or named as an exception',
    query:
      () => `select c.relname as what from pg_class c where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
      and c.relname <> all (${literal(Object.keys(unwalled))})`,
    broken: 'naked',
  },
  {
    rule: 'no way of seeing reads an exception, and an exception is a table that stands',
    query: (prefix) => `select e.name || ' ' || coalesce(w.rolname, 'is not there or is walled') as what
      from unnest(${literal(Object.keys(unwalled))}) e (name)
      left join pg_class c on c.relname = e.name and c.relnamespace = 'hub'::regnamespace and not c.relrowsecurity
      left join pg_roles w on w.rolname in (${ways.map((way) => `'${prefix}_${way}'`).join(', ')}) and has_any_column_privilege(w.oid, c.oid, 'select, insert, update')
      where c.oid is null or w.oid is not null`,
    broken: 'migration PREFIX_any',
  },
  {
    rule: 'every policy is for one role of this hub',
    query: (prefix) => `select c.relname || ': ' || p.polname as what from pg_policy p join pg_class c on c.oid = p.polrelid
      where cardinality(p.polroles) <> 1 or p.polroles[1]::regrole::text not in (${[...ways, 'door'].map((way) => `'${prefix}_${way}'`).join(', ')})`,
    broken: 'vendor: loose',
  },
  {
    rule: 'every foreign key has an index that begins with its columns',
    query: () => `select c.relname || '.' || string_agg(a.attname, ',' order by a.attnum) as what
      from pg_constraint k join pg_class c on c.oid = k.conrelid and not c.relispartition
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
      where k.contype = 'f' and k.connamespace = 'hub'::regnamespace
      and not exists (select from pg_index i where i.indrelid = k.conrelid and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
        and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)
          or c.relname || '.' || a.attname = any (${literal(Object.keys(partlyIndexed))})))
      group by c.relname, k.oid`,
    broken: 'naked.organisation',
  },
  {
    rule: 'PUBLIC and the login have no privilege on a table of the hub or of the queue, nor partitions any but through their table',
    query: (prefix) => `select c.relname || ' to ' || case g.grantee when 0 then 'PUBLIC' else g.grantee::regrole::text end as what
      from pg_class c, ${grants('c')} g where c.relnamespace in ('hub'::regnamespace, 'jobs'::regnamespace, 'wall'::regnamespace, 'door'::regnamespace) and c.relkind <> 'i'
      and (g.grantee in (0, '${login}'::regrole)
        or c.relispartition and c.relnamespace = 'hub'::regnamespace and g.grantee not in (c.relowner, '${prefix}_door'::regrole))
      union select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) g
      where c.relnamespace in ('hub'::regnamespace, 'jobs'::regnamespace) and (g.grantee in (0, '${login}'::regrole) or c.relispartition)`,
    broken: 'naked to PUBLIC',
  },
  {
    rule: 'PUBLIC and the login may run no function of the hub, its doors, its walls or the queue, but the one door that tells the prefix',
    query: () => `select p.oid::regprocedure::text as what from pg_proc p
      where p.pronamespace in ('hub'::regnamespace, 'door'::regnamespace, 'wall'::regnamespace, 'jobs'::regnamespace)
      and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee in (0, '${login}'::regrole))
      and p.oid <> 'door.prefix()'::regprocedure`,
    broken: 'door.loose()',
  },
  {
    rule: 'PUBLIC may enter no schema, the login that of the doors alone, and no way may make anything anywhere',
    query: (prefix) => `select n.nspname || ' to ' || r.name || ': ' || w.wanted as what from pg_namespace n,
      unnest(array['public', '${login}', ${ways.map((way) => `'${prefix}_${way}'`).join(', ')}]) r (name), unnest(array['usage', 'create']) w (wanted)
      where n.nspname in ('hub', 'door', 'wall', 'jobs') and has_schema_privilege(r.name, n.oid, w.wanted)
      and not (w.wanted = 'usage' and ((r.name = '${login}' and n.nspname = 'door') or (r.name not in ('public', '${login}') and n.nspname in ('hub', 'door'))))`,
    broken: 'wall to public: usage',
  },
  {
    rule: 'the queue’s tables are its own role’s alone, and that role has nothing of the hub',
    query: (prefix) => `select c.oid::regclass::text || ' to ' || g.grantee::regrole::text as what from pg_class c, ${grants('c')} g
      where g.grantee not in (c.relowner, 0) and (c.relnamespace = 'jobs'::regnamespace) <> (g.grantee = '${prefix}_jobs'::regrole)
      and c.relnamespace in ('hub'::regnamespace, 'jobs'::regnamespace)`,
    broken: 'hub.naked to PREFIX_jobs',
  },
  {
    rule: 'roles of the hub log in never, are members of nothing, own nothing but doors, bypass nothing',
    query: (prefix) => `select r.rolname || ' ' || f.fault as what from pg_roles r, lateral (
        select 'logs in' where r.rolcanlogin union all select 'bypasses' where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
        union all select 'is a member of ' || m.roleid::regrole::text from pg_auth_members m where m.member = r.oid
        union all select 'owns ' || c.relname from pg_class c where c.relowner = r.oid
        union all select 'owns ' || p.proname from pg_proc p where p.proowner = r.oid and not (r.rolname = '${prefix}_door' and p.pronamespace = 'door'::regnamespace)) f (fault)
      where r.rolname in (${[...ways, 'door', 'jobs'].map((way) => `'${prefix}_${way}'`).join(', ')})`,
    broken: 'PREFIX_any is a member of PREFIX_person',
  },
  {
    rule: 'the login owns nothing, bypasses nothing, inherits from none of its roles, and is no member of the doors’',
    query: (prefix) => `select f.fault as what from pg_roles r, lateral (
        select 'bypasses' where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolinherit
        union all select 'owns ' || d.classid::regclass::text from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o'
        union all select 'inherits from ' || w.rolname from pg_auth_members m join pg_roles w on w.oid = m.roleid where m.member = r.oid and pg_has_role(r.oid, w.oid, 'usage')
        union all select 'is the door' where pg_has_role(r.oid, '${prefix}_door', 'member')) f (fault)
      where r.rolname = '${login}'`,
    broken: 'is the door',
  },
  {
    rule: 'every door is security definer, owned by the door role, with a search path that nobody can put anything into',
    query: (prefix) => `select p.proname as what from pg_proc p where p.pronamespace = 'door'::regnamespace
      and not (p.prosecdef and 'search_path=pg_catalog, pg_temp' = any (coalesce(p.proconfig, '{}'))
        and p.proowner = case p.proname when 'open_months' then (select n.nspowner from pg_namespace n where n.nspname = 'door') else '${prefix}_door'::regrole end)`,
    broken: 'loose',
  },
  {
    rule: 'no function but a door runs with another’s rights, and no view looks past a wall',
    query:
      () => `select p.oid::regprocedure::text as what from pg_proc p where p.pronamespace in ('hub'::regnamespace, 'wall'::regnamespace) and p.prosecdef
      union all select c.relname from pg_class c where c.relnamespace in ('hub'::regnamespace, 'door'::regnamespace) and c.relkind in ('v', 'm')`,
    broken: 'hub.loose()',
  },
  {
    rule: 'no way of seeing reads a secret, and none but reach reads where a device is',
    query: (prefix) => `select c.relname || '.' || a.attname || ' to ' || w.rolname as what
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p')
      join pg_roles w on w.rolname in (${ways.map((way) => `'${prefix}_${way}'`).join(', ')})
      where a.attnum > 0 and not a.attisdropped and has_column_privilege(w.oid, c.oid, a.attnum, 'select')
      and (a.attname in ('token_hash', 'password_hash')
        or (c.relname = 'device' and w.rolname in ('${prefix}_vendor', '${prefix}_linked', '${prefix}_end_user')
          and a.attname in ('tenant', 'possession', 'managing_partner', 'host', 'mac', 'merged_into'))
        or (c.relname = 'device' and w.rolname in ('${prefix}_vendor', '${prefix}_end_user') and a.attname in ('reseller', 'service')))`,
    broken: 'session.token_hash to PREFIX_any',
  },
]

/** Breaks every rule above, in a transaction that is rolled back. */
const mischief = (prefix: string) => `
  create table hub.naked (organisation uuid references hub.organisation);
  grant select on hub.naked to public, ${prefix}_jobs;
  grant select on hub.migration to ${prefix}_any;
  grant usage on schema wall to public;
  grant select (token_hash) on hub.session to ${prefix}_any;
  create policy loose on hub.vendor for select using (true);
  create function hub.loose() returns integer language sql security definer as 'select 1';
  create function door.loose() returns integer language sql as 'select 1';
  grant execute on function door.loose() to public;
  grant ${prefix}_person to ${prefix}_any;
  grant ${prefix}_door to ${login};`

type Door = { name: string; opened: string; trigger: boolean; source: string }

async function doorsOf(client: pg.Client, prefix: string): Promise<Door[]> {
  const found = await client.query<{ name: string; roles: string[]; trigger: boolean; source: string }>(`
    select p.proname as name, p.prosrc as source, p.prorettype = 'trigger'::regtype as trigger,
      array(select g.grantee::regrole::text from aclexplode(p.proacl) g where g.grantee <> p.proowner) as roles
    from pg_proc p where p.pronamespace = 'door'::regnamespace order by p.proname`)
  const way = (role: string) => (role === login ? 'the login' : role.startsWith(`${prefix}_`) ? role.slice(prefix.length + 1) : role)
  return found.rows.map(({ roles, ...door }) => ({ ...door, opened: roles.map(way).sort().join(', ') || 'nobody' }))
}

/** The table under "## Doors" in ARCHITECTURE.md. */
async function listedDoors(): Promise<{ name: string; opened: string }[]> {
  const text = await readFile(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8')
  const section = text.split(/^## /m).find((part) => part.startsWith('Doors\n')) ?? ''
  return [...section.matchAll(/^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$/gm)]
    .map(([, name = '', opened = '']) => ({
      name,
      opened: opened
        .split(',')
        .map((way) => way.trim())
        .sort()
        .join(', '),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether the first thing that a door does is to ask in which capacity it is opened. */
function asksFirst({ name, source }: Pick<Door, 'name' | 'source'>): boolean {
  const bare = source.replace(/--.*$/gm, '')
  const first = /(?:^|\s)begin\s+([\s\S]*?);/i.exec(bare)?.[1]
  if (first === undefined) return /hub\.capacity\(\)/.test(bare) // one SQL expression
  return (
    first.startsWith(`perform hub.need('door.${name}', `) ||
    /^if hub\.capacity\(\) (<>|=) '\w+' then raise insufficient_privilege/.test(first)
  )
}

const clusters: { name: string; here: boolean; start: () => Promise<SystemPostgres> }[] = [
  { name: 'the PostgreSQL that Steward brings', here: true, start: async () => ({ ...inject('postgres'), stop: async () => {} }) },
  {
    name: postgres15IsHere ? 'PostgreSQL 15' : 'PostgreSQL 15 (skipped: none in /usr/lib/postgresql/15)',
    here: postgres15IsHere,
    start: startPostgres15,
  },
]

for (const cluster of clusters) {
  describe.skipIf(!cluster.here)(`the catalogue on ${cluster.name}`, () => {
    let server: SystemPostgres
    let owner: pg.Client
    let prefix = ''
    const made: string[] = []

    const at = (url: string, database: string) => url.replace(/\/\w+\?/, `/${database}?`)
    const connect = async (url: string) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }
    const freshDatabase = async (): Promise<string> => {
      const name = `catalogue_${randomBytes(6).toString('hex')}`
      const superuser = await connect(at(server.superuserUrl, 'postgres'))
      await superuser.query(`create database ${name} owner steward_owner`)
      await superuser.end()
      made.push(name)
      return at(server.ownerUrl, name)
    }

    beforeAll(async () => {
      server = await cluster.start()
      const ownerUrl = await freshDatabase()
      prefix = (await migrate({ ownerUrl, login })).prefix
      owner = await connect(ownerUrl)
    }, 120_000)
    afterAll(async () => {
      await owner.end()
      const superuser = await connect(at(server.superuserUrl, 'postgres'))
      for (const name of made) await superuser.query(`drop database ${name} with (force)`)
      await superuser.end()
      await server.stop()
    })

    const find = async (check: Check) => (await owner.query<Found>(check.query(prefix))).rows.map((row) => row.what)

    for (const check of checks) {
      it(check.rule, async () => {
        expect(await find(check)).toEqual([])
      })
    }

    it('every check is awake: it tells of the mischief made for it', async () => {
      await owner.query('begin')
      try {
        await owner.query(mischief(prefix))
        for (const check of checks) expect(await find(check), check.rule).toContain(check.broken.replaceAll('PREFIX', prefix))
      } finally {
        await owner.query('rollback')
      }
    })

    it('the doors are those of ARCHITECTURE.md, opened to whom it says', async () => {
      const there = await doorsOf(owner, prefix)
      expect(there.length).toBeGreaterThan(40)
      expect(await listedDoors()).toEqual(there.map(({ name, opened }) => ({ name, opened })))
    })

    it('every door that somebody may open asks for the capacity first', async () => {
      const open = (await doorsOf(owner, prefix)).filter((door) => !door.trigger && door.opened !== 'nobody')
      expect(open.filter((door) => !asksFirst(door)).map((door) => door.name)).toEqual(Object.keys(unasked).sort())
      expect(asksFirst({ name: 'late', source: "begin\n  delete from hub.mail;\n  perform hub.need('door.late', 'system');\nend" })).toBe(
        false,
      )
      expect(asksFirst({ name: 'wrong', source: "begin\n  perform hub.need('door.other', 'system');\nend" })).toBe(false)
    })

    it('the generated files are current: schema.sql and tables.ts', async () => {
      const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
      expect(await describeTables(owner)).toBe(await read('tables.ts'))
      expect(await describeSchema(owner, prefix)).toBe(await read('schema.sql'))
    })

    it('migrations that break off behind each file and go on later end in the same database as fresh ones', async () => {
      const ownerUrl = await freshDatabase()
      const files = await migrationFiles()
      const applied: string[] = []
      for (const file of files) applied.push(...(await migrate({ ownerUrl, login, upTo: file })).applied)
      const last = await migrate({ ownerUrl, login })
      expect([...applied, ...last.applied]).toEqual([...files, 'jobs'])
      expect((await migrate({ ownerUrl, login })).applied).toEqual([])
      const upgraded = await connect(ownerUrl)
      expect(await describeSchema(upgraded, last.prefix)).toBe(await describeSchema(owner, prefix))
      await upgraded.end()
    }, 60_000)
  })
}
