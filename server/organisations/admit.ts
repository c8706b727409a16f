import type { ReplyOf } from '../../contract/endpoint.ts'
import type { admitRegistration, listRegistrations, refuseRegistration } from '../../contract/registrations.ts'
import { record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError, refusal } from '../platform/problems.ts'
import { findMember, isWaiting, listWaitingRows, type WaitingRow, writeAdmission, writeRefusalOfRegistration } from './member-queries.ts'
import { rolesOfKind } from './member-rules.ts'
import { actingFor, presentMember } from './members.ts'

/** Who registered by a location ID of the organisation acted for and waits, the longest first (R-A8). */
export async function listWaiting(scope: Scope, call: Call<typeof listRegistrations>): Promise<ReplyOf<typeof listRegistrations>> {
  const { limit, cursor } = call.query
  const rows = await listWaitingRows(scope, { after: readCursor(cursor, 2), limit })
  const present = ({ id, name, mail, location_id: locationId, confirmed_at }: WaitingRow) => {
    return { id, name, mail, locationId, confirmedAt: confirmed_at.toISOString() }
  }
  return pageOf(rows, limit, present, (row) => [row.confirmed_key, row.id])
}

/**
 * Admits: a member from their next request on, who hears it by mail. Refuses `members.role_not_of_kind`, `members.already_a_member`,
 * `registrations.decided`; 404 for any that is not the organisation's (R-A2).
 */
export async function admitOne(scope: Scope, hub: Hub, call: Call<typeof admitRegistration>): Promise<ReplyOf<typeof admitRegistration>> {
  const acting = actingFor(scope)
  const roles = rolesOfKind(acting.kind, call.body.roles)
  // Of what is not the organisation's, nothing is told but that (R-A2).
  if (!roles) throw (await isWaiting(scope, call.params.id)) ? new ProblemError('members.role_not_of_kind') : notFound()
  const id = newId()
  const admitted = await writeAdmission(scope, { registration: call.params.id, membership: id, roles })
  if (admitted.outcome !== 'admitted') throw refusal(admitted.outcome)
  const { name, mail, language } = admitted
  await queueMail(scope, hub, { to: mail, language, kind: 'admission', payload: { name, organisation: acting.name } })
  await record(scope, {
    organisation: acting.id,
    kind: 'registration.admitted',
    subject: id,
    detail: { name, mail, roles: roles.join(', ') },
  })
  const member = await findMember(scope, id)
  if (!member) throw new Error('the member who was just admitted is not there')
  return presentMember(member)
}

/** Refuses, and tells nobody but the log: an answer would tell strangers that the location ID is one (R-A2). */
export async function refuseOne(scope: Scope, call: Call<typeof refuseRegistration>): Promise<undefined> {
  const acting = actingFor(scope)
  const refused = await writeRefusalOfRegistration(scope, call.params.id)
  if (refused.outcome !== 'refused') throw refusal(refused.outcome)
  await record(scope, { organisation: acting.id, kind: 'registration.refused', subject: call.params.id, detail: { name: refused.name } })
}
