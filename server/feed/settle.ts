import type { ReplyOf } from '../../contract/endpoint.ts'
import type { settleHeldRow } from '../../contract/feeds.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { type Settled, settleRow } from './desk-queries.ts'
import { toldOfDevices, toldOfFailure } from './rules.ts'

type Kept = ReplyOf<typeof settleHeldRow>['outcome']

/**
 * A vendor's desk settles a held row of its products (R-B3): places the device with the vendor's proof (R-D11), or refuses the row with a
 * reason. The reporter hears of it, the partner of what arrived. Refuses: 404 where no such row is held for this vendor,
 * `feeds.held_elsewhere` (never out of a tenant that holds it with proof), `feeds.partner_not_accredited`.
 */
export async function settleHeld(hub: Hub, scope: Scope, call: Call<typeof settleHeldRow>): Promise<ReplyOf<typeof settleHeldRow>> {
  const { id, line } = call.params
  const { acting } = scope.actor
  if (!acting) throw notFound()
  const reason = call.body.decision === 'refuse' ? call.body.reason : null
  const settled = await settleRow(scope, { feed: id, line, refusal: reason })
  if (!settled) throw notFound()
  const { outcome } = settled
  if (outcome === 'held') throw new ProblemError('feeds.held_elsewhere')
  if (outcome === 'no_accreditation') throw new ProblemError('feeds.partner_not_accredited')
  await recordFor(scope, { feed: id, vendor: acting.id, reason, outcome, settled })
  await notifyMembers(scope, hub, {
    organisation: settled.reporter,
    roles: toldOfFailure,
    kind: 'feed_held_settled',
    payload: { vendor: settled.vendor_name, fileName: settled.file_name, serial: settled.serial },
    link: `/feeds/${id}`,
  })
  if (outcome === 'placed' && settled.partner) {
    const payload = { count: 1 }
    await notifyMembers(scope, hub, {
      organisation: settled.partner,
      roles: toldOfDevices,
      kind: 'devices_arrived',
      payload,
      link: '/unassigned',
    })
  }
  return { outcome }
}

/** In the logs of vendor and reporter; a partner's names what came to it and nothing else (R-A6). */
async function recordFor(
  scope: Scope,
  act: { feed: string; vendor: string; reason: string | null; outcome: Kept; settled: Settled },
): Promise<void> {
  const { feed, reason, outcome, settled } = act
  const { serial, reporter, partner, tenant } = settled
  const entries = [...new Set([act.vendor, reporter])].map(
    (organisation): AuditEntry => ({
      organisation,
      kind: `feed.held_${outcome}`,
      subject: feed,
      detail: { serial, ...(reason === null ? {} : { reason }) },
    }),
  )
  if (outcome === 'placed' && partner) entries.push({ organisation: partner, kind: 'feed.placed', subject: tenant, detail: { count: 1 } })
  await record(scope, ...entries)
}
