import type { RawBuilder } from 'kysely'
import { sql } from '../platform/database/query.ts'

/** What a run is held to: its target and source are fixed at receipt (R-T3). */
export type Course = {
  transfer: string
  /** Customer ID that all rows must name. */
  targetKey: string
  /** The target, where it is in reach; its kind. */
  target: { id: string; kind: string } | null
  /** One's own pending or disabled customer. */
  targetNotAccepted: boolean
  source: string | null
}

/** R-T2: out of the own holding tenant; out of a customer's what this partner brought there. Of tenants `t` and possessions `p` in reach. */
export const mayLeave = sql<boolean>`(t.kind = 'holding' or (t.kind = 'customer' and p.origin_partner is not distinct from hub.acting()))`

/**
 * The fate of rows as of now: one CASE with the rule beside each branch, the same for preview and run (R-T6), under the policies of
 * `hub_managed`: what it does not find is out of reach. Columns: place, fate, reason, device, tenant, possession;
 * `place` is the row's own (its ctid), by which it is joined again without a look-up: the transfer's lock keeps it where it is.
 */
export function fateOf(course: Course, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const { target, source } = course
  const targetId = sql`${target?.id ?? null}::uuid`
  return sql`
    select f.place, f.fate[1] as fate, f.fate[2] as reason, f.device, f.tenant, f.possession from (
      select r.place, d.id as device, d.tenant, d.possession, case
        when r.target_key = '' then array['target_not_found']                                              -- R-T9
        when r.target_key <> ${course.targetKey} then array['wrong_target']                                -- R-T3
        when ${course.targetNotAccepted} then array['target_not_accepted']                                 -- R-T9, R-C1
        when ${targetId} is null then array['target_not_found']                                            -- R-A2
        when d.id is null then array['not_found']                                                          -- R-T2, R-A2
        when d.vague then array['ambiguous_serial']                                                        -- R-D1
        when d.tenant = ${targetId} then array['already_there']                                            -- R-T9
        when d.tenant <> ${source}::uuid then array['wrong_source']                                        -- R-T3
        when d.kind = 'own' or ${target?.kind ?? null} = 'own' then array['not_allowed', 'own_equipment']  -- R-T2, R-D13
        when d.host is not null or d.hosts then array['not_allowed', 'host']                               -- R-D2
        when not d.transferable then array['not_allowed', 'customer_registered']                           -- R-T2
        when ${target?.kind ?? null} = 'holding' and d.last_holding is distinct from ${targetId}
          then array['not_allowed', 'other_holding']                                                       -- R-T2
        when twin.proof is not null and (d.proof = 'none' or twin.proof <> 'none') then array['already_there'] -- R-D11
        else array['moved']
      end as fate
      from (${rows}) r
      left join lateral (
        -- What the actor may transfer is meant, and only that can be ambiguous (R-D1). Records of one device in several tenants (R-D11) are one
        -- device: the one in the source is meant, then the proven one.
        select x.*, t.kind, p.last_holding, m.transferable,
          min(x.vendor::text || x.product_key) filter (where m.transferable) over ()
            <> max(x.vendor::text || x.product_key) filter (where m.transferable) over () as vague,
          exists (select from device follower where follower.host = x.id and follower.retired_at is null) as hosts
        from device x
        join tenant t on t.id = x.tenant
        join possession p on p.id = x.possession
        cross join lateral (select ${mayLeave} and x.host is null as transferable) m
        where x.serial_key = r.serial_key and x.retired_at is null
          and (r.product_key = '' or x.product_key = r.product_key) and (not r.picked or x.id = r.device)
        order by m.transferable desc, x.tenant = ${source}::uuid desc nulls last, x.proof = 'none', x.id limit 1) d on true
      left join lateral (
        select x.proof from device x where x.tenant = ${targetId} and x.vendor = d.vendor and x.product_key = d.product_key
          and x.serial_key = d.serial_key and x.retired_at is null and x.id <> d.id limit 1) twin on true
    ) f`
}
