-- Rejected rows of a feed are corrected and tried again (R-B4), held ones are settled by their vendor (R-B3), and what was reported is counted by
-- vendor and partner.

-- What may be corrected and tried again (R-B4). Named in contract/feeds.ts, too.
create function hub.is_rejected(outcome text) returns boolean language sql immutable strict parallel safe as
$$ select outcome in ('unknown_location', 'not_your_partner', 'not_your_vendor', 'no_accreditation', 'unknown_vendor', 'bad_row', 'duplicate_row', 'refused') $$;
-- Of those, what only another content changes: trying it again as it is would ask the same of the same.
create function hub.needs_correction(outcome text) returns boolean language sql immutable strict parallel safe as
$$ select outcome in ('bad_row', 'refused') $$;
-- Counts per outcome, added; what comes to nothing goes.
create function hub.add_outcomes(counts jsonb, more jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(s.key, s.n), '{}') from (
    select a.key, sum(a.value::bigint) as n
    from (select * from jsonb_each_text(counts) union all select * from jsonb_each_text(more)) a
    group by a.key having sum(a.value::bigint) <> 0) s
$$;
grant execute on function hub.is_rejected(text), hub.needs_correction(text) to :prefix_door, :prefix_any;
grant execute on function hub.add_outcomes(jsonb, jsonb) to :prefix_door;

-- How often it has been tried again; the rows of a feed are decided by its first run (0) or a retry.
alter table hub.feed add column run integer not null default 0;
alter table hub.feed_row
  add column revision integer not null default 1,
  -- The run that decided it; -1 = its vendor did.
  add column run integer not null default 0,
  -- Corrected since it was decided.
  add column waiting boolean not null default false,
  -- Why the vendor refused it.
  add column reason text,
  drop constraint feed_row_outcome_check,
  add constraint feed_row_outcome_check check (outcome in ('placed', 'already_there', 'held', 'unknown_location', 'not_your_partner', 'not_your_vendor',
    'no_accreditation', 'unknown_vendor', 'bad_row', 'duplicate_row', 'refused'));

create table hub.feed_retry (
  feed uuid not null references hub.feed,
  run integer not null check (run > 0),
  reporter uuid not null,
  person uuid not null references hub.person,
  asked_by text not null,
  -- Only rows with this outcome; null = all that are rejected or were never decided.
  outcome text,
  asked_at timestamptz not null default hub.now(),
  rows integer not null,
  decided integer not null default 0,
  placed integer not null default 0,
  finished_at timestamptz,
  primary key (feed, run)
);
create index on hub.feed_retry (person);

create table hub.feed_row_past (
  feed uuid not null references hub.feed,
  line integer not null,
  -- Of the row, until then.
  revision integer not null,
  reporter uuid not null,
  at timestamptz not null default hub.now(),
  act text not null check (act in ('corrected', 'retried', 'settled')),
  -- The person; where the vendor settled it, the vendor.
  by_name text not null,
  outcome text,
  fault text,
  reason text,
  -- As it was sent until then, where it was corrected.
  sent jsonb,
  primary key (feed, line, revision)
);
comment on table hub.feed_row_past is 'What a row was and what had become of it, before each change: one entry a change, none where nothing changed.';

create table hub.feed_count (
  feed uuid not null references hub.feed,
  reporter uuid not null,
  vendor uuid,
  -- Of the location, where the outcome keeps it.
  partner uuid,
  outcome text not null,
  reported_at timestamptz not null,
  n bigint not null,
  unique nulls not distinct (feed, vendor, partner, outcome)
);
comment on table hub.feed_count is 'Rows of a feed by vendor, partner and outcome, kept as they are decided: feed health (R-B4) never walks the rows.';
create index feed_count_of_vendor on hub.feed_count (vendor, reporter, reported_at);
create index feed_count_of_reporter on hub.feed_count (reporter, partner, reported_at);
create index feed_count_of_partner on hub.feed_count (partner, reporter, reported_at) where outcome = 'placed';
insert into hub.feed_count (feed, reporter, vendor, partner, outcome, reported_at, n)
select r.feed, r.reporter, r.vendor, l.partner, r.outcome, f.created_at, count(*)
from hub.feed_row r join hub.feed f on f.id = r.feed left join hub.location l on l.id = r.location
where r.outcome is not null group by 1, 2, 3, 4, 5, 6;

