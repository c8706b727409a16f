import type { listRelationships, requestRelationship } from '../../contract/dealings.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import type { NotificationKind } from '../../contract/notifications.ts'
import { record } from '../audit/index.ts'
import { copyManagingPartner } from '../devices/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { isProblemCode, notFound, refusal } from '../platform/problems.ts'
import {
  getName,
  getRelationship,
  insertSupplyRequest,
  listRelationshipRows,
  type RelationshipRow,
  writeRelationship,
} from './dealings-queries.ts'
import { type Participle, participles, type Wanted, whatMayBeDone } from './dealings-rules.ts'
import { actingFor } from './members.ts'

type Shown = ReplyOf<typeof requestRelationship>

/** Relationships of the organisation acted for, ended ones too, the newest first. */
export async function listRelationshipPage(scope: Scope, call: Call<typeof listRelationships>): Promise<ReplyOf<typeof listRelationships>> {
  const { limit, cursor, kind = null } = call.query
  const rows = await listRelationshipRows(scope, { after: readCursor(cursor, 2), limit, kind })
  return pageOf(
    rows,
    limit,
    (row) => presentRelationship(scope.actor, row),
    (row) => [row.requested_key, row.id],
  )
}

/**
 * A provider asks the partner of a location ID to be its supplier (R-I2). Refuses `relationships.exists`,
 * `accreditations.kind_of_organisation` for whoever is no provider; 404 where no partner has that ID (R-A2).
 */
export async function requestSupply(scope: Scope, hub: Hub, call: Call<typeof requestRelationship>): Promise<Shown> {
  const acting = actingFor(scope)
  const locationId = parseLocationId(call.body.locationId)
  if (locationId === null && acting.kind === 'provider') throw notFound()
  const id = newId()
  const { outcome, partner } = await insertSupplyRequest(scope, id, locationId ?? '')
  if (isProblemCode(outcome) || partner === null) throw refusal(outcome)
  await recordAtBothEnds(scope, { id, did: 'requested', other: partner })
  await tellAdministrators(scope, hub, partner, 'relationship_requested')
  return presentRelationship(scope.actor, await getRelationship(scope, id))
}

/** One end's change of a relationship, told as it is afterwards; refusals as `changeRelationship`. */
export async function changeAndShow(scope: Scope, hub: Hub, id: string, wanted: Wanted): Promise<Shown> {
  await changeRelationship(scope, hub, id, wanted)
  return presentRelationship(scope.actor, await getRelationship(scope, id))
}

/**
 * One end accepts, ends, disables or enables a relationship; in force at the next request (R-A4, R-C2). Both logs have it, the other
 * side's administrators hear it, and devices get to know their managing partner. Refuses `relationships.not_open`,
 * `customers.access_unchanged`, `customers.never_accepted`; 404 for whoever is no end of it (R-A2).
 */
export async function changeRelationship(scope: Scope, hub: Hub, id: string, wanted: Wanted): Promise<void> {
  const { outcome, other, tenants } = await writeRelationship(scope, id, wanted)
  if (isProblemCode(outcome) || other === null) throw refusal(outcome)
  await recordAtBothEnds(scope, { id, did: participles[wanted], other })
  if (wanted === 'accept') await tellAdministrators(scope, hub, other, 'relationship_accepted')
  if (wanted === 'end') await tellAdministrators(scope, hub, other, 'relationship_ended')
  await hub.queue.enqueueAll(
    scope,
    copyManagingPartner,
    (tenants ?? []).map((tenantId) => ({ tenantId })),
  )
}

async function recordAtBothEnds(scope: Scope, change: { id: string; did: Participle; other: string }): Promise<void> {
  const { id, did, other } = change
  const acting = actingFor(scope)
  const kind = `relationship.${did}` as const
  await record(
    scope,
    { organisation: acting.id, kind, subject: id, detail: { other: await getName(scope, other) } },
    { organisation: other, kind, subject: id, detail: { other: acting.name } },
  )
}

async function tellAdministrators(scope: Scope, hub: Hub, organisation: string, kind: NotificationKind): Promise<void> {
  const payload = { name: actingFor(scope).name }
  await notifyMembers(scope, hub, { organisation, kind, payload, link: '/relationships' })
}

function presentRelationship(actor: Actor, row: RelationshipRow): Shown {
  const { id, kind, from, to, state } = row
  return {
    id,
    kind,
    from,
    to,
    state,
    requestedAt: row.requested_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    can: whatMayBeDone((permission) => hasPermission(actor, permission), {
      kind,
      state,
      mine: actor.acting?.id,
      to: to.id,
      disabledBy: row.disabled_by,
    }),
  }
}
