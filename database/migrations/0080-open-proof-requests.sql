-- A vendor's desk is asked by nobody without end (R-D11): one organisation has so many requests open there and no more. And whoever holds the record with
-- proof hears that another one has come back beside it.

alter table hub.device_registration_row drop constraint device_registration_row_outcome_check;
alter table hub.device_registration_row add constraint device_registration_row_outcome_check check (outcome in
  ('registered', 'registered_unasked', 'already_there', 'already_there_unasked', 'unknown_vendor', 'duplicate_row', 'bad_row'));

create index proof_request_asker on hub.proof_request (organisation, vendor) where state = 'open';

-- How many more requests of this organisation the desk of this vendor takes; who asks the same desk for it waits until this transaction ends, so that two
-- at once share the room. Organisations by id, then vendors, where there are several.
create function door.proof_room(of_organisation uuid, of_vendor uuid, at_most integer) returns integer language plpgsql as $$
begin
  perform hub.need('door.proof_room', 'member');
  perform pg_advisory_xact_lock(7310004, hashtext(of_organisation::text || of_vendor::text));
  return at_most - (select count(*) from hub.proof_request q where q.organisation = of_organisation and q.vendor = of_vendor and q.state = 'open');
end $$;
call wall.door('door.proof_room(uuid, uuid, integer)', '{}');
create function door.own_proof_room(of_vendor uuid, at_most integer) returns integer language plpgsql as $$
begin
  perform hub.need('door.own_proof_room', 'member');
  return door.proof_room(hub.acting(), of_vendor, at_most);
end $$;
call wall.door('door.own_proof_room(uuid, integer)', '{managed}');

-- As before, with at most so many requests open of one organisation at one desk: rows past it end as `…_unasked`.
drop function door.register_devices(uuid);
create function door.register_devices(of_registration uuid, open_most integer) returns table (vendor uuid, n bigint) language plpgsql as $$
#variable_conflict use_column
declare
  g hub.device_registration;
  t hub.tenant;
  at_time timestamptz;
