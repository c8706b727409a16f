import type { RegistrationOutcome } from '../../contract/device-registrations.ts'
import { limits } from '../../contract/limits.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { timeKey } from '../platform/http/cursor.ts'
import type { RegistrationRow } from './file.ts'

/** False where the organisation acted for has one already, or is none that has one. */
export async function openOwn(scope: Scope, own: { id: string; customerId: string }): Promise<boolean> {
  return (await scope.one<{ made: boolean }>(sql`select door.open_own(${own.id}, ${own.customerId}) as made`)).made
}

export async function insertRegistration(
  scope: Scope,
  made: { id: string; tenant: string; registeredBy: string; fileName: string | null },
  rows: readonly RegistrationRow[],
): Promise<void> {
  const column = <K extends keyof RegistrationRow>(name: K) => rows.map((row) => row[name])
  await Promise.all([
    scope.run(sql`insert into device_registration (id, organisation, tenant, person, registered_by, file_name, rows)
      values (${made.id}, hub.acting(), ${made.tenant}, hub.person(), ${made.registeredBy}, ${made.fileName}, ${rows.length})`),
    scope.run(sql`insert into device_registration_row (registration, line, vendor_name, product_number, product_key, serial, serial_key, model, evidence, fault)
      select ${made.id}, r.* from unnest(${column('line')}::int[], ${column('vendor')}::text[], ${column('productNumber')}::text[],
        ${column('productKey')}::text[], ${column('serial')}::text[], ${column('serialKey')}::text[], ${column('model')}::text[],
        ${column('evidence')}::text[], ${column('fault')}::text[]) r`),
  ])
}

/** Decides the rows and makes the records; answers which desks are asked for proof, and how often. */
export function decideRegistration(scope: Scope, registration: string): Promise<{ vendor: string; n: number }[]> {
  return scope.all(sql`select vendor, n from door.register_devices(${registration}, ${limits.openProofRequests})`)
}

export type RegistrationRecord = {
  id: string
  customer_id: string | null
  tenant_name: string | null
  file_name: string | null
  rows: number
  /** Null where the tenant went out of reach before its rows were decided: then nothing is kept. */
  outcomes: Partial<Record<RegistrationOutcome, number>> | null
  registered_by: string
  at: Date
  at_key: string
}

const registration = sql`g.id, t.customer_id, o.name as tenant_name, g.file_name, g.rows, g.outcomes, g.registered_by, g.at, ${timeKey(sql`g.at`)} as at_key
  from device_registration g left join tenant t on t.id = g.tenant left join organisation o on o.id = t.organisation`

export function findRegistration(scope: Scope, id: string): Promise<RegistrationRecord | undefined> {
  return scope.maybe(sql`select ${registration} where g.id = ${id}`)
}

export function listRegistrations(scope: Scope, after: { at: string; id: string } | null, atMost: number): Promise<RegistrationRecord[]> {
  const from = after ? sql`where (g.at, g.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  return scope.all(sql`select ${registration} ${from} order by g.at desc, g.id desc limit ${atMost}`)
}

export type RowRecord = {
  line: number
  vendor_name: string
  product_number: string
  serial: string
  model: string
  evidence: string
  fault: string | null
  outcome: RegistrationOutcome
  device: string | null
}

export function listRows(
  scope: Scope,
  of: { registration: string; outcome: RegistrationOutcome | undefined },
  after: number,
  atMost: number,
): Promise<RowRecord[]> {
  const asked = of.outcome === undefined ? sql`` : sql`and r.outcome = ${of.outcome}`
  return scope.all(sql`select r.line, r.vendor_name, r.product_number, r.serial, r.model, r.evidence, r.fault, r.outcome, r.device
    from device_registration_row r where r.registration = ${of.registration} and r.line > ${after} ${asked} order by r.line limit ${atMost}`)
}

export function listVendorNames(
  scope: Scope,
  after: { name: string; id: string } | null,
  atMost: number,
): Promise<{ id: string; name: string }[]> {
  const from = after ? sql`where (v.name collate "C", v.organisation) > (${after.name}, ${after.id}::uuid)` : sql``
  return scope.all(
    sql`select v.organisation as id, v.name from vendor v ${from} order by v.name collate "C", v.organisation limit ${atMost}`,
  )
}

export type ToProve = {
  id: string
  possession: string
  tenant: string
  tenant_organisation: string
  vendor: string
  proof: string
  serial: string
  /** Somebody has asked for its proof already. */
  waits: boolean
}

/** A device in reach, as `managed` sees it. */
export function findToProve(scope: Scope, device: string): Promise<ToProve | undefined> {
  return scope.maybe(sql`select d.id, d.possession, d.tenant, t.organisation as tenant_organisation, d.vendor, d.proof, d.serial,
      exists (select from proof_request q where q.possession = d.possession and q.state = 'open') as waits
    from device d join tenant t on t.id = d.tenant where d.id = ${device} and d.retired_at is null`)
}

/** How many more requests the desk of this vendor takes from the organisation acted for; who else asks waits until the transaction ends. Scope: `managed`. */
export async function findProofRoom(scope: Scope, vendor: string): Promise<number> {
  return (await scope.one<{ room: number }>(sql`select door.own_proof_room(${vendor}, ${limits.openProofRequests}) as room`)).room
}

/** False where one waits already. */
export async function insertProofRequest(
  scope: Scope,
  id: string,
  { device, evidence }: { device: ToProve; evidence: string },
): Promise<boolean> {
  const made = await scope.run(sql`insert into proof_request (id, device, possession, tenant, vendor, organisation, person, evidence)
    values (${id}, ${device.id}, ${device.possession}, ${device.tenant}, ${device.vendor}, hub.acting(), hub.person(), ${evidence})
    on conflict (possession) where state = 'open' do nothing`)
  return made > 0
}

export type WaitingRecord = {
  id: string
  asked_at: Date
  asked_key: string
  product_number: string
  serial: string
  model: string
  evidence: string
  contested: boolean
}

/** What waits for proof by the vendor acted for. */
export function listWaiting(scope: Scope, after: { at: string; id: string } | null, atMost: number): Promise<WaitingRecord[]> {
  return scope.all(sql`select q.*, ${timeKey(sql`q.asked_at`)} as asked_key
    from door.proof_requests(${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${atMost}) q order by q.asked_at, q.id`)
}

export type SettledProof = {
  outcome: 'confirmed' | 'refused' | 'contested'
  device: string
  organisation: string
  /** Null where whoever asked reaches the device no more. */
  asker: string | null
  serial: string
  vendor_name: string
  /** Whose record lost its proof, and which. */
  other_organisation: string | null
  other_device: string | null
}

/** Undefined where nothing waits under this id for the vendor acted for. */
export function settleRequest(
  scope: Scope,
  { id, refusal, instead }: { id: string; refusal: string | null; instead: boolean },
): Promise<SettledProof | undefined> {
  return scope.maybe(sql`select * from door.settle_proof(${id}, ${refusal}, ${instead})`)
}
