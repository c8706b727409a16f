-- Doors of devices: where things may go, and the identity conflicts that no error may tell (R-A2, R-D11).

-- Tenants by Customer ID, as far as the asking partner may hear of them: `open` in reach; `not_accepted` one's own pending or disabled customer;
-- no row for anything else. Takes the share lock under which a chunk reads the target's managing partner and default slots.
create function door.find_targets(customer_ids text[])
returns table (customer_id text, tenant uuid, kind text, standing text, name text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_targets', 'member');
  perform 1 from hub.tenant t where t.customer_id = any (customer_ids)
    and exists (select from hub.reach r where r.organisation = hub.acting() and r.tenant = t.id) order by t.id for share;
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

-- Holds tenants in reach until the transaction ends: nobody changes who reaches them, or who manages them, while a chunk moves devices (R-A4).
create function door.hold_tenants(tenants uuid[]) returns void language plpgsql as $$
begin
  perform hub.need('door.hold_tenants', 'member');
  perform 1 from hub.tenant t where t.id = any (tenants)
    and exists (select from hub.reach r where r.organisation = hub.acting() and r.tenant = t.id and (r.until is null or r.until > hub.now()))
  order by t.id for share;
end $$;
call wall.door('door.hold_tenants(uuid[])', '{managed}');

-- Points devices at new tenants and possessions. Columns with a rule of their own have no update grant: they follow the target here.
-- Both tenants must be in the actor's reach, else the row is left out; answers how many were pointed.
-- `is true` keeps the tests of a tenant tests of the row: where statistics are old they would become walks over all of a tenant's rows.
create function door.point(devices uuid[], possessions uuid[], targets uuid[], restore boolean) returns integer language plpgsql as $$
declare pointed integer;
begin
  perform hub.need('door.point', 'member');
  update hub.device d set tenant = t.id, possession = n.possession, arrived_at = p.began_at, managing_partner = t.managing_partner,
    -- R-D3: a new possession starts with the target's defaults; in a holding tenant both slots are the owning partner's, as at the last stay; undo restores.
    reseller = case when restore then p.reseller when t.kind = 'holding' then (select q.reseller from hub.possession q
      where q.device = d.id and (q.tenant = t.id) is true and q.ended_at is not null order by q.began_at desc limit 1) else t.default_reseller end,
    service = case when restore then p.service when t.kind = 'holding' then (select q.service from hub.possession q
      where q.device = d.id and (q.tenant = t.id) is true and q.ended_at is not null order by q.began_at desc limit 1) else t.default_service end
  from unnest(devices, possessions, targets) n (device, possession, target)
  join hub.tenant t on t.id = n.target
  join hub.possession p on p.id = n.possession
  where d.id = n.device and d.retired_at is null and p.device = d.id and p.tenant = t.id
    and (d.tenant in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))) is true
    and (t.id in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))) is true;
  get diagnostics pointed = row_count;
  return pointed;
end $$;
call wall.door('door.point(uuid[], uuid[], uuid[], boolean)', '{managed}');

-- Starts a feed that was received: rows that name a device again are told from its first, once for the whole file (R-B3: the first line wins).
-- False where it is not waiting to be started.
create function door.begin_feed(of_feed uuid) returns boolean language plpgsql as $$
declare
  repeated integer[];
  again integer;
begin
  perform hub.need('door.begin_feed', 'member');
  perform 1 from hub.feed f where f.id = of_feed and f.reporter = hub.acting() and f.person = hub.person() and f.state = 'queued' for update;
  if not found then return false; end if;
  -- Two statements: joined, the rows that were just written and never counted would be walked once for each.
  select array_agg(p.line order by p.line) into repeated from (
    select r.line, row_number() over (partition by r.serial_key, r.product_key, hub.name_key(r.vendor_name) order by r.line) as place
    from hub.feed_row r where r.feed = of_feed and r.fault is null) p
  where p.place > 1;
  update hub.feed_row r set outcome = 'duplicate_row' where r.feed = of_feed and r.line = any (repeated) and r.outcome is null;
  get diagnostics again = row_count;
  update hub.feed f set state = 'running', decided = f.decided + again, decided_to = 0, outcomes = case when again = 0 then f.outcomes
    else f.outcomes || jsonb_build_object('duplicate_row', again + coalesce((f.outcomes->>'duplicate_row')::integer, 0)) end
  where f.id = of_feed;
  return true;