grant update (run) on hub.feed to :prefix_any;
-- A correction: by its reporter, while nobody works on the feed. What became of the row stays until it is tried again.
call wall.change('hub.feed_row', '{any}',
  'vendor_name, product_number, product_key, serial, serial_key, model, location_id, sale_date, sale_date_text, web_order, end_customer, fault, waiting, revision',
  'reporter = hub.acting() and hub.is_rejected(outcome) and feed in (select f.id from hub.feed f where f.state in (''done'', ''failed''))');
call wall.stand('hub.feed_retry');
call wall.see('hub.feed_retry', '{any}', 'reporter = hub.acting()');
call wall.add('hub.feed_retry', '{any}',
  'reporter = hub.acting() and person = hub.person() and finished_at is null and feed in (select f.id from hub.feed f where f.reporter = hub.acting() and f.state in (''done'', ''failed''))');
call wall.stand('hub.feed_row_past');
call wall.see('hub.feed_row_past', '{any}', 'reporter = hub.acting()');
call wall.add('hub.feed_row_past', '{any}',
  'reporter = hub.acting() and act = ''corrected'' and feed in (select f.id from hub.feed f where f.reporter = hub.acting() and f.state in (''done'', ''failed''))');
call wall.stand('hub.feed_count');

-- Whose rights the current run has: of who asked for the retry, else of who sent the feed.
create function door.runner_of_feed(f hub.feed) returns uuid language sql stable as $$
  select coalesce((select t.person from hub.feed_retry t where t.feed = f.id and t.run = f.run), f.person)
$$;
call wall.door('door.runner_of_feed(hub.feed)', '{}');

-- The table that rows are decided in, for this transaction.
create function door.open_feed_chunk() returns void language plpgsql as $$
begin
  create temporary table feed_chunk (
    line integer primary key, vendor_name text, product_number text, product_key text collate "C", serial text, serial_key text collate "C", model text,
    location_id text, web_order text, sale_date date, vendor uuid, location uuid, partner uuid, tenant uuid, outcome text, device uuid, possession uuid,
    twin uuid, turn integer, reason text, was text, was_vendor uuid, was_location uuid
  ) on commit drop;
end $$;
call wall.door('door.open_feed_chunk()', '{}');

-- Places what in the chunk has no outcome yet, with this proof (R-B3, R-D11). Locks: the holding tenants by id (kept from whoever takes them
-- `for share`), unproven records by id, new records by vendor, product and serial.
create function door.place_named(of_reporter uuid, of_proof text) returns void language plpgsql as $$
#variable_conflict use_column
declare
  at_time timestamptz;
  this_turn integer := 0;
  lost integer;
