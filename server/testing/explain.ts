import type { Database, Scope } from '../platform/database/database.ts'
import { compile, type Query } from '../platform/database/query.ts'

/** One statement as PostgreSQL ran it: pages of tables and indexes that it looked at, with those of the functions that it called. */
export type Look = { text: string; pages: number; plan: string }

/** The same database; what each reading statement costs is told before it runs. Costs are counted in pages, which no machine's speed changes. */
export function explaining(database: Database, tell: (look: Look) => void): Database {
  return {
    ...database,
    inReadOnlyScope: (actor, work, way) => database.inReadOnlyScope(actor, (scope) => work(explained(scope, tell)), way),
  }
}

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  Plans?: Node[]
}
type Root = Node & { 'Shared Hit Blocks': number; 'Shared Read Blocks': number }

function explained(scope: Scope, tell: (look: Look) => void): Scope {
  const first = <Row>(query: Query<Row>) => {
    const { sql, parameters } = compile(query)
    const compiled = { sql: `explain (analyze, buffers, timing off, format json) ${sql}`, parameters }
    const asked = { compile: () => compiled } as unknown as Query<{ 'QUERY PLAN': { Plan: Root }[] }> // a statement of words, as `compile` reads it
    scope.all(asked).then(
      (rows) => {
        const root = rows[0]?.['QUERY PLAN'][0]?.Plan
        if (root) tell({ text: sql, pages: root['Shared Hit Blocks'] + root['Shared Read Blocks'], plan: drawn(root).join('\n') })
      },
      () => {}, // the statement itself fails of the same
    )
  }
  return {
    ...scope,
    get actor() {
      return scope.actor
    },
    all(query) {
      first(query)
      return scope.all(query)
    },
    one(query) {
      first(query)
      return scope.one(query)
    },
    maybe(query) {
      first(query)
      return scope.maybe(query)
    },
  }
}

function drawn(node: Node, depth = 0): string[] {
  const where = [node['Relation Name'], node['Index Name']].filter(Boolean).join(' by ')
  const line = `${'  '.repeat(depth)}${node['Node Type']} ${where} (${node['Actual Rows']} rows, ${node['Actual Loops']} times)`
  return [line, ...(node.Plans ?? []).flatMap((one) => drawn(one, depth + 1))]
}
