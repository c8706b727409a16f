import type { ReplyOf } from '../../contract/endpoint.ts'
import type { settleHeldRow } from '../../contract/feeds.ts'
import { inLogsOf, record } from '../audit/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { type Settled, settleRow } from './desk-queries.ts'

type Kept = ReplyOf<typeof settleHeldRow>['outcome']

/**
 * A vendor's desk settles a held row of its products (R-B3): places the device with the vendor's proof (R-D11), or refuses the row with a
 * reason. Where another record has proof, it settles the dispute only when it says so: that record stays where it is, without proof. The
 * reporter hears of it, the partner of what arrived, whoever lost the proof that another record exists, never whose. Refuses: 404 where no such row is held for this vendor,
 * `feeds.held_elsewhere` (another record has proof, and the desk did not say `instead`), `feeds.partner_not_accredited`.
 */
export async function settleHeld(hub: Hub, scope: Scope, call: Call<typeof settleHeldRow>): Promise<ReplyOf<typeof settleHeldRow>> {
  const { id, line } = call.params
  const { acting } = scope.actor
  if (!acting) throw notFound()
  const reason = call.body.decision === 'refuse' ? call.body.reason : null
  const instead = call.body.decision === 'place' && call.body.instead
  const settled = await settleRow(scope, { feed: id, line, refusal: reason, instead })
  if (!settled) throw notFound()
  const { outcome } = settled
  if (outcome === 'held') throw new ProblemError('feeds.held_elsewhere')
  if (outcome === 'no_accreditation') throw new ProblemError('feeds.partner_not_accredited')
  await recordFor(scope, { feed: id, vendor: acting.id, reason, outcome, settled })
  await notifyMembers(scope, hub, {
    organisation: settled.reporter,
    kind: 'feed_held_settled',
    payload: { vendor: settled.vendor_name, fileName: settled.file_name, serial: settled.serial },
    link: `/feeds/${id}`,
  })
  await tellTenants(hub, scope, settled)
  return { outcome }
}

async function tellTenants(hub: Hub, scope: Scope, settled: Settled): Promise<void> {
  if (settled.outcome === 'placed' && settled.partner) {
    const payload = { count: 1 }
    await notifyMembers(scope, hub, {
      organisation: settled.partner,
      kind: 'devices_arrived',
      payload,
      link: '/unassigned',
    })
  }
  // Both sides of what was disputed (R-D11).
  if (settled.other_organisation) {
    if (settled.partner) {
      await notifyMembers(scope, hub, {
        organisation: settled.partner,
        kind: 'another_record',
        payload: { serial: settled.serial, vendor: settled.vendor_name },
        link: '/unassigned',
      })
    }
    await notifyMembers(scope, hub, {
      organisation: settled.other_organisation,
      kind: 'another_record',
      payload: { serial: settled.serial, vendor: settled.vendor_name },
      link: `/devices/${settled.other_device}`,
    })
  }
}

/** In the logs of vendor and reporter; a partner's names what came to it and nothing else (R-A6). */
async function recordFor(
  scope: Scope,
  act: { feed: string; vendor: string; reason: string | null; outcome: Kept; settled: Settled },
): Promise<void> {
  const { feed, reason, outcome, settled } = act
  const { serial, reporter, partner, tenant } = settled
  const detail = { serial, ...(reason === null ? {} : { reason }) }
  const entries = inLogsOf([act.vendor, reporter], { kind: `feed.held_${outcome}`, subject: feed, detail })
  if (outcome === 'placed' && partner) entries.push({ organisation: partner, kind: 'feed.placed', subject: tenant, detail: { count: 1 } })
  if (settled.other_organisation)
    entries.push({
      organisation: settled.other_organisation,
      kind: 'device.proof_lost',
      subject: settled.other_device,
      detail: { serial, vendor: settled.vendor_name },
    })
  await record(scope, ...entries)
}
