import type { z } from 'zod'
import type { consent, request } from '../../contract/consents.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { ConsentRow, RequestRow } from './queries.ts'

export type Request = z.output<typeof request>
export type Consent = z.output<typeof consent>

export function presentRequest(actor: Actor, row: RequestRow): Request {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    ...parties(row),
    scope: row.scope,
    devices: row.devices,
    serialNumbers: row.serials,
    purpose: row.purpose,
    until: row.until,
    askedBy: row.asked_by_name,
    createdAt: row.created_at.toISOString(),
    lapsesAt: row.lapses_at.toISOString(),
    answeredBy: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    can: {
      answer: row.state === 'open' && isGiver(actor, row),
      withdraw: row.state === 'open' && actor.acting?.id === row.partner && hasPermission(actor, 'request.send'),
    },
  }
}

export function presentConsent(actor: Actor, row: ConsentRow): Consent {
  return {
    id: row.id,
    kind: row.kind,
    ...parties(row),
    scope: row.scope,
    devices: row.devices,
    purpose: row.purpose,
    until: row.until,
    givenBy: row.given_by_name,
    givenAt: row.given_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    holds: row.holds,
    can: { withdraw: row.holds && isGiver(actor, row) },
  }
}

function parties(row: RequestRow | ConsentRow): Pick<Request, 'partner' | 'customer'> {
  return {
    partner: { id: row.partner, name: row.partner_name ?? '' },
    customer: { id: row.customer, name: row.customer_name ?? '' },
  }
}

function isGiver(actor: Actor, row: { customer: string }): boolean {
  return actor.acting?.id === row.customer && hasPermission(actor, 'consent.give')
}
