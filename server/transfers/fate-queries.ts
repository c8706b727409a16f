import type { RawBuilder } from 'kysely'
import { consentedTo } from '../consent/index.ts'
import { sql } from '../platform/database/query.ts'

/** What a Customer ID means now, as far as the actor may hear of it: a tenant in reach, or one's own pending or disabled customer. */
export type Target = { tenant: string | null; kind: string }

/** What a run is held to. Its source, and the Customer ID that all rows must name, are fixed at receipt; `several` lifts both (R-T3). */
export type Course = {
  transfer: string
  several: boolean
  targetKey: string
  source: string | null
  /** By Customer ID; `tenant` is null where it has not accepted. */
  targets: Readonly<Record<string, Target>>
}

/**
 * R-T2: out of the own holding tenant, and of the one for own equipment (R-D13); out of a customer's what this partner brought there, or what the
 * customer consents to. Of devices `x`, tenants `t` and possessions `p` in reach.
 */
export const mayLeave = sql<boolean>`(t.kind in ('holding', 'own') or (t.kind = 'customer'
  and (p.origin_partner is not distinct from hub.acting() or ${consentedTo('device_move', sql`x.tenant`, sql`x.id`)})))`

/** Serials that a spreadsheet would make of this one by dropping zeros in front: only digits are numbers. */
const withZeros = sql.raw(`array[${Array.from({ length: 8 }, (_, n) => `repeat('0', ${n + 1}) || r.serial_key`).join(', ')}]`)

/**
 * The fate of rows as of now: one CASE with the rule beside each branch, the same for preview and run (R-T6), under the policies of
 * `hub_managed`: what it does not find is out of reach. Columns: those of the row that a run compares with, `place` (its ctid, by which it is
 * joined again without a look-up: the transfer's lock keeps it where it is), fate, reason, hint, device, tenant, possession, target, hosts, behind.
 * What a Customer ID means is looked up in one value by its key: no plan can make a walk of it.
 */
export function fateOf(course: Course, lines: readonly number[]): RawBuilder<unknown> {
  const { source, several } = course
  const rows = sql`select x.ctid as place, x.* from transfer_row x where x.transfer = ${course.transfer} and x.line = any (${lines}::int[])`
  return sql`
    select f.*, f.fates[1] as fate, f.fates[2] as reason, f.fates[3] as hint from (
      select r.place, r.line, r.follows, r.device as foreseen_device, r.foreseen_source,
        d.id as device, d.tenant, d.possession, coalesce(d.hosts, false) as hosts, coalesce(d.behind, false) as behind, g.tenant as target, case
        when r.target_key = '' then array['target_not_found']                                              -- R-T9
        when not ${several} and r.target_key <> ${course.targetKey} then array['wrong_target']             -- R-T3
        when g.kind is null then array['target_not_found']                                                 -- R-A2
        when g.tenant is null then array['target_not_accepted']                                            -- R-T9, R-C1
        when d.id is null and zeros.serial is not null then array['not_found', 'leading_zeros', zeros.serial] -- R-D1: a hint, never a guess
        when d.id is null then array['not_found']                                                          -- R-T2, R-A2
        when d.vague then array['ambiguous_serial']                                                        -- R-D1
        when d.tenant = g.tenant then array['already_there']                                               -- R-T9
        when d.tenant <> ${source}::uuid then array['wrong_source']                                        -- R-T3
        when 'own' in (d.kind, g.kind) and 'customer' in (d.kind, g.kind) then array['not_allowed', 'own_equipment'] -- R-T2, R-D13
        when d.behind and r.follows is null then array['not_allowed', 'behind_host']                       -- R-D2: not alone
        when not d.leaves then array['not_allowed', 'customer_registered']                                 -- R-T2
        when g.kind = 'holding' and d.last_holding is distinct from g.tenant
          then array['not_allowed', 'other_holding']                                                       -- R-T2
        when twin.proof is not null and (d.proof = 'none' or twin.proof <> 'none') then array['already_there'] -- R-D11
        else array['moved']
      end as fates
      from (${rows}) r
      cross join lateral (select ${JSON.stringify(course.targets)}::jsonb -> r.target_key as found) known
      cross join lateral (select (known.found->>'tenant')::uuid as tenant, known.found->>'kind' as kind) g
      left join lateral (
        -- What the actor may transfer is meant, and only that can be ambiguous (R-D1). Records of one device in several tenants (R-D11) are one
        -- device: the one in the source is meant, then the proven one. Who stands behind a host is meant where nothing else can be.
        -- "is true" keeps the test of a tenant a test of the row: where statistics are old it would become a walk over the tenant's rows.
        select x.*, t.kind, p.last_holding, m.leaves, b.behind,
          min(x.vendor::text || x.product_key) filter (where m.leaves and not b.behind) over ()
            <> max(x.vendor::text || x.product_key) filter (where m.leaves and not b.behind) over () as vague,
          exists (select from device follower where follower.host = x.id and (follower.tenant = x.tenant) is true and follower.retired_at is null) as hosts
        from device x
        join tenant t on t.id = x.tenant
        join possession p on p.id = x.possession
        cross join lateral (select x.host is not null
          and exists (select from device h where h.id = x.host and (h.tenant = x.tenant) is true and h.retired_at is null) as behind) b
        cross join lateral (select ${mayLeave} as leaves) m
        where x.serial_key = r.serial_key and x.retired_at is null
          and (r.product_key = '' or x.product_key = r.product_key) and (not r.picked or x.id = r.device)
        order by m.leaves and not b.behind desc, x.tenant = ${source}::uuid desc nulls last, x.proof = 'none', x.id limit 1) d on true
      left join lateral (
        select min(x.serial) as serial from device x join tenant t on t.id = x.tenant join possession p on p.id = x.possession
        where d.id is null and r.serial_key ~ '^[1-9][0-9]*$' and x.serial_key = any (${withZeros}) and x.retired_at is null
          and (r.product_key = '' or x.product_key = r.product_key) and ${mayLeave}
        having count(distinct x.vendor::text || x.product_key || x.serial_key) = 1) zeros on true
      left join lateral (
        select x.proof from device x where x.tenant = g.tenant and x.vendor = d.vendor and x.product_key = d.product_key
          and x.serial_key = d.serial_key and x.retired_at is null and x.id <> d.id limit 1) twin on true
    ) f`
}
