import { limits } from '../../contract/limits.ts'
import type { removalOutcomes } from '../../contract/removals.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { timeKey } from '../platform/http/cursor.ts'
import { mayLeave } from '../transfers/index.ts'

export type Fate = (typeof removalOutcomes)[number]

/** Devices of a tenant that a list shows under its filter, but for some; one more than `atMost` where there are more. */
export async function chooseDevices(
  scope: Scope,
  tenant: string,
  filter: { serialStart: string | null; model: string | null; archived: boolean; except: readonly string[] },
  atMost: number,
): Promise<string[]> {
  const { serialStart, model, except } = filter
  const start = serialStart ? sql`and d.serial_key ^@ ${serialStart}` : sql``
  const like = model ? sql`and d.model ^@ ${model}` : sql``
  const rows = await scope.all<{ id: string }>(sql`select d.id from device d
    where d.tenant = ${tenant} and d.retired_at is null and (d.archived_at is not null) = ${filter.archived} ${start} ${like} and d.id <> all (${except}::uuid[]) limit ${atMost + 1}`)
  return rows.map(({ id }) => id)
}

/** The tenant keeps its reach and the devices stay where they are until the transaction ends; in id order, as every chunk of devices is locked. */
export async function lockDevices(scope: Scope, tenant: string, devices: readonly string[]): Promise<string[]> {
  await scope.run(sql`select door.hold_tenants(${[tenant]}::uuid[])`)
  const rows = await scope.all<{ id: string }>(sql`select d.id from device d
    where d.id = any (${devices}::uuid[]) and (d.tenant = ${tenant}) is true and d.retired_at is null order by d.id for update`)
  return rows.map(({ id }) => id)
}

/**
 * Which of these devices the actor may give up: the organisation whose tenant it is all of them, a partner what it may take out of it (R-T2): else a
 * removal and the next feed would be a way around the customer's consent.
 */
export async function findAllowed(scope: Scope, devices: readonly string[]): Promise<string[]> {
  const rows = await scope.all<{
    id: string
  }>(sql`select x.id from device x join tenant t on t.id = x.tenant join possession p on p.id = x.possession
    where x.id = any (${devices}::uuid[]) and (t.organisation = hub.acting() or ${mayLeave})`)
  return rows.map(({ id }) => id)
}

/** Of these devices, hosts of some that are not among them (R-D2). */
export async function findHosts(scope: Scope, tenant: string, devices: readonly string[]): Promise<string[]> {
  const rows = await scope.all<{ host: string }>(sql`select distinct f.host from device f
    where f.host = any (${devices}::uuid[]) and (f.tenant = ${tenant}) is true and f.retired_at is null and f.id <> all (${devices}::uuid[])`)
  return rows.map(({ host }) => host)
}

/** Retires the records and ends their stays, slots kept for the way back (R-D3); one time for all of them, taken after the locks. */
export async function retireDevices(
  scope: Scope,
  made: { id: string; tenant: string; removedBy: string; undoDays: number },
  devices: readonly string[],
): Promise<void> {
  const { at } = await scope.one<{ at: string }>(sql`select clock_timestamp()::text as at`)
  await scope.run(sql`insert into device_removal (id, organisation, tenant, person, removed_by, devices, undo_until)
    values (${made.id}, hub.acting(), ${made.tenant}, hub.person(), ${made.removedBy}, ${devices.length}, hub.now() + make_interval(days => ${made.undoDays}))`)
  await scope.run(sql`insert into device_removal_row (removal, device, possession)
    select ${made.id}, d.id, d.possession from device d where d.id = any (${devices}::uuid[])`)
  const ended =
    await scope.run(sql`update possession p set ended_at = greatest(${at}::timestamptz, p.began_at), reseller = d.reseller, service = d.service
    from device d where d.id = any (${devices}::uuid[]) and p.id = d.possession and p.ended_at is null`)
  const retired = await scope.run(sql`update device d set retired_at = ${at}::timestamptz where d.id = any (${devices}::uuid[])`)
  if (ended !== devices.length || retired !== devices.length)
    throw new Error(`a removal of ${devices.length} ended ${ended} and retired ${retired}`)
}

export type RemovalRecord = {
  id: string
  organisation: string
  tenant_organisation: string
  tenant_name: string
  devices: number
  removed_by: string
  /** Whom `removed_by` acted for. */
  remover_name: string | null
  /** Some, three at most. */
  serials: string[]
  at: Date
  at_key: string
  undo_until: Date
  in_time: boolean
  undone_at: Date | null
  restored: number | null
}

const removal = sql`m.id, m.organisation, t.organisation as tenant_organisation, coalesce(o.name, '') as tenant_name, m.devices, m.removed_by,
  array(select p.serial from device_removal_row r join possession p on p.id = r.possession where r.removal = m.id order by r.device limit 3) as serials,
  b.name as remover_name, m.at,
  ${timeKey(sql`m.at`)} as at_key, m.undo_until, m.undo_until > hub.now() as in_time, m.undone_at, m.restored
  from device_removal m join tenant t on t.id = m.tenant left join organisation o on o.id = t.organisation
  left join organisation b on b.id = m.organisation`

export function findRemoval(scope: Scope, id: string): Promise<RemovalRecord | undefined> {
  return scope.maybe(sql`select ${removal} where m.id = ${id}`)
}

export function listRemovalsOf(
  scope: Scope,
  tenant: string,
  after: { at: string; id: string } | null,
  atMost: number,
): Promise<RemovalRecord[]> {
  const from = after ? sql`and (m.at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  return scope.all(sql`select ${removal} where m.tenant = ${tenant} ${from} order by m.at desc, m.id desc limit ${atMost}`)
}

/** Records with proof of one organisation beside which others have come back without, for its notification alone: how many, some of them. */
export type Beside = { organisation: string; holding: boolean; count: number; serials: string[]; device: string }

/** Undefined where it cannot be taken back. */
export function restoreDevices(
  scope: Scope,
  id: string,
  by: string,
): Promise<{ restored: number; organisation: string; unproven: string[]; beside: Beside[] | null } | undefined> {
  return scope.maybe(
    sql`select restored, organisation, unproven, beside from door.restore_devices(${id}, ${by}, ${limits.openProofRequests})`,
  )
}
