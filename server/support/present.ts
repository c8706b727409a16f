import type { z } from 'zod'
import type { supportSession } from '../../contract/support-sessions.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { SessionRow } from './queries.ts'

/** One that ran out is shown as ended by time, also before that was written down. */
export function presentSession({ actor }: Pick<Scope, 'actor'>, row: SessionRow): z.output<typeof supportSession> {
  const { over } = row
  const endedAt = row.ended_at ?? (over ? row.ends_at : null)
  return {
    id: row.id,
    kind: 'read-only',
    customer: { id: row.customer, name: row.customer_name },
    agent: { name: row.person_name, organisation: row.home_name, you: row.person === actor.person?.id },
    reason: row.reason,
    openedAt: row.opened_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    endedBy: row.ended_by ?? (over ? 'time' : null),
    can: { end: !over && (actor.capacity === 'operator' || hasPermission(actor, 'support_session.end')) },
  }
}
