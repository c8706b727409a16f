import type { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listMembers, member, removeMember, updateMember } from '../../contract/organisations.ts'
import { lastAdministrator } from '../../contract/permissions.ts'
import { record } from '../audit/index.ts'
import type { ActingFor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { changeMember, findMember, listMemberRows, lockAdministrators, type MemberRow, removeMemberRow } from './member-queries.ts'
import { losesLastAdministrator, rolesOfKind } from './member-rules.ts'

/** Members of the organisation acted for, invited ones too, by name. */
export async function listMemberPage(scope: Scope, call: Call<typeof listMembers>): Promise<ReplyOf<typeof listMembers>> {
  const { limit, cursor, q } = call.query
  const rows = await listMemberRows(scope, { after: readCursor(cursor, 2), limit, q: q || null })
  return pageOf(rows, limit, presentMember, (row) => [row.name, row.id])
}

/**
 * Changes a member's roles or name here; in force at their next request (R-A4). Refuses `members.role_not_of_kind`,
 * `members.last_administrator` (R-A5), 412 where the member was changed since; 404 where there is none.
 */
export async function changeOneMember(scope: Scope, call: Call<typeof updateMember>): Promise<ReplyOf<typeof updateMember>> {
  const acting = actingFor(scope)
  const { name = null, roles: asked } = call.body
  const roles = asked === undefined ? null : rolesOfKind(acting.kind, asked)
  if (asked !== undefined && roles === null) throw new ProblemError('members.role_not_of_kind')
  const administrators = roles === null ? [] : await lockAdministrators(scope, lastAdministrator[acting.kind])
  const before = await findMember(scope, call.params.id)
  if (!before) throw notFound()
  if (roles && losesLastAdministrator(acting.kind, { administrators, member: before.id, roles }))
    throw new ProblemError('members.last_administrator')
  const after = await changeMember(scope, { id: before.id, revision: call.ifMatch, name, roles })
  if (!after) throw new ProblemError('http.stale')
  await record(scope, {
    organisation: acting.id,
    kind: 'member.changed',
    subject: after.id,
    detail: { name: after.name, mail: after.mail, roles: after.roles.join(', '), formerRoles: before.roles.join(', ') },
  })
  return presentMember(after)
}

/** Removes a member, or takes an invitation back; in force at their next request (R-A4). Refuses `members.last_administrator` (R-A5). */
export async function removeOneMember(scope: Scope, call: Call<typeof removeMember>): Promise<undefined> {
  const acting = actingFor(scope)
  const administrators = await lockAdministrators(scope, lastAdministrator[acting.kind])
  const member = await findMember(scope, call.params.id)
  if (!member) throw notFound()
  if (losesLastAdministrator(acting.kind, { administrators, member: member.id, roles: [] }))
    throw new ProblemError('members.last_administrator')
  // Somebody else was quicker: there is no such member any more.
  if (!(await removeMemberRow(scope, member.id))) throw notFound()
  await record(scope, {
    organisation: acting.id,
    kind: 'member.removed',
    subject: member.id,
    detail: { name: member.name, mail: member.mail },
  })
}

export function presentMember(row: MemberRow): z.output<typeof member> {
  const { id, name, mail, roles, status, you, revision } = row
  return { id, personId: row.person, name, mail, roles, status, you, joinedAt: row.joined_at?.toISOString() ?? null, revision }
}

/** Members act for an organisation: the second gate let nobody else through. */
export function actingFor(scope: Scope): ActingFor {
  const { acting } = scope.actor
  if (!acting) throw new ProblemError('http.no_organisation')
  return acting
}
