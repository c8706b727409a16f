-- Doors of devices: where things may go, and the identity conflicts that no error may tell (R-A2, R-D11).

-- Tenants by Customer ID, as far as the asking partner may hear of them: `open` in reach; `not_accepted` one's own pending or disabled customer;
-- no row for anything else. Takes the share lock under which a chunk reads the target's managing partner and default slots.
create function door.find_targets(customer_ids text[])
returns table (customer_id text, tenant uuid, kind text, standing text, name text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_targets', 'member');
  perform 1 from hub.tenant t where t.customer_id = any (customer_ids) order by t.id for share;
  return query
    select t.customer_id, t.id, t.kind, 'open', o.name
    from hub.tenant t join hub.organisation o on o.id = t.organisation
    where t.customer_id = any (customer_ids)
      and exists (select from hub.reach r where r.organisation = hub.acting() and r.tenant = t.id and (r.until is null or r.until > hub.now()))
    union all
    select t.customer_id, t.id, t.kind, 'not_accepted', c.name
    from hub.tenant t join hub.customer_card c on c.organisation = t.organisation and c.partner = hub.acting() and c.state in ('pending', 'disabled')
    where t.customer_id = any (customer_ids) and t.kind = 'customer';
end $$;
call wall.door('door.find_targets(text[])', '{any,managed}');

-- Points devices at new tenants and possessions. Columns with a rule of their own have no update grant: they follow the target here.
-- Both tenants must be in the actor's reach, else the row is left out; answers how many were pointed.
create function door.point(devices uuid[], possessions uuid[], targets uuid[], restore boolean) returns integer language plpgsql as $$
declare pointed integer;
begin
  perform hub.need('door.point', 'member');
  update hub.device d set tenant = t.id, possession = n.possession, arrived_at = p.began_at, managing_partner = t.managing_partner,
    reseller = case when restore then p.reseller else t.default_reseller end,
    service = case when restore then p.service else t.default_service end
  from unnest(devices, possessions, targets) n (device, possession, target)
  join hub.tenant t on t.id = n.target
  join hub.possession p on p.id = n.possession
  where d.id = n.device and d.retired_at is null and p.device = d.id and p.tenant = t.id
    and d.tenant in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))
    and t.id in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()));
  get diagnostics pointed = row_count;
  update hub.tenant t set ever_used = true where t.id = any (targets) and not t.ever_used;
  return pointed;
end $$;
call wall.door('door.point(uuid[], uuid[], uuid[], boolean)', '{managed}');