end $$;
call wall.door('door.begin_feed(uuid)', '{any}');

-- Decides and places the next chunk of a feed (R-B3), counts it in the feed, and answers its counts; no row = nothing is left to do.
-- Locks in this order, so that feeds and transfers at the same time wait for each other and never in a circle: the feed (a job that was
-- taken for dead may still run), the holding tenants by id (kept from whoever takes them `for share`), unproven records by id, new
-- records by vendor, product and serial.
create function door.place_feed_chunk(of_feed uuid, at_most integer) returns table (outcome text, partner uuid, tenant uuid, n bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  f hub.feed;
  today date := hub.now()::date;
  at_time timestamptz;
  first_line integer;
  last_line integer;
  this_turn integer := 0;
  lost integer;
begin
  perform hub.need('door.place_feed_chunk', 'member');
  select * into f from hub.feed x where x.id = of_feed and x.reporter = hub.acting() and x.person = hub.person() and x.state = 'running' for update;
  if not found then return; end if;

  create temporary table feed_chunk (
    line integer primary key, vendor_name text, product_number text, product_key text collate "C", serial text, serial_key text collate "C", model text,
    location_id text, web_order text, sale_date date, vendor uuid, location uuid, partner uuid, tenant uuid, outcome text, device uuid, possession uuid,
    twin uuid, turn integer
  ) on commit drop;
  insert into pg_temp.feed_chunk (line, vendor_name, product_number, product_key, serial, serial_key, model, location_id, web_order, sale_date, outcome)
  select r.line, r.vendor_name, r.product_number, r.product_key, r.serial, r.serial_key, r.model, r.location_id, r.web_order, r.sale_date,
    case when r.fault is not null then 'bad_row' end
  from hub.feed_row r where r.feed = of_feed and r.line > f.decided_to and r.outcome is null order by r.line limit at_most;
  -- The planner takes a table that nobody counted for a handful of rows, and walks it once for each.
  analyze pg_temp.feed_chunk (line, vendor_name, location_id, outcome);
  select min(c.line), max(c.line) into first_line, last_line from pg_temp.feed_chunk c;
  if last_line is null then return; end if;

  -- What each row names, as far as the reporter may know of it (R-A2: a vendor or partner never dealt with does not exist for them), and
  -- whether the row may place at all. What is left without an outcome may.
  with vendors as materialized (
    select n.vendor_name, v.id,
      v.id = f.reporter or exists (select from hub.accreditation a where a.organisation = f.reporter and a.vendor = v.id and a.kind = 'report_sales'
        and today between a.valid_from and coalesce(a.valid_until, 'infinity')) as reports
    from (select distinct c.vendor_name from pg_temp.feed_chunk c where c.outcome is null) n
    join hub.organisation v on v.kind = 'vendor' and v.name_key = hub.name_key(n.vendor_name)
    where exists (select from hub.acquaintance a where a.viewer = f.reporter and a.organisation = v.id)),
  places as materialized (
    select n.location_id, l.id, l.partner, h.id as tenant,
      l.partner = f.reporter or exists (select from hub.relationship s where s.kind = 'supplies' and s.state = 'accepted'
        and s.from_organisation = f.reporter and s.to_organisation = l.partner) as supplied
    from (select distinct c.location_id from pg_temp.feed_chunk c where c.outcome is null) n
    join hub.location l on l.location_id = n.location_id
    left join hub.tenant h on h.organisation = l.partner and h.kind = 'holding'
    where exists (select from hub.acquaintance a where a.viewer = f.reporter and a.organisation = l.partner)),
  sales as materialized (
    select s.vendor, s.partner,
      exists (select from hub.accreditation a where a.organisation = s.partner and a.vendor = s.vendor and a.kind in ('resell_monitor', 'service_delivery')
        and today between a.valid_from and coalesce(a.valid_until, 'infinity')) as accredited
    from (select distinct v.id as vendor, l.partner from pg_temp.feed_chunk c
      join vendors v on v.vendor_name = c.vendor_name join places l on l.location_id = c.location_id where c.outcome is null) s)
  update pg_temp.feed_chunk c set vendor = named.vendor, location = named.location, partner = named.partner, tenant = named.tenant, outcome = named.outcome
  from (
    select this.line, v.id as vendor, l.id as location, l.partner, l.tenant,
      case
        when v.id is null then 'unknown_vendor'
        when not v.reports then 'not_your_vendor'
        when l.id is null then 'unknown_location'
        when v.id <> f.reporter and not l.supplied then 'not_your_partner'
        when l.tenant is null or not s.accredited then 'no_accreditation'
      end as outcome
    from pg_temp.feed_chunk this
    left join vendors v on v.vendor_name = this.vendor_name
    left join places l on l.location_id = this.location_id
    left join sales s on s.vendor = v.id and s.partner = l.partner
    where this.outcome is null) named
  where named.line = c.line;

  perform 1 from hub.tenant t where t.id = any (array(select distinct c.tenant from pg_temp.feed_chunk c where c.outcome is null))
  order by t.id for no key update;
  at_time := clock_timestamp();

  -- Placing is making a proven record, so one that is there anywhere is not placed again. `limit 1`: look-ups by the unique index, never a
  -- walk over all devices. Whoever comes second to a device finds it at the next turn.
  while exists (select from pg_temp.feed_chunk c where c.outcome is null) loop
    this_turn := this_turn + 1;
    update pg_temp.feed_chunk c set turn = this_turn,
      outcome = case
        when d.id is null then 'placed'
        when d.tenant = c.tenant then 'already_there'
        when exists (select from hub.feed_row e where e.device = d.id and e.reporter = f.reporter and e.outcome = 'placed' and e.location = c.location
          and case when c.web_order <> '' or e.web_order <> '' then e.web_order = c.web_order else e.sale_date is not distinct from c.sale_date end)
          then 'already_there'
        else 'held'
      end,
      device = case when d.id is null then hub.new_id() end,
      possession = case when d.id is null then hub.new_id() end
    from pg_temp.feed_chunk this left join lateral (
      select x.id, x.tenant from hub.device x
      where x.vendor = this.vendor and x.product_key = this.product_key and x.serial_key = this.serial_key and x.proof <> 'none' and x.retired_at is null
      limit 1) d on true
    where this.line = c.line and c.outcome is null;

    -- In the holding tenant itself an unproven record of the same device is retired into the proven one (R-D11).
    update pg_temp.feed_chunk c set twin = d.id
    from pg_temp.feed_chunk this cross join lateral (
      select x.id from hub.device x
      where x.tenant = this.tenant and x.vendor = this.vendor and x.product_key = this.product_key and x.serial_key = this.serial_key
        and x.proof = 'none' and x.retired_at is null
      limit 1) d
    where this.line = c.line and c.turn = this_turn and c.outcome = 'placed';
    if found then
      perform 1 from hub.device d where d.id = any (array(select c.twin from pg_temp.feed_chunk c where c.turn = this_turn and c.twin is not null))
      order by d.id for update;
      update hub.device d set retired_at = at_time from pg_temp.feed_chunk c
      where c.turn = this_turn and d.id = c.twin and d.tenant = c.tenant and d.proof = 'none' and d.retired_at is null;
    end if;

    with made as (
      insert into hub.device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, possession, reseller, service, arrived_at, first_seen_at)
      select c.device, c.vendor, c.product_number, c.product_key, c.serial, c.serial_key, c.model, 'feed', c.tenant, c.possession, c.location, c.location, at_time, at_time
      from pg_temp.feed_chunk c
      where c.turn = this_turn and c.outcome = 'placed'
      order by c.vendor, c.product_key, c.serial_key
      on conflict (vendor, product_key, serial_key) where proof <> 'none' and retired_at is null do nothing
      returning id)
    update pg_temp.feed_chunk c set outcome = null where c.turn = this_turn and c.outcome = 'placed' and c.device not in (select m.id from made m);
    get diagnostics lost = row_count;
    if lost > 0 then
      update hub.device d set retired_at = null from pg_temp.feed_chunk c where c.outcome is null and d.id = c.twin and d.retired_at = at_time;
      update pg_temp.feed_chunk c set twin = null where c.outcome is null;
    end if;
  end loop;

  insert into hub.possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
  select c.possession, c.device, c.tenant, at_time, 'feed', c.partner, c.tenant, c.vendor, c.product_number, c.serial, c.model
  from pg_temp.feed_chunk c where c.outcome = 'placed';
  if exists (select from pg_temp.feed_chunk c where c.twin is not null) then
    update hub.possession p set ended_at = greatest(at_time, p.began_at), reseller = d.reseller, service = d.service
    from pg_temp.feed_chunk c join hub.device d on d.id = c.twin and d.retired_at = at_time where p.device = d.id and p.ended_at is null;
    update hub.device d set host = c.device from pg_temp.feed_chunk c join hub.device t on t.id = c.twin and t.retired_at = at_time where d.host = t.id;
    update hub.device d set merged_into = c.device from pg_temp.feed_chunk c where d.id = c.twin and d.retired_at = at_time;
  end if;
  update hub.tenant t set ever_used = true
  where not t.ever_used and t.id = any (array(select distinct c.tenant from pg_temp.feed_chunk c where c.outcome = 'placed'));

  update hub.feed_row r set outcome = c.outcome, vendor = c.vendor,
    location = case when c.outcome in ('placed', 'already_there', 'held', 'no_accreditation') then c.location end,
    placed_for = case when c.outcome = 'placed' then c.partner end,
    device = case when c.outcome = 'placed' then c.device end
  from pg_temp.feed_chunk c where r.feed = of_feed and r.line = c.line and r.line between first_line and last_line;
  update hub.feed x set decided_to = last_line, decided = x.decided + (select count(*) from pg_temp.feed_chunk),
    outcomes = (select jsonb_object_agg(s.outcome, s.n) from (
      select a.outcome, sum(a.n) as n from (
        select e.key as outcome, e.value::bigint as n from jsonb_each_text(x.outcomes) e
        union all select c.outcome, count(*) from pg_temp.feed_chunk c group by c.outcome) a
      group by a.outcome) s)
  where x.id = of_feed;
  return query select c.outcome, case when c.outcome = 'placed' then c.partner end, case when c.outcome = 'placed' then c.tenant end, count(*)
    from pg_temp.feed_chunk c group by 1, 2, 3;
