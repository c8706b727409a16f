import type { RawBuilder } from 'kysely'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

// A host moves with all behind it, and what stands behind a host does not move alone (R-D2): it becomes rows of its own that follow the
// host's, decided by their own rules, and all of them move or none.

const hostsAtOnce = 10_000

type Host = { line: number; device: string; target_text: string; target_key: string }

/**
 * Once all rows are foreseen: what stands behind hosts that would move. Rows of the file that name it for the same target are bound to the
 * host's row; the others are added after the file's. All of them wait to be decided again. Answers how many there are.
 */
export async function addFollowers(scope: Scope, transfer: string): Promise<number> {
  let found = 0
  for (let after = 0; ; ) {
    const hosts = await scope.all<Host>(sql`select line, device, target_text, target_key from transfer_row
      where transfer = ${transfer} and hosts and foreseen = 'moved' and follows is null and line > ${after} order by line limit ${hostsAtOnce}`)
    const last = hosts.at(-1)
    if (!last) return found
    after = last.line
    const lines = await findBehind(scope, hosts)
    found += lines.size
    const named = await bindNamed(scope, transfer, lines)
    for (const device of named) lines.delete(device)
    await addRows(scope, transfer, hosts, lines)
  }
}

/** Everything behind hosts, however many hosts are in between, with the line of the host that moves. */
async function findBehind(scope: Scope, hosts: readonly { line: number; device: string }[]): Promise<Map<string, number>> {
  const lines = new Map(hosts.map(({ line, device }) => [device, line]))
  for (let level = hosts.map(({ device }) => device); level.length > 0; ) {
    const next: string[] = []
    for (const { host, follower } of await scope.all(ties('host', level))) {
      const line = lines.get(host)
      if (line === undefined || lines.has(follower)) continue
      lines.set(follower, line)
      next.push(follower)
    }
    level = next
  }
  for (const { device } of hosts) lines.delete(device)
  return lines
}

/** Looked up by key in one value, as in fate-queries.ts: nothing is known of the size of this transfer yet. */
async function bindNamed(scope: Scope, transfer: string, lines: ReadonlyMap<string, number>): Promise<string[]> {
  const rows = await scope.all<{
    device: string
  }>(sql`with found as materialized (select ${JSON.stringify(Object.fromEntries(lines))}::jsonb as lines)
    update transfer_row r set foreseen = null, reason = null, follows = (found.lines->>r.device::text)::int
    from found where r.transfer = ${transfer} and r.foreseen = 'not_allowed' and r.reason = 'behind_host' and found.lines ? r.device::text
      and r.target_key = (select h.target_key from transfer_row h where h.transfer = ${transfer} and h.line = (found.lines->>r.device::text)::int)
    returning r.device`)
  return rows.map((row) => row.device)
}

async function addRows(scope: Scope, transfer: string, hosts: readonly Host[], lines: ReadonlyMap<string, number>): Promise<void> {
  if (lines.size === 0) return
  const byLine = new Map(hosts.map((host) => [host.line, host]))
  const added = [...lines].flatMap(([device, line]) => {
    const host = byLine.get(line)
    return host ? [{ ...host, device }] : []
  })
  const n = await scope.run(sql`insert into transfer_row
      (transfer, line, serial, serial_key, product_key, target_text, target_key, device, picked, follows, added)
    select ${transfer}, (select max(line) from transfer_row where transfer = ${transfer}) + row_number() over (order by x.line, d.serial_key, d.id),
      d.serial, d.serial_key, d.product_key, x.target_text, x.target_key, d.id, true, x.line, true
    from unnest(${added.map((one) => one.line)}::int[], ${added.map((one) => one.device)}::uuid[], ${added.map((one) => one.target_text)}::text[],
      ${added.map((one) => one.target_key)}::text[]) x (line, device, target_text, target_key)
    join device d on d.id = x.device`)
  await scope.run(sql`update transfer set rows = rows + ${n} where id = ${transfer}`)
}

/**
 * Where something behind a host may not move, neither does the host, nor what else stands behind it. Line by line in two steps and not as a join
 * of rows with rows: on a transfer that nobody has counted yet, a join can become a walk over all of its rows for each.
 */
export async function bindFollowers(scope: Scope, transfer: string): Promise<void> {
  const ofTransfer = sql`transfer = ${transfer} and foreseen = 'moved'`
  await batchByBatch(
    scope,
    sql`select distinct follows as line from transfer_row where transfer = ${transfer} and follows is not null and foreseen <> 'moved'`,
    (lines) =>
      scope.run(sql`update transfer_row set foreseen = 'not_allowed', reason = 'follower_stays'
      where ${ofTransfer} and hosts and follows is null and line = any (${lines}::int[])`),
  )
  await batchByBatch(
    scope,
    sql`select line from transfer_row where transfer = ${transfer} and hosts and follows is null and foreseen <> 'moved'`,
    (lines) =>
      scope.run(
        sql`update transfer_row set foreseen = 'not_allowed', reason = 'behind_host' where ${ofTransfer} and follows = any (${lines}::int[])`,
      ),
  )
}

async function batchByBatch(scope: Scope, found: RawBuilder<unknown>, change: (lines: number[]) => Promise<unknown>): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await scope.all<{ line: number }>(
      sql`select line from (${found}) x where line > ${after} order by line limit ${hostsAtOnce}`,
    )
    const last = rows.at(-1)
    if (!last) return
    await change(rows.map((row) => row.line))
    after = last.line
  }
}

type Tie = { host: string; follower: string }

/**
 * By the host's id or the follower's. `is true`: a test of the row, as in fate-queries.ts. The ids are joined, not compared with `= any`: an index walks a list of
 * 10,000 anew for each row that a join brings.
 */
const ties = (by: 'host' | 'id', ids: readonly string[]) => sql<Tie>`select f.host, f.id as follower
  from unnest(${ids}::uuid[]) x (id) join device f on ${by === 'host' ? sql`f.host` : sql`f.id`} = x.id and f.retired_at is null
  join device h on h.id = f.host and (h.tenant = f.tenant) is true and h.retired_at is null`

/** Who stands behind whom now: behind any of these devices, and before those of them that name a host. */
export async function listTies(scope: Scope, devices: readonly string[], hosted: readonly string[]): Promise<Tie[]> {
  const behind = await scope.all(ties('host', devices))
  if (hosted.length === 0) return behind
  return [...behind, ...(await scope.all(ties('id', hosted)))]
}
