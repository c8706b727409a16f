import type { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import type { member } from '../../contract/organisations.ts'
import type { Role } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { CursorValue } from '../platform/http/cursor.ts'

export type MemberRow = {
  id: string
  name: string
  mail: string
  roles: Role[]
  status: z.output<typeof member>['status']
  you: boolean
  joined_at: Date | null
  person: string | null
  revision: number
}

const columns = sql`m.id, m.person, m.name, m.mail, m.roles, m.status, coalesce(m.person = hub.person(), false) as you, m.joined_at, m.revision`

/** Members of the organisation acted for: a managing partner sees its customers' too, and they are not its own. */
export function listMemberRows(scope: Scope, page: { after: CursorValue[] | null; limit: number; q: string | null }): Promise<MemberRow[]> {
  const { after, limit, q } = page
  const from = after ? sql`and (m.name, m.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``
  const found = q === null ? sql`` : sql`and (strpos(lower(m.name), lower(${q})) > 0 or strpos(m.mail, lower(${q})) > 0)`
  return scope.all(sql`select ${columns} from membership m where m.organisation = hub.acting() and m.status <> 'removed' ${from} ${found}
    order by m.name, m.id limit ${limit + 1}`)
}

export function findMember(scope: Scope, id: string): Promise<MemberRow | undefined> {
  return scope.maybe(
    sql`select ${columns} from membership m where m.id = ${id} and m.organisation = hub.acting() and m.status <> 'removed'`,
  )
}

export type NewInvitation = {
  membership: string
  invitation: string
  organisation: string
  name: string
  mail: string
  roles: readonly Role[]
  hash: Buffer
  expiresAt: Date
}

export async function insertInvitedMember(scope: Scope, invited: NewInvitation): Promise<void> {
  const { membership, invitation, organisation, name, mail, roles, hash, expiresAt } = invited
  await scope.run(sql`select door.invite_member(${membership}, ${invitation}, ${organisation}, ${name}, ${mail}, ${[...roles]}::text[], ${hash},
    ${expiresAt.toISOString()}::timestamptz)`)
}

/**
 * The active administrators of the organisation acted for, locked in id order until the transaction ends: a second removal waits here
 * and then sees what the first left (R-A5).
 */
export async function lockAdministrators(scope: Scope, role: Role): Promise<string[]> {
  const rows = await scope.all<{ id: string }>(sql`select m.id from membership m
    where m.organisation = hub.acting() and m.status = 'active' and ${role} = any (m.roles) order by m.id for update`)
  return rows.map(({ id }) => id)
}

/** Changes a member of the organisation acted for; undefined where the revision is another by now. */
export function changeMember(
  scope: Scope,
  change: { id: string; revision: number | null; name: string | null; roles: readonly Role[] | null },
): Promise<MemberRow | undefined> {
  const { id, revision, name, roles } = change
  return scope.maybe(sql`update membership m set name = coalesce(${name}, m.name), roles = coalesce(${roles === null ? null : [...roles]}::text[], m.roles),
      revision = m.revision + 1
    where m.id = ${id} and m.organisation = hub.acting() and m.status <> 'removed' and m.revision = coalesce(${revision}::integer, m.revision)
    returning ${columns}`)
}

/** Answers whether there was such a member. */
export async function removeMemberRow(scope: Scope, id: string): Promise<boolean> {
  const removed = await scope.run(sql`update membership m set status = 'removed', revision = m.revision + 1
    where m.id = ${id} and m.organisation = hub.acting() and m.status <> 'removed'`)
  return removed > 0
}

export type WaitingRow = { id: string; name: string; mail: string; location_id: string; confirmed_at: Date; confirmed_key: string }

/** Who registered with the organisation acted for and waits, the longest first. */
export function listWaitingRows(scope: Scope, { after, limit }: { after: CursorValue[] | null; limit: number }): Promise<WaitingRow[]> {
  const from = after ? sql`and (r.confirmed_at, r.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  return scope.all(sql`select r.id, r.name, r.mail, r.location_id, r.confirmed_at,
      to_char(r.confirmed_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as confirmed_key
    from registration r where r.partner = hub.acting() and r.decided_at is null ${from} order by r.confirmed_at, r.id limit ${limit + 1}`)
}

/** Whether a registration is the organisation's. */
export async function isWaiting(scope: Scope, id: string): Promise<boolean> {
  return (await scope.maybe(sql`select r.id from registration r where r.id = ${id} and r.partner = hub.acting()`)) !== undefined
}

export type AdmittedRow = { outcome: string; person: string; name: string; mail: string; language: Language }

export function writeAdmission(
  scope: Scope,
  { registration, membership, roles }: { registration: string; membership: string; roles: readonly Role[] },
): Promise<AdmittedRow> {
  return scope.one(sql`select * from door.admit_registration(${registration}, ${membership}, ${[...roles]}::text[])`)
}

export function writeRefusalOfRegistration(scope: Scope, id: string): Promise<{ outcome: string; name: string }> {
  return scope.one(sql`select * from door.refuse_registration(${id})`)
}
