import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

/** Who did it is taken from the transaction. */
export async function insertEvents(scope: Scope, events: readonly { id: string; organisation: string; kind: string }[]): Promise<void> {
  await scope.run(sql`select door.record(${JSON.stringify(events)}::jsonb)`)
}
