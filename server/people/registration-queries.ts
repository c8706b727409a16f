import type { Language } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type NewRegistration = {
  id: string
  name: string
  mail: string
  locationId: string
  language: Language
  hash: Buffer
  expiresAt: Date
}

export async function insertRegistration(scope: Scope, registration: NewRegistration): Promise<void> {
  const { id, name, mail, locationId, language, hash, expiresAt } = registration
  await scope.run(
    sql`select door.ask_registration(${id}, ${mail}, ${name}, ${language}, ${locationId}, ${hash}, ${expiresAt.toISOString()}::timestamptz)`,
  )
}

export type RegistrationRow = {
  id: string
  mail: string
  name: string
  location_id: string
  expires_at: Date
  /** The person with this mail, where there is one. */
  account: string | null
}

/** An open one, by its token's hash. */
export function findRegistration(scope: Scope, hash: Buffer): Promise<RegistrationRow | undefined> {
  return scope.maybe(sql`select * from door.find_registration(${hash})`)
}

/** Answers its id; null where it was used or has lapsed meanwhile. */
export async function confirm(scope: Scope, hash: Buffer, person: string): Promise<string | null> {
  return (await scope.one<{ id: string | null }>(sql`select door.confirm_registration(${hash}, ${person}) as id`)).id
}

export type AnnouncedRow = { partner: string; name: string; mail: string; location_id: string }

/** The partner whose location it names; undefined where there is none, or the person needs no admission there. */
export function announce(scope: Scope, registration: string): Promise<AnnouncedRow | undefined> {
  return scope.maybe(sql`select * from door.announce_registration(${registration})`)
}
