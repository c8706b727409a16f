import { limits } from '../../contract/limits.ts'
import { deviceReaders } from '../../contract/permissions.ts'
import { sessionLimits, tokenHash } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Notice } from './notify.ts'
import { ofOperators, rolesOf, usualDigest, usualWays } from './rules.ts'

export type NotificationRow = {
  id: string
  at: Date
  /** `at` in full, for the cursor. */
  at_key: string
  organisation: string | null
  kind: string
  payload: unknown
  link: string | null
  read: boolean
}

/**
 * What somebody may still read: not about an organisation that they have left, or whose rules for signing in this session does not meet, nor what
 * whoever runs the hub is told, once they do not (R-A4).
 */
const standing = ({ actor }: Scope) => sql`n.person = hub.person()
  and (n.kind <> all (${[...ofOperators]}::text[]) or exists (select from person p where p.id = hub.person() and p.operator)) and (n.organisation is null or n.organisation in (
  select m.organisation from membership m where m.person = hub.person() and door.sign_in_barrier(${actor.session ?? null}::uuid, m.organisation) is null))`

/** One page, newest first, and how many are unread over all, counted as far as they are shown; in one statement: the two belong together. */
export async function listOwn(
  scope: Scope,
  after: { at: string; id: string } | null,
  atMost: number,
): Promise<{ unread: number; rows: NotificationRow[] }> {
  const found = await scope.all<{ unread: number; id: string | null } & Omit<NotificationRow, 'id'>>(sql`
    select u.unread, p.* from (
      select count(*)::int as unread from (select from notification n where ${standing(scope)} and n.read_at is null limit ${limits.unreadShown}) n) u
    left join lateral (
      select n.id, n.at, to_char(n.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_key, n.organisation, n.kind, n.payload, n.link, n.read_at is not null as read
      from notification n where ${standing(scope)} ${after === null ? sql`` : sql`and (n.at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by n.at desc, n.id desc limit ${atMost}) p on true
    order by p.at desc, p.id desc`)
  return { unread: found[0]?.unread ?? 0, rows: found.flatMap(({ unread: _all, id, ...row }) => (id === null ? [] : [{ ...row, id }])) }
}

/** Answers whether it is there. */
export async function markRead(scope: Scope, id: string): Promise<boolean> {
  return (
    (await scope.run(sql`update notification n set read_at = coalesce(n.read_at, hub.now()) where n.id = ${id} and ${standing(scope)}`)) > 0
  )
}

export function markAllRead(scope: Scope): Promise<number> {
  return scope.run(sql`update notification n set read_at = hub.now() where ${standing(scope)} and n.read_at is null`)
}

/** Of several people, each their own, in one statement. */
export async function insertForPeople(
  scope: Scope,
  notices: readonly (Notice & { person: string; organisation: string | null })[],
): Promise<void> {
  await scope.run(sql`
    select door.notify_person(n.person, n.organisation, n.kind, n.payload, n.link)
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) n (person uuid, organisation uuid, kind text, payload jsonb, link text)`)
}

/** Of several organisations, each its own, in one statement. */
export function insertForMembers(
  scope: Scope,
  kind: Notice['kind'],
  notices: readonly (Omit<Notice, 'kind'> & { organisation: string })[],
): Promise<{ person: string; organisation: string }[]> {
  return scope.all(sql`
    select p.person, n.organisation from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) n (organisation uuid, payload jsonb, link text)
    cross join lateral door.notify_members(n.organisation, ${[...rolesOf(kind)]}::text[], ${kind}, n.payload, n.link) as p (person)`)
}

/** Where a session's person is a member, and where of these they read devices. */
export type Standing = { organisations: ReadonlySet<string>; readsDevicesIn: ReadonlySet<string> }

/** As of now; null where the session is over (R-A4). Not counted as use of it. Scope: `system`. */
export async function findStanding(scope: Scope, token: string): Promise<Standing | null> {
  const found = await scope.maybe<{ organisations: string[]; holding: string[] }>(
    sql`select organisations, holding from door.session_stands(${tokenHash(token)}, ${deviceReaders}::text[], ${sessionLimits})`,
  )
  return found ? { organisations: new Set(found.organisations), readsDevicesIn: new Set(found.holding) } : null
}

/** The person's choices, and every role they hold anywhere. */
export function findChoices(scope: Scope): Promise<{ revision: number; chosen: unknown; roles: string[] }> {
  return scope.one(sql`select coalesce(c.revision, 0) as revision, coalesce(c.ways, '{}') as chosen,
      array(select distinct r from membership m, unnest(m.roles) r where m.person = hub.person()) as roles
    from (values (hub.person())) me (person) left join notification_choice c on c.person = me.person`)
}

/** Answers whether they were at that revision still; 0 = nothing was ever chosen. */
export async function keepChoices(scope: Scope, ways: Record<string, string>, revision: number): Promise<boolean> {
  const kept = await scope.run(sql`
    insert into notification_choice as c (person, ways) select hub.person(), ${JSON.stringify(ways)}::jsonb
    where ${revision} = 0 or exists (select from notification_choice x where x.person = hub.person())
    on conflict (person) do update set ways = c.ways || excluded.ways, revision = c.revision + 1 where c.revision = ${revision}`)
  return kept > 0
}

type Written = { mails: string[]; more: boolean }

/** One batch of notifications that nobody looked at yet; the mails that tell some of them at once. */
export async function writeNews(scope: Scope, atMost: number): Promise<Written> {
  const { seen, mails } = await scope.one<{ seen: number; mails: string[] }>(
    sql`select seen, mails from door.mail_notices(${JSON.stringify(usualWays)}::jsonb, ${atMost})`,
  )
  return { mails, more: seen === atMost }
}

/** One batch of people whose digest is due at that time; the mails. */
export async function openDigests(scope: Scope, at: Date, { hour, atMost }: { hour: number; atMost: number }): Promise<Written> {
  const rows = await scope.all<{ mail: string }>(
    sql`select mail from door.open_digests(${at.toISOString()}::timestamptz, make_time(${hour}, 0, 0), ${atMost}) as mail`,
  )
  return { mails: rows.map(({ mail }) => mail), more: rows.length === atMost }
}

/** Undefined where there is no such person. */
export function findDigest(scope: Scope, person: string): Promise<{ mail: string; subscribed: boolean } | undefined> {
  return scope.maybe(sql`select mail, subscribed from door.find_digest(${person}, ${[...usualDigest]}::text[])`)
}

/** Answers whether there is such a person. */
export async function endDigestOf(scope: Scope, person: string): Promise<boolean> {
  return (await scope.one<{ ended: boolean }>(sql`select door.end_digest(${person}, ${[...usualDigest]}::text[]) as ended`)).ended
}