begin
  perform hub.need('door.register_devices', 'member');
  select * into g from hub.device_registration x
  where x.id = of_registration and x.organisation = hub.acting() and x.person = hub.person() and x.outcomes is null for update;
  if not found then return; end if;
  select * into t from hub.tenant x where x.id = g.tenant and x.kind in ('customer', 'own')
    and exists (select from hub.reach r where r.organisation = hub.acting() and r.tenant = x.id and (r.until is null or r.until > hub.now())) for share;
  if not found then return; end if;
  at_time := clock_timestamp();

  with vendors as materialized (
    select x.vendor_name, v.id from (select distinct r.vendor_name from hub.device_registration_row r where r.registration = g.id) x
    join hub.organisation v on v.kind = 'vendor' and v.name_key = hub.name_key(x.vendor_name))
  update hub.device_registration_row r set vendor = x.id, outcome = case
      when x.fault is not null then 'bad_row'
      when x.id is null then 'unknown_vendor'
      when x.place > 1 then 'duplicate_row' end
  from (select y.ctid as at, y.fault, v.id, row_number() over (partition by y.fault is null, v.id, y.product_key, y.serial_key order by y.line) as place
    from hub.device_registration_row y left join vendors v on v.vendor_name = y.vendor_name where y.registration = g.id) x
  where r.ctid = x.at;

  -- A record that is in this tenant, with proof or without, is the record.
  update hub.device_registration_row r set device = coalesce(x.there, hub.new_id()), outcome = case when x.there is null then null else 'already_there' end
  from (select y.ctid as at, d.id as there from hub.device_registration_row y left join lateral (
      select z.id from hub.device z
      where z.tenant = g.tenant and z.vendor = y.vendor and z.product_key = y.product_key and z.serial_key = y.serial_key and z.retired_at is null limit 1) d on true
    where y.registration = g.id and y.outcome is null) x
  where r.ctid = x.at;

  with made as (
    insert into hub.device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, managing_partner, possession, reseller, service,
      arrived_at, first_seen_at)
    select r.device, r.vendor, r.product_number, r.product_key, r.serial, r.serial_key, r.model, 'none', t.id, t.managing_partner, hub.new_id(),
      t.default_reseller, t.default_service, at_time, at_time
    from hub.device_registration_row r where r.registration = g.id and r.outcome is null
    order by r.vendor, r.product_key, r.serial_key
    on conflict (tenant, vendor, product_key, serial_key) where retired_at is null do nothing
    returning id, possession, vendor, product_number, serial, model)
  -- What a partner types in at a customer did not come from that partner: taking it away needs the customer's consent (R-T2).
  insert into hub.possession (id, device, tenant, began_at, began_by, vendor, product_number, serial, model)
  select m.possession, m.id, t.id, at_time, 'registration', m.vendor, m.product_number, m.serial, m.model from made m;
  -- Whoever came second to a device finds the first one's. By look-ups: joined, the rows that were just written would be walked once for each.
  update hub.device_registration_row r set device = x.there, outcome = case when x.there = r.device then 'registered' else 'already_there' end
  from (select y.ctid as at, d.id as there from hub.device_registration_row y cross join lateral (
      select z.id from hub.device z
      where z.tenant = g.tenant and z.vendor = y.vendor and z.product_key = y.product_key and z.serial_key = y.serial_key and z.retired_at is null limit 1) d
    where y.registration = g.id and y.outcome is null) x
  where r.ctid = x.at;

  -- Whoever has too many requests open at a desk asks it no more: its first rows are asked for, as many as there is room.
  with wants as materialized (
    select r.ctid as at, d.vendor, row_number() over (partition by d.vendor order by r.line) as place
    from hub.device_registration_row r cross join lateral (
      select x.* from hub.device x where x.id = r.device and (x.tenant = g.tenant) is true and x.proof = 'none' and x.retired_at is null limit 1) d
    where r.registration = g.id and r.outcome in ('registered', 'already_there') and r.evidence <> ''
      and not exists (select from hub.proof_request q where q.possession = d.possession and q.state = 'open')),
  room as materialized (
    select v.vendor, door.proof_room(g.organisation, v.vendor, open_most) as room from (select distinct w.vendor from wants w order by w.vendor) v)
  update hub.device_registration_row r set outcome = r.outcome || '_unasked'
  from wants w join room m on m.vendor = w.vendor where r.ctid = w.at and w.place > m.room;

  update hub.device_registration x set outcomes = (select jsonb_object_agg(s.outcome, s.n) from (
    select r.outcome, count(*) as n from hub.device_registration_row r where r.registration = g.id group by r.outcome) s)
  where x.id = g.id;

  return query
    with asked as (
      insert into hub.proof_request (id, device, possession, tenant, vendor, organisation, person, evidence)
      select hub.new_id(), d.id, d.possession, d.tenant, d.vendor, g.organisation, g.person, r.evidence
      from hub.device_registration_row r cross join lateral (
        -- `limit 1`: look-ups, never a walk over all devices.
        select x.* from hub.device x where x.id = r.device and (x.tenant = g.tenant) is true and x.proof = 'none' and x.retired_at is null limit 1) d
      where r.registration = g.id and r.outcome in ('registered', 'already_there') and r.evidence <> ''
      on conflict (possession) where state = 'open' do nothing
      returning vendor)
    select a.vendor, count(*) from asked a group by a.vendor;
end $$;
call wall.door('door.register_devices(uuid, integer)', '{any}');

-- As before. What asked for proof asks again as far as there is room. Of records that came back without proof: `beside` says for each organisation that
-- has the record with proof how many those are, some of their serials and one of their ids, for its notification and nobody else.
drop function door.restore_devices(uuid, text);
create function door.restore_devices(of_removal uuid, by_name text, open_most integer)
returns table (restored integer, tenant uuid, organisation uuid, unproven uuid[], beside jsonb) language plpgsql as $$
#variable_conflict use_column
declare
  m hub.device_removal;
  t hub.tenant;
  at_time timestamptz;
  back integer;
  lost uuid[];
  others uuid[];
  tries integer := 0;
