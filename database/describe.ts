import type pg from 'pg'

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int4: 'number',
  int8: 'number',
  timestamptz: 'Date',
  date: 'string',
  jsonb: 'unknown',
  bytea: 'Buffer',
  xid8: 'string',
  _text: 'string[]',
  _uuid: 'string[]',
}

type Column = { table: string; name: string; type: string; nullable: boolean; generated: boolean; fallback: boolean }

/** Row types of all tables of the hub, for Kysely. */
export async function describeTables(client: pg.Client): Promise<string> {
  const columns = await client.query<Column>(`
    select c.relname as "table", a.attname as name, t.typname as type, not a.attnotnull as nullable,
      a.attgenerated <> '' or a.attidentity <> '' as generated, a.atthasdef as fallback
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hub'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname, a.attnum`)
  const tables = Map.groupBy(columns.rows, (column) => column.table)
  const lines = [
    '// Made by `npm run generate` from the migrations. Not edited.',
    "import type { Generated, GeneratedAlways } from 'kysely'",
    '',
    'export type Tables = {',
  ]
  for (const [table, of] of tables) {
    lines.push(`  ${table}: {`)
    for (const column of of) lines.push(`    ${column.name}: ${columnType(column)}`)
    lines.push('  }')
  }
  return [...lines, '}', ''].join('\n')
}

function columnType(column: Column): string {
  const known = types[column.type]
  if (!known) throw new Error(`no type for ${column.table}.${column.name} (${column.type})`)
  const type = column.nullable ? `${known} | null` : known
  if (column.generated) return `GeneratedAlways<${type}>`
  return column.fallback ? `Generated<${type}>` : type
}

/** The schema in SQL's own words: tables, indexes, policies, grants and doors, with the prefix put back. */
export async function describeSchema(client: pg.Client, prefix: string): Promise<string> {
  const parts: string[] = ['-- Made by `npm run generate` from the migrations. Not edited; for reading and review.']
  const say = async (title: string, query: string) => {
    const rows = await client.query<{ line: string }>(query)
    parts.push(`\n-- ${title}`, ...rows.rows.map((row) => row.line))
  }
  await say(
    'Tables',
    `
    select format(E'table %s (\\n%s\\n)', c.relname, string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E',\\n' order by a.attnum)) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hub'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p') and not c.relispartition group by c.relname order by c.relname`,
  )
  await say(
    'Constraints',
    `
    select format('%s: %s', c.relname, pg_get_constraintdef(x.oid)) as line from pg_constraint x join pg_class c on c.oid = x.conrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hub' where not c.relispartition and x.contype <> 'n' order by c.relname, x.contype, x.conname`,
  )
  await say(
    'Indexes',
    `
    select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hub' where not c.relispartition order by c.relname, 1`,
  )
  await say(
    'Policies',
    `
    select format('%s: %s for %s to %s using (%s) with check (%s)', p.tablename, p.policyname, p.cmd, array_to_string(p.roles, ','),
      regexp_replace(coalesce(p.qual, ''), '\\s+', ' ', 'g'), regexp_replace(coalesce(p.with_check, ''), '\\s+', ' ', 'g')) as line
    from pg_policies p join pg_class c on c.relname = p.tablename join pg_namespace n on n.oid = c.relnamespace and n.nspname = p.schemaname
    where p.schemaname = 'hub' and not c.relispartition order by p.tablename, p.cmd, p.policyname`,
  )
  await say(
    'Column grants',
    `
    select format('%s %s (%s) to %s', g.table_name, lower(g.privilege_type), string_agg(g.column_name::text, ', ' order by g.column_name), g.grantee) as line
    from information_schema.column_privileges g join pg_class c on c.relname = g.table_name join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hub'
    where g.table_schema = 'hub' and g.grantee like '${prefix}\\_%' and g.grantee <> '${prefix}_door' and not c.relispartition
    group by g.table_name, g.privilege_type, g.grantee order by g.table_name, g.privilege_type, g.grantee`,
  )
  await say(
    'Doors',
    `
    select format('door.%s(%s) returns %s: %s', p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid),
      coalesce((select string_agg(a.grantee::regrole::text, ', ' order by a.grantee::regrole::text) from aclexplode(p.proacl) a
        where a.grantee <> p.proowner and a.grantee <> 0 and a.grantee::regrole::text like '${prefix}\\_%'), 'nobody')) as line
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'door' order by p.proname`,
  )
  return `${parts.join('\n').replaceAll(`${prefix}_`, ':prefix_')}\n`
}