-- Decides and places one chunk of a feed (R-B3), in one pass over its undecided rows in the order of the file.
-- The CASE is the rule; a row that another feed placed in the meantime is decided again by the second pass.
create function door.place_feed_chunk(of_feed uuid, at_most integer) returns table (outcome text, partner uuid, tenant uuid, n bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  f hub.feed;
  today date := hub.now()::date;
  at_time timestamptz := clock_timestamp();
begin
  perform hub.need('door.place_feed_chunk', 'member');
  select * into f from hub.feed where id = of_feed and reporter = hub.acting() and person = hub.person();
  if not found then return; end if;

  create temporary table if not exists feed_chunk (
    line integer primary key, vendor uuid, location uuid, partner uuid, tenant uuid, outcome text, device uuid, possession uuid, fresh boolean not null default false
  ) on commit drop;
  truncate feed_chunk;

  for pass in 1..2 loop
    -- What each row names, as far as the reporter may know of it (R-A2: a vendor or partner never dealt with does not exist for them).
    insert into feed_chunk (line, vendor, location, partner, tenant, device, outcome)
    select r.line, v.id, l.id, l.partner, h.id, d.id,
      case
        when r.fault is not null then 'bad_row'
        when exists (select from hub.feed_row e where e.feed = of_feed and e.line < r.line and e.fault is null
          and e.serial_key = r.serial_key and e.product_key = r.product_key and lower(e.vendor_name) = lower(r.vendor_name)) then 'duplicate_row'
        when v.id is null then 'unknown_vendor'
        when v.id <> f.reporter and not exists (select from hub.accreditation a where a.organisation = f.reporter and a.vendor = v.id and a.kind = 'report_sales'
          and today between a.valid_from and coalesce(a.valid_until, 'infinity')) then 'not_your_vendor'
        when l.id is null then 'unknown_location'
        when v.id <> f.reporter and l.partner <> f.reporter and not exists (select from hub.relationship s where s.kind = 'supplies' and s.state = 'accepted'
          and s.from_organisation = f.reporter and s.to_organisation = l.partner) then 'not_your_partner'
        when h.id is null or not exists (select from hub.accreditation a where a.organisation = l.partner and a.vendor = v.id
          and a.kind in ('resell_monitor', 'service_delivery') and today between a.valid_from and coalesce(a.valid_until, 'infinity')) then 'no_accreditation'
        when d.tenant = h.id then 'already_there'
        when exists (select from hub.feed_row e join hub.feed_row this on this.feed = of_feed and this.line = r.line
          where e.device = d.id and e.reporter = f.reporter and e.outcome = 'placed' and e.location = l.id
            and case when this.web_order <> '' or e.web_order <> '' then e.web_order = this.web_order else e.sale_date is not distinct from this.sale_date end)
          then 'already_there'
        when d.id is not null then 'held'
        else 'placed'
      end
    from (select x.* from hub.feed_row x where x.feed = of_feed and x.outcome is null order by x.line limit at_most) r
    left join hub.organisation v on v.kind = 'vendor' and v.name_key = hub.name_key(r.vendor_name)
      and exists (select from hub.acquaintance a where a.viewer = f.reporter and a.organisation = v.id)
    left join hub.location l on l.location_id = r.location_id
      and exists (select from hub.acquaintance a where a.viewer = f.reporter and a.organisation = l.partner)
    left join hub.tenant h on h.organisation = l.partner and h.kind = 'holding'
    left join hub.device d on d.vendor = v.id and d.product_key = r.product_key and d.serial_key = r.serial_key and d.proof <> 'none' and d.retired_at is null
    on conflict (line) do nothing;

    -- Placing is making a proven record. Whoever comes second finds it there and is decided by the next pass.
    update feed_chunk c set device = hub.new_id(), possession = hub.new_id(), fresh = true where c.outcome = 'placed';
    -- In the holding tenant itself an unproven record of the same device is retired into the proven one (R-D11).
    with twins as (
      update hub.device d set retired_at = at_time from feed_chunk c join hub.feed_row r on r.feed = of_feed and r.line = c.line
      where c.fresh and d.tenant = c.tenant and d.vendor = c.vendor and d.product_key = r.product_key and d.serial_key = r.serial_key
        and d.proof = 'none' and d.retired_at is null
      returning d.id)
    update hub.possession p set ended_at = greatest(at_time, p.began_at) from twins w where p.device = w.id and p.ended_at is null;
    with made as (
      insert into hub.device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, possession, reseller, service, arrived_at, first_seen_at)
      select c.device, c.vendor, r.product_number, r.product_key, r.serial, r.serial_key, r.model, 'feed', c.tenant, c.possession, c.location, c.location, at_time, at_time
      from feed_chunk c join hub.feed_row r on r.feed = of_feed and r.line = c.line
      where c.fresh
      order by c.vendor, r.product_key, r.serial_key
      on conflict (vendor, product_key, serial_key) where proof <> 'none' and retired_at is null do nothing
      returning id)
    delete from feed_chunk c where c.fresh and c.device not in (select m.id from made m);
    exit when not exists (select from hub.feed_row x where x.feed = of_feed and x.outcome is null and x.line <= (select max(line) from feed_chunk)
      and not exists (select from feed_chunk c where c.line = x.line));
  end loop;

  insert into hub.possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
  select c.possession, c.device, c.tenant, at_time, 'feed', c.partner, c.tenant, c.vendor, r.product_number, r.serial, r.model
  from feed_chunk c join hub.feed_row r on r.feed = of_feed and r.line = c.line where c.fresh;
  update hub.device old set merged_into = c.device from feed_chunk c join hub.feed_row r on r.feed = of_feed and r.line = c.line
  where c.fresh and old.tenant = c.tenant and old.retired_at = at_time and old.vendor = c.vendor and old.product_key = r.product_key and old.serial_key = r.serial_key;
  update hub.tenant t set ever_used = true where not t.ever_used and t.id in (select c.tenant from feed_chunk c where c.fresh);
  update hub.feed_row r set outcome = c.outcome, vendor = c.vendor,
    location = case when c.outcome in ('placed', 'already_there', 'held', 'no_accreditation') then c.location end,
    placed_for = case when c.outcome = 'placed' then c.partner end,
    device = case when c.outcome = 'placed' then c.device end
  from feed_chunk c where r.feed = of_feed and r.line = c.line;
  return query select c.outcome, case when c.outcome = 'placed' then c.partner end, case when c.outcome = 'placed' then c.tenant end, count(*)
    from feed_chunk c group by 1, 2, 3;
end $$;
call wall.door('door.place_feed_chunk(uuid, integer)', '{any}');