begin
  perform hub.need('door.restore_devices', 'member');
  select x.* into m from hub.device_removal x where x.id = of_removal and x.undone_at is null and x.undo_until > hub.now()
    and exists (select from hub.reach r where r.organisation = hub.acting() and r.tenant = x.tenant and (r.until is null or r.until > hub.now())) for update;
  if not found then return; end if;
  select x.* into t from hub.tenant x where x.id = m.tenant for no key update;
  if hub.acting() not in (m.organisation, t.organisation) then return; end if;
  perform 1 from hub.device d where d.id = any (array(
    select unnest(array[r.device, x.id]) from hub.device_removal_row r join hub.device y on y.id = r.device
    left join lateral (select z.id from hub.device z where (z.tenant = t.id) is true and z.vendor = y.vendor and z.product_key = y.product_key
      and z.serial_key = y.serial_key and z.retired_at is null limit 1) x on true
    where r.removal = m.id)) order by d.id for update;
  at_time := clock_timestamp();
  -- A feed may place a proven record of one of them just now: then it is looked at again.
  loop
    begin
      with twins as materialized (
        select x.id, x.possession, d.id as device
        from hub.device_removal_row r cross join lateral (select y.* from hub.device y where y.id = r.device and y.possession = r.possession
          and y.proof <> 'none' and y.retired_at is not null and y.merged_into is null limit 1) d
        cross join lateral (select z.id, z.possession from hub.device z where (z.tenant = t.id) is true and z.vendor = d.vendor
          and z.product_key = d.product_key and z.serial_key = d.serial_key and z.proof = 'none' and z.retired_at is null limit 1) x
        where r.removal = m.id and not exists (select from hub.device z where z.vendor = d.vendor and z.product_key = d.product_key
          and z.serial_key = d.serial_key and z.proof <> 'none' and z.retired_at is null)),
      ended as (
        update hub.possession p set ended_at = greatest(at_time, p.began_at) from twins w where p.id = w.possession and p.ended_at is null)
      update hub.device d set retired_at = at_time, merged_into = w.device from twins w where d.id = w.id;

      with mine as materialized (
        select d.id, p.id as possession, hub.new_id() as next, greatest(at_time, p.ended_at) as began, d.vendor, d.product_number, d.serial, d.model,
          p.origin_partner, p.last_holding, p.reseller, p.service,
          o.id as other
        from hub.device_removal_row r cross join lateral (select y.* from hub.device y where y.id = r.device and y.possession = r.possession
          and y.retired_at is not null and y.merged_into is null limit 1) d
        cross join lateral (select q.* from hub.possession q where q.id = r.possession limit 1) p
        left join lateral (select x.id from hub.device x where d.proof <> 'none' and x.vendor = d.vendor and x.product_key = d.product_key
          and x.serial_key = d.serial_key and x.proof <> 'none' and x.retired_at is null limit 1) o on true
        where r.removal = m.id and not exists (select from hub.device x where x.tenant = t.id and x.vendor = d.vendor and x.product_key = d.product_key
          and x.serial_key = d.serial_key and x.retired_at is null)),
      opened as (
        insert into hub.possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
        select n.next, n.id, t.id, n.began, 'undo', n.origin_partner, n.last_holding, n.vendor, n.product_number, n.serial, n.model from mine n),
      again as materialized (
        select q.id, q.organisation, q.vendor, n.next, row_number() over (partition by q.organisation, q.vendor order by q.asked_at, q.id) as place
        from mine n cross join lateral (select z.* from hub.proof_request z where z.possession = n.possession and z.state = 'lapsed' limit 1) q),
      room as materialized (
        select a.organisation, a.vendor, door.proof_room(a.organisation, a.vendor, open_most) as room
        from (select distinct y.organisation, y.vendor from again y order by y.organisation, y.vendor) a),
      asked as (
        update hub.proof_request q set state = 'open', settled_at = null, possession = a.next
        from again a join room b on b.organisation = a.organisation and b.vendor = a.vendor where q.id = a.id and a.place <= b.room),
      changed as (
        update hub.device d set retired_at = null, possession = n.next, arrived_at = n.began, managing_partner = t.managing_partner,
          reseller = n.reseller, service = n.service, proof = case when n.other is null then d.proof else 'none' end
        from mine n where d.id = n.id returning d.id, n.other)
      select count(*), coalesce(array_agg(c.id) filter (where c.other is not null), '{}'), array_agg(c.other) filter (where c.other is not null)
      into back, lost, others from changed c;
      exit;
    exception when unique_violation then
      tries := tries + 1;
      if tries = 3 then raise; end if;
    end;
  end loop;
  if back > 0 then
    update hub.device_removal x set undone_at = hub.now(), undone_by = by_name, restored = back where x.id = m.id;
  end if;
  return query select back, t.id, t.organisation, lost, (
    select jsonb_agg(jsonb_build_object('organisation', s.organisation, 'holding', s.holding, 'count', s.n, 'serials', s.serials, 'device', s.device))
    from (
      select y.organisation, y.kind = 'holding' as holding, count(*) as n, to_jsonb((array_agg(x.serial order by x.serial))[1:5]) as serials, min(x.id::text) as device
      from hub.device x join hub.tenant y on y.id = x.tenant where x.id = any (others) group by y.organisation, y.kind) s);
end $$;
call wall.door('door.restore_devices(uuid, text, integer)', '{managed}');
