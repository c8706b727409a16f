import { createHash, randomBytes } from 'node:crypto'
import { makeCustomerId } from '../../contract/customer-id.ts'
import type { registerDevices } from '../../contract/device-registrations.ts'
import { limits } from '../../contract/limits.ts'
import { inLogsOf, record } from '../audit/index.ts'
import { findPlace, type Place } from '../devices/index.ts'
import { notifyMembers, notifyOrganisations } from '../notifications/index.ts'
import { isMember, type Member } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { FileRefused } from '../platform/files/text.ts'
import type { Call, Upload } from '../platform/http/bind.ts'
import { contentHash, once } from '../platform/http/idempotency.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { type RegistrationRow, readRegistrationFile, readTyped } from './file.ts'
import { presentRegistration, type Registration } from './present.ts'
import { decideRegistration, findRegistration, insertRegistration, openOwn } from './queries.ts'
import { takesRegistrations } from './rules.ts'

type Asked = { tenant: string; fileName: string | null; rows: RegistrationRow[]; hash: Buffer }

/**
 * Registers devices by hand or by file (R-D11): unproven records in one tenant in reach, each row with an outcome of its own, all in one transaction.
 * Nothing is looked up elsewhere, so no answer tells what another tenant holds. With something said in proof the vendor's desk is asked, unless
 * too many requests of the organisation are open there: then the row says so. A customer hears of what its partner registers. Refuses: 404 out of reach, `devices.not_into_holding`, `files.*`, `http.too_large`, `http.idempotency_content_differs`.
 */
export async function registerAll(hub: Hub, call: Call<typeof registerDevices>): Promise<Registration> {
  const { actor } = call
  if (!isMember(actor)) throw notFound()
  const upload = await call.upload()
  if (!upload && !call.body) throw new ProblemError('files.missing')
  const asked = upload ? await readUpload(upload) : typed(call.body)
  const key = { key: call.idempotencyKey, operation: 'registerDevices', hash: contentHash(asked.tenant, asked.hash) }
  return hub.database.inChunk(actor, (scope) => once(scope, key, () => registerRows(hub, scope, actor, asked)))
}

function typed(body: Call<typeof registerDevices>['body']): Asked {
  const devices = body?.devices ?? []
  return { tenant: body?.tenant ?? '', fileName: null, rows: readTyped(devices), hash: contentHash(JSON.stringify(devices)) }
}

/** Bounded: so many rows and no more are kept until the last one is there; only then a transaction begins. */
async function readUpload({ fileName, content, fields }: Upload): Promise<Asked> {
  const hash = createHash('sha256')
  const hashed = async function* () {
    for await (const chunk of content) {
      hash.update(chunk)
      yield chunk
    }
  }
  const rows: RegistrationRow[] = []
  for await (const row of readRegistrationFile(hashed())) {
    if (rows.length === limits.registrationRows) throw new FileRefused('files.too_many_rows', { rows: String(limits.registrationRows) })
    rows.push(row)
  }
  if (rows.length === 0) throw new FileRefused('files.empty')
  return { tenant: fields.tenant ?? '', fileName, rows, hash: hash.digest() }
}

async function registerRows(hub: Hub, scope: Scope, actor: Member, asked: Asked): Promise<Registration> {
  const place = await findOrOpen(scope, actor, asked.tenant)
  if (!takesRegistrations(place.kind)) throw new ProblemError('devices.not_into_holding')
  const id = newId()
  await insertRegistration(scope, { id, tenant: place.id, registeredBy: actor.person.name, fileName: asked.fileName }, asked.rows)
  const desks = await decideRegistration(scope, id)
  const made = await findRegistration(scope, id)
  // Out of reach since it was found.
  if (!made?.outcomes) throw notFound()
  const registered = (made.outcomes.registered ?? 0) + (made.outcomes.registered_unasked ?? 0)
  await recordFor(scope, actor, place, { id, kind: 'device.registered', count: registered })
  await recordFor(scope, actor, place, { id, kind: 'device.proofs_asked', count: desks.reduce((sum, { n }) => sum + n, 0) })
  if (place.organisation !== actor.acting.id && registered > 0)
    await notifyMembers(scope, hub, {
      organisation: place.organisation,
      kind: 'devices_registered',
      payload: { count: registered, organisation: actor.acting.name },
      link: '/activity?kind=device',
    })
  await askDesks(hub, scope, desks)
  return presentRegistration(made)
}

/** The own tenant of a partner or provider is opened with its first device (R-D13). */
async function findOrOpen(scope: Scope, { acting }: Member, asked: string): Promise<Place> {
  const found = await findPlace(scope, asked)
  if (found) return found
  if (asked !== 'own') throw notFound()
  const own = { id: newId(), customerId: makeCustomerId(randomBytes(16)) }
  const opened = await openOwn(scope, own)
  const made = await findPlace(scope, asked)
  if (!made) throw notFound()
  if (opened)
    await record(scope, {
      organisation: acting.id,
      kind: 'organisation.own_opened',
      subject: own.id,
      detail: { customerId: own.customerId },
    })
  return made
}

type Done = { id: string; kind: 'device.registered' | 'device.proofs_asked'; count: number }

/** In the log of the tenant's organisation, and of the partner that did it (R-A6); what was done to no device did not happen. */
async function recordFor(scope: Scope, { acting }: Member, place: Place, { id, kind, count }: Done): Promise<void> {
  if (count === 0) return
  await record(scope, ...inLogsOf([place.organisation, acting.id], { kind, subject: id, detail: { count, tenant: place.name } }))
}

/** The desks of vendors hear that something waits, never from whom (R-A7). */
export async function askDesks(hub: Hub, scope: Scope, desks: readonly { vendor: string; n: number }[]): Promise<void> {
  const notices = desks.map(({ vendor, n }) => ({ organisation: vendor, payload: { count: n }, link: '/held' }))
  await notifyOrganisations(scope, hub, 'proof_asked', notices)
}
