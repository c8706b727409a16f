import type { Language } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

// Passwords, their resets, the second factor: doors of the system, but for what a person may see of their own.

/** Ends all sessions but the one kept. */
export async function setPassword(scope: Scope, set: { person: string; passwordHash: string; keptSession: string | null }): Promise<void> {
  await scope.run(sql`select door.set_password(${set.person}, ${set.passwordHash}, ${set.keptSession})`)
}

export async function insertReset(scope: Scope, reset: { id: string; mail: string; hash: Buffer; expiresAt: Date }): Promise<void> {
  await scope.run(
    sql`select door.ask_password_reset(${reset.id}, ${reset.mail}, ${reset.hash}, ${reset.expiresAt.toISOString()}::timestamptz)`,
  )
}

export type ResetRow = {
  person: string
  mail: string
  name: string
  language: Language
  time_zone: string
  operator: boolean
  expires_at: Date
}

/** An open reset of somebody's, by its id or its token's hash. */
export function findReset(scope: Scope, by: { id: string } | { hash: Buffer }): Promise<ResetRow | undefined> {
  return scope.maybe(sql`select * from door.find_password_reset(${'id' in by ? by.id : null}, ${'hash' in by ? by.hash : null})`)
}

/** False where it was used or has lapsed meanwhile. */
export async function completeReset(scope: Scope, hash: Buffer, passwordHash: string): Promise<boolean> {
  return (await scope.one<{ done: boolean }>(sql`select door.complete_password_reset(${hash}, ${passwordHash}) as done`)).done
}

export type SecondFactorRow = { secret: Buffer; in_force: boolean }

export function findSecondFactor(scope: Scope, person: string): Promise<SecondFactorRow | undefined> {
  return scope.maybe(sql`select * from door.find_second_factor(${person})`)
}

/** False where one is in force. */
export async function insertSecondFactor(scope: Scope, person: string, sealed: Buffer): Promise<boolean> {
  return (await scope.one<{ done: boolean }>(sql`select door.begin_second_factor(${person}, ${sealed}) as done`)).done
}

type Confirmation = { person: string; sealed: Buffer; step: number; hashes: readonly Buffer[]; keptSession: string | null }

/** False where it is in force already, or another secret is being set up by now. */
export async function putInForce(scope: Scope, { person, sealed, step, hashes, keptSession }: Confirmation): Promise<boolean> {
  const { done } = await scope.one<{ done: boolean }>(
    sql`select door.confirm_second_factor(${person}, ${sealed}, ${step}, ${[...hashes]}::bytea[], ${keptSession}) as done`,
  )
  return done
}

/** False where the step was used before. */
export async function takeTimeStep(scope: Scope, person: string, step: number): Promise<boolean> {
  return (await scope.one<{ done: boolean }>(sql`select door.use_time_step(${person}, ${step}) as done`)).done
}

/** False where there is no such code, or it was used. */
export async function takeRecoveryCode(scope: Scope, person: string, hash: Buffer): Promise<boolean> {
  return (await scope.one<{ done: boolean }>(sql`select door.use_recovery_code(${person}, ${hash}) as done`)).done
}

/** False where no second factor is in force. */
export async function replaceRecoveryCodes(scope: Scope, person: string, hashes: readonly Buffer[]): Promise<boolean> {
  return (await scope.one<{ done: boolean }>(sql`select door.keep_recovery_codes(${person}, ${[...hashes]}::bytea[]) as done`)).done
}

/** False where none was in force. */
export async function deleteSecondFactor(scope: Scope, person: string): Promise<boolean> {
  return (await scope.one<{ done: boolean }>(sql`select door.end_second_factor(${person}) as done`)).done
}

/** In the scope of the person alone. */
export function describeSecondFactor(scope: Scope): Promise<{ in_force_since: Date | null; codes_left: number }> {
  return scope.one(sql`select (select f.in_force_since from second_factor f where f.person = hub.person()) as in_force_since,
    (select count(*)::int from recovery_code c where c.person = hub.person() and c.used_at is null) as codes_left`)
}

export type TakenRow = {
  outcome: string
  person: string
  name: string
  mail: string
  language: Language
  time_zone: string
  organisations: string[]
}

/** By their mail; `outcome` is a problem's code where it was not done. */
export function takeSecondFactorOf(scope: Scope, mail: string): Promise<TakenRow> {
  return scope.one(sql`select * from door.take_second_factor(${mail})`)
}

/** Links that were never used, and browsers that were not used for so many days. Scope: `system`. */
export async function forgetOldLinks(scope: Scope): Promise<void> {
  await scope.one(sql`select door.forget_old_links(${limits.knownDeviceDays}, ${limits.registrationDays})`)
}
