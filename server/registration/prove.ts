import { z } from 'zod'
import type { askProof, listProofRequests, settleProofRequest } from '../../contract/device-registrations.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { inLogsOf, record } from '../audit/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentWaiting } from './present.ts'
import { findProofRoom, findToProve, insertProofRequest, listWaiting, type SettledProof, settleRequest } from './queries.ts'
import { askDesks } from './register.ts'

/**
 * Asks the vendor's desk for proof of an unproven device in reach (R-D11). Refuses: 404 out of reach, `devices.proof_not_open` where it has proof
 * or is asked for already, `devices.proof_desk_full` where too many requests of the organisation are open at that desk.
 */
export async function askForProof(hub: Hub, scope: Scope, { params, body }: Call<typeof askProof>): Promise<undefined> {
  const { acting, capacity } = scope.actor
  if (!acting || capacity !== 'member') throw notFound()
  scope.see('managed')
  const device = await findToProve(scope, params.id)
  if (!device) throw notFound()
  if (device.proof !== 'none' || device.waits) throw new ProblemError('devices.proof_not_open')
  if ((await findProofRoom(scope, device.vendor)) <= 0) throw new ProblemError('devices.proof_desk_full')
  const made = await insertProofRequest(scope, newId(), { device, evidence: body.evidence })
  if (!made) throw new ProblemError('devices.proof_not_open')
  const asked = { kind: 'device.proof_asked', subject: device.id, detail: { serial: device.serial } } as const
  await record(scope, ...inLogsOf([device.tenant_organisation, acting.id], asked))
  await askDesks(hub, scope, [{ vendor: device.vendor, n: 1 }])
}

/** What waits for proof by the vendor acted for, the oldest first. */
export async function showWaiting(scope: Scope, { query }: Call<typeof listProofRequests>): Promise<ReplyOf<typeof listProofRequests>> {
  const after = readKeys(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const rows = await listWaiting(scope, after && { at: after[0], id: after[1] }, query.limit + 1)
  return pageOf(rows, query.limit, presentWaiting, (row) => [row.asked_key, row.id])
}

/**
 * The vendor's desk gives proof, or refuses it with a reason. Where another record has proof, it settles the dispute only when it says so, and then
 * both sides hear that another record exists, never whose (R-D11). Refuses: 404 where nothing waits for this vendor, `devices.proof_contested`.
 */
export async function settleProof(
  hub: Hub,
  scope: Scope,
  { params, body }: Call<typeof settleProofRequest>,
): Promise<ReplyOf<typeof settleProofRequest>> {
  const reason = body.decision === 'refuse' ? body.reason : null
  const instead = body.decision === 'confirm' && body.instead
  const settled = await settleRequest(scope, { id: params.id, refusal: reason, instead })
  if (!settled) throw notFound()
  const { outcome } = settled
  if (outcome === 'contested') throw new ProblemError('devices.proof_contested')
  await recordFor(scope, { outcome, reason, settled })
  await tellSides(hub, scope, outcome, settled)
  return { outcome }
}

type Kept = 'confirmed' | 'refused'

/** In the logs of the vendor, of the tenant's organisation and of the partner that asked; whose record lost its proof reads of that alone (R-A6). */
async function recordFor(
  scope: Scope,
  { outcome, reason, settled }: { outcome: Kept; reason: string | null; settled: SettledProof },
): Promise<void> {
  const { serial, device } = settled
  const detail = { serial, vendor: settled.vendor_name, ...(reason === null ? {} : { reason }) }
  const sides = [scope.actor.acting?.id, settled.organisation, settled.asker].filter((side) => side !== null && side !== undefined)
  const entries = inLogsOf(sides, { kind: `device.proof_${outcome}`, subject: device, detail })
  if (settled.other_organisation !== null)
    entries.push({
      organisation: settled.other_organisation,
      kind: 'device.proof_lost',
      subject: settled.other_device,
      detail: { serial, vendor: settled.vendor_name },
    })
  await record(scope, ...entries)
}

async function tellSides(hub: Hub, scope: Scope, outcome: Kept, settled: SettledProof): Promise<void> {
  const payload = { serial: settled.serial, vendor: settled.vendor_name }
  const tell = (organisation: string, kind: 'proof_confirmed' | 'proof_refused' | 'another_record', device: string | null) =>
    notifyMembers(scope, hub, { organisation, kind, payload, link: `/devices/${device}` })
  const sides = new Set([settled.organisation, settled.asker ?? settled.organisation])
  for (const side of sides) {
    await tell(side, `proof_${outcome}`, settled.device)
    if (settled.other_organisation !== null) await tell(side, 'another_record', settled.device)
  }
  if (settled.other_organisation !== null) await tell(settled.other_organisation, 'another_record', settled.other_device)
}
