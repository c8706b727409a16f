import type { Permission } from '../../../contract/permissions.ts'
import { actorNow, hasPermission } from '../access/session.ts'
import type { Actor } from '../database/actor.ts'
import type { Database, Scope } from '../database/database.ts'
import { type Cell, type TableForm, type TableWriter, tableWriter } from '../files/write-table.ts'

/** One page of what a file tells, and where the next one begins; null at the end. */
export type Piece<Row, Place> = { rows: readonly Row[]; next: Place | null }
type Reader = { actor: Actor; setHeader(name: string, value: string): void }
type Told<Row, Place> = {
  /** Of the file, without the ending that its form has. */
  name: string
  form: TableForm
  columns: readonly string[]
  /** What the reader must still be allowed before each further page (R-A4). */
  needs: readonly Permission[]
  /** Null = from the start. */
  page(scope: Scope, from: Place | null): Promise<Piece<Row, Place>>
  cells(row: Row): readonly Cell[]
}

/**
 * A list as a file, page by page, each in a read-only transaction of its own with the rights of that moment (R-A4). The first page is read before the
 * first byte, so that its problems are answers; a reader whose rights end meanwhile gets a file that is cut off. Cells that a spreadsheet would run as
 * a formula come out as text.
 */
export async function streamTable<Row, Place>(
  database: Database,
  { actor, setHeader }: Reader,
  told: Told<Row, Place>,
): Promise<TableWriter['stream']> {
  const read = (reader: Actor, from: Place | null) => database.inReadOnlyScope(reader, (scope) => told.page(scope, from))
  const first = await read(actor, null)
  // Not before: a problem is no file.
  setHeader('content-disposition', `attachment; filename="${told.name}.${told.form}"`)
  const writer = tableWriter(told.form, told.columns)
  const write = async () => {
    for (let piece = first; ; ) {
      for (const row of piece.rows) await writer.write([...told.cells(row)])
      if (piece.next === null) break
      piece = await read(await readerNow(database, actor, told.needs), piece.next)
    }
    writer.end()
  }
  void write().catch(writer.fail)
  return writer.stream
}

/** Whoever reads a file, with the rights of this moment; throws where one of these is gone (R-A4). */
export async function readerNow(database: Database, actor: Actor, needs: readonly Permission[]): Promise<Actor> {
  const now = await actorNow(database, actor)
  if (!now || !needs.every((need) => hasPermission(now, need))) throw new Error('the reader may read it no more')
  return now
}

/** A page of rows that were read one too many, in the order that `place` follows. */
export function pieceOf<Row, Place>(rows: readonly Row[], atMost: number, place: (row: Row) => Place): Piece<Row, Place> {
  const shown = rows.slice(0, atMost)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > atMost && last !== undefined ? place(last) : null }
}
