import { type Check, findRows } from './finding.ts'

const one =
  (what: string, rule: string, statement: string): Check =>
  (client) =>
    findRows(client, { check: 'devices', rule, what }, statement)

const checks: Check[] = [
  one(
    'A device has no open possession, or more than one.',
    'R-D1',
    `select format('device %s: %s open possessions', d.id, count(p.id)) as example
     from hub.device d left join hub.possession p on p.device = d.id and p.ended_at is null
     where d.retired_at is null group by d.id having count(p.id) <> 1`,
  ),
  one(
    'The possession that a device names is not its open one, in its tenant.',
    'R-T8',
    `select format('device %s, possession %s', d.id, d.possession) as example
     from hub.device d left join hub.possession p on p.id = d.possession
     where d.retired_at is null and (p.id is null or p.device <> d.id or p.tenant <> d.tenant or p.ended_at is not null)`,
  ),
  one(
    'A retired device has an open possession.',
    'R-D11',
    `select format('device %s, possession %s', d.id, p.id) as example
     from hub.device d join hub.possession p on p.device = d.id and p.ended_at is null where d.retired_at is not null`,
  ),
  one(
    'Times of a device in tenants overlap.',
    'R-T8',
    `select format('possession %s of device %s', x.id, x.device) as example
     from (select p.id, p.device, p.ended_at, lead(p.began_at) over (partition by p.device order by p.began_at, p.ended_at nulls last) as next_at from hub.possession p) x
     where x.next_at is not null and (x.ended_at is null or x.ended_at > x.next_at)`,
  ),
  // While a job copies it, `listed_by` differs and lists do not rely on it.
  one(
    "A device's managing partner is not its tenant's, where lists rely on it.",
    'R-A7',
    `select format('device %s in tenant %s', d.id, t.id) as example
     from hub.device d join hub.tenant t on t.id = d.tenant
     where d.retired_at is null and t.listed_by is not distinct from t.managing_partner and d.managing_partner is distinct from t.managing_partner`,
  ),
]

const proven = one(
  'Two records with proof stand for the same device.',
  'R-D11',
  `select format('vendor %s, product %s, serial %s: %s records', d.vendor, d.product_key, d.serial_key, count(*)) as example
   from hub.device d where d.proof <> 'none' and d.retired_at is null group by d.vendor, d.product_key, d.serial_key having count(*) > 1`,
)
const twice = one(
  'A tenant has two records of the same device.',
  'R-D1',
  `select format('tenant %s, product %s, serial %s: %s records', d.tenant, d.product_key, d.serial_key, count(*)) as example
   from hub.device d where d.retired_at is null group by d.tenant, d.vendor, d.product_key, d.serial_key having count(*) > 1`,
)

/** What must be so of every device and its possessions. Identity is counted in the table itself: an index that is broken would agree with itself. */
export const checkDevices: Check = async (client) => {
  const findings = []
  for (const check of checks) findings.push(...(await check(client)))
  await client.query('set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off')
  for (const check of [proven, twice]) findings.push(...(await check(client)))
  await client.query('reset enable_indexscan; reset enable_indexonlyscan; reset enable_bitmapscan')
  return findings
}
