import { limits } from '../../contract/limits.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

/** Answers how many changes it added to the counts. */
export async function foldDeltas(scope: Scope): Promise<number> {
  return (await scope.one<{ n: number }>(sql`select door.fold_counters() as n`)).n
}

/** Answers how many partitions were missing. */
export async function addMonths(scope: Scope): Promise<number> {
  return (await scope.one<{ n: number }>(sql`select door.open_months() as n`)).n
}

/** Answers how many keys it forgot. */
export async function dropOldKeys(scope: Scope): Promise<number> {
  return (await scope.one<{ n: number }>(sql`select door.forget_old_keys(${limits.idempotencyKeyHours}) as n`)).n
}