begin
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
        when exists (select from hub.feed_row e where e.device = d.id and e.reporter = of_reporter and e.outcome = 'placed' and e.location = c.location
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
      select c.device, c.vendor, c.product_number, c.product_key, c.serial, c.serial_key, c.model, of_proof, c.tenant, c.possession, c.location, c.location, at_time, at_time
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
end $$;
call wall.door('door.place_named(uuid, text)', '{}');

-- Writes down what the chunk decided: the rows, what they were before, and the counts.
create function door.keep_feed_chunk(f hub.feed, of_run integer, of_act text, of_name text) returns void language plpgsql as $$
#variable_conflict use_column
declare
  first_line integer;
  last_line integer;
  changes jsonb;
begin
  select min(c.line), max(c.line) into first_line, last_line from pg_temp.feed_chunk c;
  if exists (select from pg_temp.feed_chunk c where c.was <> c.outcome) then
    insert into hub.feed_row_past (feed, line, revision, reporter, act, by_name, outcome, fault, reason)
    select f.id, r.line, r.revision, f.reporter, of_act, of_name, r.outcome, r.fault, r.reason
    from pg_temp.feed_chunk c join hub.feed_row r on r.feed = f.id and r.line = c.line and r.line between first_line and last_line
    where c.was <> c.outcome;
  end if;
  update pg_temp.feed_chunk c set location = null where c.outcome not in ('placed', 'already_there', 'held', 'no_accreditation') and c.location is not null;
  update hub.feed_row r set outcome = c.outcome, vendor = c.vendor, location = c.location, reason = c.reason, run = of_run, waiting = false,
    revision = r.revision + case when c.was <> c.outcome then 1 else 0 end,
    placed_for = case when c.outcome = 'placed' then c.partner end,
    device = case when c.outcome = 'placed' then c.device end
  from pg_temp.feed_chunk c where r.feed = f.id and r.line = c.line and r.line between first_line and last_line;

  select jsonb_object_agg(a.outcome, a.n) into changes from (
    select s.outcome, sum(s.n) as n from (
      select c.outcome, 1 as n from pg_temp.feed_chunk c union all select c.was, -1 from pg_temp.feed_chunk c where c.was is not null) s
    group by s.outcome) a;
  update hub.feed x set outcomes = hub.add_outcomes(x.outcomes, changes),
    decided = x.decided + (select count(*) from pg_temp.feed_chunk c where c.was is null)
  where x.id = f.id;
  insert into hub.feed_count as k (feed, reporter, vendor, partner, outcome, reported_at, n)
  select f.id, f.reporter, s.vendor, s.partner, s.outcome, f.created_at, sum(s.n) from (
    select c.vendor, case when c.location is not null then c.partner end as partner, c.outcome, 1 as n from pg_temp.feed_chunk c
    union all
    select c.was_vendor, l.partner, c.was, -1 from pg_temp.feed_chunk c left join hub.location l on l.id = c.was_location where c.was is not null) s
  group by s.vendor, s.partner, s.outcome having sum(s.n) <> 0
  on conflict (feed, vendor, partner, outcome) do update set n = k.n + excluded.n;
end $$;
call wall.door('door.keep_feed_chunk(hub.feed, integer, text, text)', '{}');

-- Starts a run: rows that name a device again are told from its first, once for the whole file (R-B3: the first line wins; in a retry, after
-- rows that stand decided). False where it is not waiting to be started.
create or replace function door.begin_feed(of_feed uuid) returns boolean language plpgsql as $$
declare
  f hub.feed;
  retry hub.feed_retry;
  again integer;
begin
  perform hub.need('door.begin_feed', 'member');
  select * into f from hub.feed x where x.id = of_feed and x.reporter = hub.acting() and x.state = 'queued' and door.runner_of_feed(x) = hub.person() for update;
  if not found then return false; end if;
  select * into retry from hub.feed_retry t where t.feed = f.id and t.run = f.run;
  perform door.open_feed_chunk();
  insert into pg_temp.feed_chunk (line, outcome, was, was_vendor, was_location)
  select p.line, 'duplicate_row', p.outcome, p.vendor, p.location from (
    select r.line, r.outcome, r.vendor, r.location, row_number() over (
      partition by r.serial_key, r.product_key, hub.name_key(r.vendor_name) order by coalesce(hub.is_rejected(r.outcome), true), r.line) as place
    from hub.feed_row r where r.feed = f.id and r.fault is null) p
  where p.place > 1 and case when p.outcome is null then retry.outcome is null
    else f.run > 0 and hub.is_rejected(p.outcome) and p.outcome = coalesce(retry.outcome, p.outcome) end;
  get diagnostics again = row_count;
  -- What is no repetition any more, because its first was corrected, is tried like a row that was corrected itself.
  if f.run > 0 and coalesce(retry.outcome, 'duplicate_row') = 'duplicate_row' then
    update hub.feed_row r set waiting = true where r.feed = f.id and r.outcome = 'duplicate_row' and not r.waiting
      and r.line not in (select c.line from pg_temp.feed_chunk c);
  end if;
  analyze pg_temp.feed_chunk;
  if again > 0 then perform door.keep_feed_chunk(f, f.run, 'retried', retry.asked_by); end if;
  update hub.feed_retry t set decided = again where t.feed = f.id and t.run = f.run;
  update hub.feed x set state = 'running', decided_to = 0 where x.id = f.id;
  return true;
end $$;
call wall.door('door.begin_feed(uuid)', '{any}');

-- Decides and places the next chunk of a feed (R-B3), counts it in the feed, and answers its counts; no row = nothing is left to do.
-- Locks in this order, so that feeds and transfers at the same time wait for each other and never in a circle: the feed (a job that was
-- taken for dead may still run), then those of door.place_named.
create or replace function door.place_feed_chunk(of_feed uuid, at_most integer) returns table (outcome text, partner uuid, tenant uuid, n bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  f hub.feed;
  retry hub.feed_retry;
  today date := hub.now()::date;
  last_line integer;
begin
  perform hub.need('door.place_feed_chunk', 'member');
  select * into f from hub.feed x where x.id = of_feed and x.reporter = hub.acting() and x.state = 'running' and door.runner_of_feed(x) = hub.person() for update;
  if not found then return; end if;
  select * into retry from hub.feed_retry t where t.feed = f.id and t.run = f.run;

  perform door.open_feed_chunk();
  insert into pg_temp.feed_chunk (line, vendor_name, product_number, product_key, serial, serial_key, model, location_id, web_order, sale_date, outcome,
    was, was_vendor, was_location)
  select r.line, r.vendor_name, r.product_number, r.product_key, r.serial, r.serial_key, r.model, r.location_id, r.web_order, r.sale_date,
    case when r.fault is not null then 'bad_row' end, r.outcome, r.vendor, r.location
  from hub.feed_row r where r.feed = of_feed and r.line > f.decided_to
    and case when r.outcome is null then retry.outcome is null
      else f.run > 0 and hub.is_rejected(r.outcome) and r.outcome = coalesce(retry.outcome, r.outcome)
        and (r.waiting or not (hub.needs_correction(r.outcome) or r.outcome = 'duplicate_row')) end
  order by r.line limit at_most;
  -- The planner takes a table that nobody counted for a handful of rows, and walks it once for each.
  analyze pg_temp.feed_chunk (line, vendor_name, location_id, outcome);
  select max(c.line) into last_line from pg_temp.feed_chunk c;
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

  perform door.place_named(f.reporter, 'feed');
  perform door.keep_feed_chunk(f, f.run, 'retried', retry.asked_by);
  update hub.feed x set decided_to = last_line where x.id = f.id;
  update hub.feed_retry t set decided = t.decided + (select count(*) from pg_temp.feed_chunk),
    placed = t.placed + (select count(*) from pg_temp.feed_chunk c where c.outcome = 'placed')
  where t.feed = f.id and t.run = f.run;
  return query select c.outcome, case when c.outcome = 'placed' then c.partner end, case when c.outcome = 'placed' then c.tenant end, count(*)
    from pg_temp.feed_chunk c group by 1, 2, 3;
end $$;
call wall.door('door.place_feed_chunk(uuid, integer)', '{any}');

-- Ends a run. False where it has ended already.
create function door.end_feed(of_feed uuid) returns boolean language plpgsql as $$
declare f hub.feed;
begin
  perform hub.need('door.end_feed', 'member');
  update hub.feed x set state = 'done', finished_at = hub.now() where x.id = of_feed and x.reporter = hub.acting() and x.state = 'running' returning * into f;
  if not found then return false; end if;
  update hub.feed_retry t set finished_at = f.finished_at where t.feed = f.id and t.run = f.run;
  return true;
end $$;
call wall.door('door.end_feed(uuid)', '{any}');

-- Ends a run whose asker may not report any more (R-A4); rows that are not decided stay so. False where it has ended already.
create or replace function door.fail_feed(of_feed uuid) returns boolean language plpgsql as $$
declare f hub.feed;
begin
  perform hub.need('door.fail_feed', 'system');
  update hub.feed x set state = 'failed', finished_at = hub.now() where x.id = of_feed and x.state in ('queued', 'running') returning * into f;
  if not found then return false; end if;
  update hub.feed_retry t set finished_at = f.finished_at where t.feed = f.id and t.run = f.run;
  return true;
end $$;
call wall.door('door.fail_feed(uuid)', '{system}');

-- What a job has to know before it can act for the asker.
drop function door.find_feed(uuid);
create function door.find_feed(of_feed uuid) returns table (reporter uuid, person uuid, state text, run integer) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_feed', 'system');
  return query select f.reporter, door.runner_of_feed(f), f.state, f.run from hub.feed f where f.id = of_feed;
end $$;
call wall.door('door.find_feed(uuid)', '{system}');

-- How many devices each partner has got by the current run so far: also one that is given up before its end (R-N1). One's own, or for its job.
create or replace function door.count_placed(of_feed uuid) returns table (partner uuid, n bigint) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.count_placed', 'system', 'member');
  return query
    select r.placed_for, count(*) from hub.feed_row r join hub.feed f on f.id = r.feed
    where r.feed = of_feed and r.outcome = 'placed' and r.run = f.run and (hub.capacity() = 'system' or f.reporter = hub.acting())
    group by r.placed_for order by r.placed_for;
end $$;
call wall.door('door.count_placed(uuid)', '{any,system}');

-- How many rows of the current run wait for each vendor's desk (R-B3). One's own, or for its job.
create function door.count_held(of_feed uuid) returns table (vendor uuid, n bigint) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.count_held', 'system', 'member');
  return query
    select r.vendor, count(*) from hub.feed_row r join hub.feed f on f.id = r.feed
    where r.feed = of_feed and r.outcome = 'held' and r.run = f.run and (hub.capacity() = 'system' or f.reporter = hub.acting())
    group by r.vendor order by r.vendor;
end $$;
call wall.door('door.count_held(uuid)', '{any,system}');
