-- Held rows at the vendor's desk (R-B3), and who reported when (R-B4).

-- The desk settles one held row of its products: places the device with the vendor's proof (R-D11), never out of a tenant that it is in with proof
-- (then the answer is `held` and nothing changes), or refuses it with a reason. No row where there is no such held row for this vendor (R-A2);
-- `no_accreditation` and no change where the partner has no place for it. Locks: the feed, then those of door.place_named.
create function door.settle_held(of_feed uuid, at_line integer, refusal text)
returns table (outcome text, reporter uuid, partner uuid, tenant uuid, serial text, file_name text, vendor_name text) language plpgsql as $$
#variable_conflict use_column
declare
  f hub.feed;
  settled pg_catalog.text;
  own_name pg_catalog.text := (select o.name from hub.organisation o where o.id = hub.acting());
begin
  perform hub.need('door.settle_held', 'member');
  perform 1 from hub.feed_row r where r.feed = of_feed and r.line = at_line and r.vendor = hub.acting() and r.outcome = 'held';
  if not found then return; end if;
  select * into f from hub.feed x where x.id = of_feed for update;
  perform door.open_feed_chunk();
  insert into pg_temp.feed_chunk (line, product_number, product_key, serial, serial_key, model, web_order, sale_date, vendor, location, partner, tenant,
    outcome, reason, was, was_vendor, was_location)
  select r.line, r.product_number, r.product_key, r.serial, r.serial_key, r.model, r.web_order, r.sale_date, r.vendor, r.location, l.partner, h.id,
    case
      when refusal is not null then 'refused'
      when h.id is null or not exists (select from hub.accreditation a where a.organisation = l.partner and a.vendor = r.vendor
        and a.kind in ('resell_monitor', 'service_delivery') and hub.now()::date between a.valid_from and coalesce(a.valid_until, 'infinity')) then 'no_accreditation'
    end,
    refusal, r.outcome, r.vendor, r.location
  from hub.feed_row r join hub.location l on l.id = r.location left join hub.tenant h on h.organisation = l.partner and h.kind = 'holding'
  where r.feed = of_feed and r.line = at_line and r.vendor = hub.acting() and r.outcome = 'held';
  if not found then return; end if;

  perform door.place_named(f.reporter, 'vendor');
  select c.outcome into settled from pg_temp.feed_chunk c;
  if settled not in ('held', 'no_accreditation') then
    perform door.keep_feed_chunk(f, -1, 'settled', own_name);
  end if;
  return query select c.outcome, f.reporter, c.partner, c.tenant, c.serial, f.file_name, own_name from pg_temp.feed_chunk c;
end $$;
call wall.door('door.settle_held(uuid, integer, text)', '{any}');

-- What waits for the desk of the vendor acted for, by feed (the oldest first) and line: what was sold to which site, never who uploaded it or for
-- whom it was bought.
create function door.held_rows(after_feed uuid, after_line integer, at_most integer)
returns table (feed uuid, line integer, reporter uuid, reported_at timestamptz, product_number text, serial text, model text, location_id text, location uuid,
  sale_date date, web_order text) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.held_rows', 'member');
  return query
    select r.feed, r.line, r.reporter, f.created_at, r.product_number, r.serial, r.model, r.location_id, r.location, r.sale_date, r.web_order
    from hub.feed_row r join hub.feed f on f.id = r.feed
    where r.vendor = hub.acting() and r.outcome = 'held' and (r.feed, r.line) > (after_feed, after_line) order by r.feed, r.line limit at_most;
end $$;
call wall.door('door.held_rows(uuid, integer, integer)', '{any}');

-- The last report between the organisation acted for and another one, and what became of its rows (R-B4, R-A7): for a provider what it reported as
-- sold to that partner; for a vendor what that reporter reported of its products, never for whom; for a partner what arrived by that reporter.
create function door.last_report(other uuid) returns table (reported_at timestamptz, rows bigint, outcomes jsonb) language plpgsql stable as $$
#variable_conflict use_column
declare last uuid;
begin
  perform hub.need('door.last_report', 'member');
  case (select o.kind from hub.organisation o where o.id = hub.acting())
    when 'vendor' then
      select k.feed into last from hub.feed_count k where k.vendor = hub.acting() and k.reporter = other and k.n > 0 order by k.reported_at desc limit 1;
      return query select s.reported_at, sum(s.n)::bigint, jsonb_object_agg(s.outcome, s.n) from (
        select k.reported_at, k.outcome, sum(k.n) as n from hub.feed_count k where k.feed = last and k.vendor = hub.acting() group by 1, 2 having sum(k.n) > 0) s
      group by s.reported_at;
    when 'provider' then
      select k.feed into last from hub.feed_count k where k.reporter = hub.acting() and k.partner = other and k.n > 0 order by k.reported_at desc limit 1;
      return query select s.reported_at, sum(s.n)::bigint, jsonb_object_agg(s.outcome, s.n) from (
        select k.reported_at, k.outcome, sum(k.n) as n from hub.feed_count k where k.feed = last and k.partner = other group by 1, 2 having sum(k.n) > 0) s
      group by s.reported_at;
    when 'partner' then
      select k.feed into last from hub.feed_count k
      where k.partner = hub.acting() and k.reporter = other and k.outcome = 'placed' and k.n > 0 order by k.reported_at desc limit 1;
      return query select s.reported_at, sum(s.n)::bigint, jsonb_object_agg(s.outcome, s.n) from (
        select k.reported_at, k.outcome, sum(k.n) as n from hub.feed_count k
        where k.feed = last and k.partner = hub.acting() and k.outcome = 'placed' group by 1, 2 having sum(k.n) > 0) s
      group by s.reported_at;
    else return;
  end case;
end $$;
call wall.door('door.last_report(uuid)', '{any}');
