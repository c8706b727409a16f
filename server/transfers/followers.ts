import type { RawBuilder } from 'kysely'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

// A host moves with all behind it, and what stands behind a host does not move alone (R-D2): it becomes rows of its own that follow the
// host's, decided by their own rules, and all of them move or none.

/** Ids of what stands behind a device in the same tenant, however many hosts are in between. */
function behind(host: RawBuilder<unknown>, tenant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(with recursive b (id) as (
      select x.id from device x where x.host = ${host} and x.tenant = ${tenant} and x.retired_at is null
      union select x.id from b join device x on x.host = b.id and x.tenant = ${tenant} and x.retired_at is null)
    select id from b where id <> ${host})`
}

/**
 * Once all rows are foreseen: what stands behind hosts that would move. Rows of the file that name it for the same target are bound to the
 * host's row; the others are added after the file's. All of them wait to be decided again. Answers how many there are.
 */
export async function addFollowers(scope: Scope, transfer: string): Promise<number> {
  const hosts = sql`select r.line, r.device, r.foreseen_source, r.target_text, r.target_key from transfer_row r
    where r.transfer = ${transfer} and r.hosts and r.foreseen = 'moved' and r.follows is null`
  if ((await scope.all(sql`${hosts} limit 1`)).length === 0) return 0
  const named = await scope.run(sql`update transfer_row r set foreseen = null, reason = null, follows = x.line
    from (select distinct on (m.device) m.ctid as place, h.line
      from (${hosts}) h cross join lateral ${behind(sql`h.device`, sql`h.foreseen_source`)} b
      join transfer_row m on m.transfer = ${transfer} and m.device = b.id and m.reason = 'behind_host' and m.target_key = h.target_key
      order by m.device, m.line) x
    where r.ctid = x.place`)
  const added = await scope.run(sql`insert into transfer_row
      (transfer, line, serial, serial_key, product_key, target_text, target_key, device, picked, follows, added)
    select ${transfer}, (select max(line) from transfer_row where transfer = ${transfer}) + row_number() over (order by h.line, d.serial_key, d.id),
      d.serial, d.serial_key, d.product_key, h.target_text, h.target_key, d.id, true, h.line, true
    from (${hosts}) h cross join lateral ${behind(sql`h.device`, sql`h.foreseen_source`)} b join device d on d.id = b.id
    where not exists (select from transfer_row m where m.transfer = ${transfer} and m.follows = h.line and m.device = b.id)`)
  if (added > 0) await scope.run(sql`update transfer set rows = rows + ${added} where id = ${transfer}`)
  return named + added
}

/** Where something behind a host may not move, neither does the host, nor what else stands behind it. */
export async function bindFollowers(scope: Scope, transfer: string): Promise<void> {
  await scope.run(sql`update transfer_row r set foreseen = 'not_allowed', reason = 'follower_stays'
    where r.transfer = ${transfer} and r.hosts and r.foreseen = 'moved' and r.follows is null
      and exists (select from transfer_row m where m.transfer = ${transfer} and m.follows = r.line and m.foreseen <> 'moved')`)
  await scope.run(sql`update transfer_row r set foreseen = 'not_allowed', reason = 'behind_host'
    from transfer_row h where h.transfer = ${transfer} and h.line = r.follows and h.foreseen <> 'moved'
      and r.transfer = ${transfer} and r.follows is not null and r.foreseen = 'moved'`)
}

/** Who stands behind whom now, among these devices and whatever else stands behind them. */
export function listTies(scope: Scope, devices: readonly string[]): Promise<{ host: string; follower: string }[]> {
  const tie = sql`select f.host, f.id as follower from device f join device h on h.id = f.host and h.tenant = f.tenant and h.retired_at is null`
  return scope.all(sql`${tie} where f.retired_at is null and f.host = any (${devices}::uuid[])
    union ${tie} where f.retired_at is null and f.host is not null and f.id = any (${devices}::uuid[])`)
}