end $$;
call wall.door('door.place_feed_chunk(uuid, integer)', '{any}');

-- What a job has to know before it can act for the asker.
create function door.find_feed(of_feed uuid) returns table (reporter uuid, person uuid, state text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_feed', 'system');
  return query select f.reporter, f.person, f.state from hub.feed f where f.id = of_feed;
end $$;
call wall.door('door.find_feed(uuid)', '{system}');

-- Ends a feed whose asker may not report any more (R-A4); rows that are not decided stay so. False where it has ended already.
create function door.fail_feed(of_feed uuid) returns boolean language plpgsql as $$
begin
  perform hub.need('door.fail_feed', 'system');
  update hub.feed f set state = 'failed', finished_at = hub.now() where f.id = of_feed and f.state in ('queued', 'running');
  return found;
end $$;
call wall.door('door.fail_feed(uuid)', '{system}');

-- Takes back a feed that is still received, with its rows: the feed stays as `failed`, or goes altogether (`forget`) where it was a repetition.
create function door.drop_feed(of_feed uuid, forget boolean) returns boolean language plpgsql as $$
begin
  perform hub.need('door.drop_feed', 'member');
  perform 1 from hub.feed f where f.id = of_feed and f.reporter = hub.acting() and f.person = hub.person() and f.state = 'receiving' for update;
  if not found then return false; end if;
  delete from hub.feed_row r where r.feed = of_feed;
  if forget then delete from hub.feed f where f.id = of_feed;
  else update hub.feed f set state = 'failed', rows = 0, finished_at = hub.now() where f.id = of_feed;
  end if;
  return true;
end $$;
call wall.door('door.drop_feed(uuid, boolean)', '{any}');

-- The same for feeds whose server died while it received them: no batch came in for so long. Answers how many.
create function door.drop_lost_feeds(idle interval) returns integer language plpgsql as $$
declare lost uuid[];
begin
  perform hub.need('door.drop_lost_feeds', 'system');
  select array_agg(f.id) into lost from (
    select x.id from hub.feed x where x.state = 'receiving' and x.received_at < hub.now() - idle order by x.id limit 10 for update skip locked) f;
  delete from hub.feed_row r where r.feed = any (lost);
  update hub.feed f set state = 'failed', rows = 0, finished_at = hub.now() where f.id = any (lost);
  return coalesce(array_length(lost, 1), 0);
end $$;
call wall.door('door.drop_lost_feeds(interval)', '{system}');
