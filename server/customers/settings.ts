import { randomBytes } from 'node:crypto'
import { foldCpin, makeCpin } from '../../contract/cpin.ts'
import type { getCpin, getCustomerSettings, rotateCpin, updateCustomerSettings } from '../../contract/customers.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { actingFor } from '../organisations/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentSettings } from './present.ts'
import {
  changeSettings,
  findCpin,
  findSettings,
  keepOrFindCpin,
  lockSettings,
  replaceCpin,
  type Sealed,
  type SettingsRow,
} from './queries.ts'

type Secrets = Pick<Hub, 'secrets'>
const cpinBytes = 12

/** Settings > Overview (R-C5), for the customer itself and its managing partners; 404 out of reach. */
export async function showSettings(scope: Scope, organisation: string): Promise<ReplyOf<typeof getCustomerSettings>> {
  return presentSettings(scope.actor, reached(await findSettings(scope, organisation)))
}

/** Switches collection, and when silent devices are archived. 412 where the settings were changed since; nothing is recorded when nothing changes. */
export async function changeCustomerSettings(
  scope: Scope,
  call: Call<typeof updateCustomerSettings>,
): Promise<ReplyOf<typeof updateCustomerSettings>> {
  const before = reached(await lockSettings(scope, call.params.id))
  const { collection = before.collection, archiveAfterDays = before.archive_after_days } = call.body
  if (call.ifMatch !== null && call.ifMatch !== before.revision) throw new ProblemError('http.stale')
  if (collection === before.collection && archiveAfterDays === before.archive_after_days) return presentSettings(scope.actor, before)
  await changeSettings(scope, before.tenant, { collection, archiveAfterDays })
  await recordForBoth(scope, before, 'settings.updated', {
    ...(collection === before.collection ? {} : { collection }),
    ...(archiveAfterDays === before.archive_after_days ? {} : { archiveAfterDays }),
  })
  return showSettings(scope, call.params.id)
}

/** Reads the cPIN, made at the first reading; every reading is in the customer's log, and in the partner's who read it (R-C5). */
export async function readCpin(scope: Scope, { secrets }: Secrets, organisation: string): Promise<ReplyOf<typeof getCpin>> {
  const settings = reached(await findSettings(scope, organisation))
  const found = (await findCpin(scope, settings.tenant)) ?? (await keepOrFindCpin(scope, settings.tenant, newCpin({ secrets }).sealed))
  await recordForBoth(scope, settings, 'cpin.read', {})
  return { cpin: secrets.open(found.cpin_cipher), rotatedAt: found.rotated_at.toISOString() }
}

/** A new cPIN; the old one ends at once or after the grace time (R-C4). */
export async function replaceCustomerCpin(
  scope: Scope,
  { secrets }: Secrets,
  call: Call<typeof rotateCpin>,
): Promise<ReplyOf<typeof rotateCpin>> {
  const settings = reached(await lockSettings(scope, call.params.id))
  const { graceHours } = call.body
  const { cpin, sealed } = newCpin({ secrets })
  const { rotated_at: rotatedAt } = await replaceCpin(scope, settings.tenant, { ...sealed, graceHours })
  await recordForBoth(scope, settings, 'cpin.rotated', { graceHours })
  return { cpin, rotatedAt: rotatedAt.toISOString() }
}

function newCpin({ secrets }: Secrets): { cpin: string; sealed: Sealed } {
  const cpin = makeCpin(randomBytes(cpinBytes))
  return { cpin, sealed: { cipher: secrets.seal(cpin), lookup: secrets.lookup('cpin', foldCpin(cpin)) } }
}

function reached(found: SettingsRow | undefined): SettingsRow {
  if (!found) throw notFound()
  return found
}

/** In the customer's log, and in the log of the partner where a partner did it; each names the other. */
async function recordForBoth(
  scope: Scope,
  settings: SettingsRow,
  kind: 'settings.updated' | 'cpin.read' | 'cpin.rotated',
  detail: NonNullable<AuditEntry['detail']>,
): Promise<void> {
  const acting = actingFor(scope)
  const subject = settings.organisation
  if (acting.id === subject) return record(scope, { organisation: subject, kind, subject, detail })
  await record(
    scope,
    { organisation: subject, kind, subject, detail: { ...detail, other: acting.name } },
    { organisation: acting.id, kind: `${kind}_for`, subject, detail: { ...detail, other: settings.name } },
  )
}
