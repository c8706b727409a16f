import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { Tables } from '../../../database/tables.ts'

/** Builds statements and never runs one: that is a Scope's. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export { sql } from 'kysely'

export type Query<Row> = Compilable<Row> | RawBuilder<Row>

export function compile<Row>(query: Query<Row>): CompiledQuery<unknown> {
  // A raw statement is compiled by a database, a built one by itself.
  return 'isRawBuilder' in query ? (query as RawBuilder<Row>).compile(build) : (query as Compilable<Row>).compile()
}
