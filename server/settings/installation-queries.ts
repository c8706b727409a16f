import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

// What a server asks before it serves anybody. Scope: `system`.

/** How many migrations are in. */
export async function countMigrations(scope: Scope): Promise<number> {
  return (await scope.one<{ n: number }>(sql`select count(*)::int as n from door.migrations()`)).n
}

/** Keeps by what a wrong key is noticed, once; answers whether no server has settled this installation yet. */
export async function keepKeyCheck(scope: Scope, keyCheck: Buffer): Promise<boolean> {
  return (await scope.one<{ unsettled: boolean }>(sql`select door.set_key_check(${keyCheck}) as unsettled`)).unsettled
}

export function getInstallation(scope: Scope): Promise<{ key_check: Buffer; demonstration: boolean }> {
  return scope.one(sql`select key_check, demonstration from door.installation()`)
}

export async function markDemonstration(scope: Scope): Promise<void> {
  await scope.one(sql`select door.set_demonstration(true)`)
}
