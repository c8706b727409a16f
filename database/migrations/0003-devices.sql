create table hub.device (
  id uuid primary key,
  vendor uuid not null references hub.organisation,
  product_number text not null,
  product_key text not null collate "C",
  serial text not null,
  serial_key text not null collate "C" check (serial_key <> ''),
  serial_tail text not null collate "C" generated always as (reverse(serial_key)) stored,
  mac text collate "C",
  model text not null default '' collate "C",
  connection text not null default 'manual' check (connection in ('agent', 'direct', 'central', 'manual')),
  host uuid references hub.device,
  proof text not null check (proof in ('none', 'feed', 'agent', 'vendor')),
  tenant uuid not null references hub.tenant,
  managing_partner uuid references hub.organisation,
  possession uuid not null,
  reseller uuid references hub.location,
  service uuid references hub.location,
  arrived_at timestamptz not null,
  first_seen_at timestamptz not null,
  retired_at timestamptz,
  merged_into uuid references hub.device
);
-- Identity (R-D1, R-D11): one record with proof anywhere, one record of any kind per tenant. Conflicts are settled in doors.
create unique index device_proven on hub.device (vendor, product_key, serial_key) where proof <> 'none' and retired_at is null;
create unique index device_in_tenant on hub.device (tenant, vendor, product_key, serial_key) where retired_at is null;
-- Lists inside one tenant, and the look-up of a file's serials.
create index device_tenant_serial on hub.device (tenant, serial_key, id) where retired_at is null;
create index device_tenant_model on hub.device (tenant, model, id) where retired_at is null;
create index device_tenant_arrival on hub.device (tenant, arrived_at, id) where retired_at is null;
create index device_serial on hub.device (serial_key, tenant) where retired_at is null;
-- Lists over all customers of a partner (data-model.md).
create index device_partner_serial on hub.device (managing_partner, serial_key, id) where managing_partner is not null and retired_at is null;
create index device_partner_model on hub.device (managing_partner, model, id) where managing_partner is not null and retired_at is null;
create index device_partner_arrival on hub.device (managing_partner, arrived_at, id) where managing_partner is not null and retired_at is null;
-- A vendor's own.
create index device_vendor_serial on hub.device (vendor, serial_key, id) where retired_at is null;
-- Through slots.
create index device_reseller on hub.device (reseller, serial_key, id) where reseller is not null and retired_at is null;
create index device_service on hub.device (service, serial_key, id) where service is not null and retired_at is null;
create index device_host on hub.device (host) where host is not null and retired_at is null;
create index device_merged on hub.device (merged_into) where merged_into is not null;

create table hub.possession (
  id uuid primary key,
  device uuid not null references hub.device,
  tenant uuid not null references hub.tenant,
  began_at timestamptz not null,
  ended_at timestamptz,
  began_by text not null check (began_by in ('feed', 'transfer', 'undo', 'registration', 'enrolment')),
  -- The partner whose holding tenant or transfer brought it here (R-T2); null = the customer did.
  origin_partner uuid references hub.organisation,
  -- The holding tenant that the device last came from (R-T2).
  last_holding uuid references hub.tenant,
  -- Slots as they were at the end, for undo (R-D3).
  reseller uuid references hub.location,
  service uuid references hub.location,
  -- As the device was: old tenants read these, never the device.
  vendor uuid not null references hub.organisation,
  product_number text not null,
  serial text not null,
  model text not null,
  check (ended_at is null or ended_at >= began_at)
);
create unique index possession_open on hub.possession (device) where ended_at is null;
create index possession_device on hub.possession (device, began_at);
create index possession_tenant on hub.possession (tenant, began_at);
create index possession_origin on hub.possession (origin_partner) where origin_partner is not null and ended_at is null;
create index possession_last_holding on hub.possession (last_holding) where last_holding is not null and ended_at is null;
create index possession_reseller on hub.possession (reseller) where reseller is not null;
create index possession_service on hub.possession (service) where service is not null;
create index possession_vendor on hub.possession (vendor) where ended_at is null;
alter table hub.device add foreign key (possession) references hub.possession deferrable initially deferred;
create index device_possession on hub.device (possession);

create table hub.device_user (
  device uuid primary key references hub.device,
  person uuid not null references hub.person
);
create index on hub.device_user (person);

create table hub.counter (
  tenant uuid not null references hub.tenant,
  kind text not null,
  n bigint not null,
  primary key (tenant, kind)
);
create table hub.counter_delta (
  id bigint generated always as identity primary key,
  tenant uuid not null,
  kind text not null,
  n bigint not null
);
create index on hub.counter_delta (tenant, kind);

-- Walls.
call wall.stand('hub.device');
call wall.see('hub.device', '{managed}', 'tenant in (select r.tenant from hub.reach r)');
call wall.see('hub.device', '{linked}',
  'retired_at is null and (reseller in (select l.id from hub.location l where hub.locations() is null or l.id = any (hub.locations()))
   or service in (select l.id from hub.location l where hub.locations() is null or l.id = any (hub.locations())))',
  'id, vendor, product_number, product_key, serial, serial_key, serial_tail, model, connection, proof, reseller, service, arrived_at, first_seen_at, retired_at');
call wall.see('hub.device', '{vendor}', 'vendor = hub.acting() and retired_at is null',
  'id, vendor, product_number, product_key, serial, serial_key, serial_tail, model, connection, proof, first_seen_at, retired_at');
-- An end user reaches no tenant (R-A7); whether the device still is with the organisation acted for is asked through a door.
create function door.own_tenants() returns setof uuid language sql stable as $$
  select t.id from hub.tenant t where t.organisation = hub.acting() and hub.capacity() = 'end_user'
$$;
call wall.door('door.own_tenants()', '{end_user}');
call wall.see('hub.device', '{end_user}',
  'id in (select u.device from hub.device_user u) and tenant in (select door.own_tenants()) and retired_at is null',
  'id, vendor, product_number, product_key, serial, serial_key, serial_tail, model, connection, proof, arrived_at, first_seen_at, retired_at');
call wall.see('hub.device', '{any}',
  'tenant in (select r.tenant from hub.reach r)
   or (retired_at is null and (
     reseller in (select l.id from hub.location l where l.partner = hub.acting() and (hub.locations() is null or l.id = any (hub.locations())))
     or service in (select l.id from hub.location l where l.partner = hub.acting() and (hub.locations() is null or l.id = any (hub.locations())))))',
  -- A row seen by slot alone shows no more here than under `linked`.
  'id, vendor, product_number, product_key, serial, serial_key, serial_tail, model, connection, proof, reseller, service, arrived_at, first_seen_at, retired_at');
-- Moving is closing, opening and pointing: `write = reach`. Where it points to is a door's (door.point).
-- A retired record changes no more; retiring it is the last change, so the test of the new row is without that.
create policy change_as_managed on hub.device for update to :prefix_managed
  using (retired_at is null and tenant in (select r.tenant from hub.reach r)) with check (tenant in (select r.tenant from hub.reach r));
grant update (retired_at, merged_into) on hub.device to :prefix_managed;

call wall.stand('hub.possession');
call wall.see('hub.possession', '{managed,any}', 'tenant in (select r.tenant from hub.reach r)');
call wall.add('hub.possession', '{managed}', 'tenant in (select r.tenant from hub.reach r)');
call wall.change('hub.possession', '{managed}', 'ended_at, reseller, service', 'tenant in (select r.tenant from hub.reach r)');

call wall.stand('hub.device_user');
call wall.see('hub.device_user', '{end_user}', 'person = hub.person()');
call wall.stand('hub.counter');
call wall.see('hub.counter', '{managed,any}', 'tenant in (select r.tenant from hub.reach r)');
call wall.stand('hub.counter_delta');
call wall.see('hub.counter_delta', '{managed,any}', 'tenant in (select r.tenant from hub.reach r)');

-- Counts: deltas per statement, folded by a job (data-model.md, "Counts").
create function door.count_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into hub.counter_delta (tenant, kind, n)
      select tenant, 'devices', count(*) from new_rows where retired_at is null group by tenant;
  elsif tg_op = 'DELETE' then
    insert into hub.counter_delta (tenant, kind, n)
      select tenant, 'devices', -count(*) from old_rows where retired_at is null group by tenant;
  else
    insert into hub.counter_delta (tenant, kind, n)
      select c.tenant, 'devices', sum(c.n) from (
        select o.tenant, -count(*) as n from old_rows o where o.retired_at is null group by o.tenant
        union all
        select n.tenant, count(*) from new_rows n where n.retired_at is null group by n.tenant) c
      group by c.tenant having sum(c.n) <> 0;
  end if;
  return null;
end $$;
call wall.door('door.count_devices()', '{}');
create trigger count_insert after insert on hub.device referencing new table as new_rows for each statement execute function door.count_devices();
create trigger count_delete after delete on hub.device referencing old table as old_rows for each statement execute function door.count_devices();
create trigger count_update after update on hub.device referencing old table as old_rows new table as new_rows
  for each statement execute function door.count_devices();

create function door.fold_counters() returns bigint language plpgsql as $$
declare folded bigint;
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.fold_counters is for the system'; end if;
  if not pg_try_advisory_xact_lock(7310001) then return 0; end if;
  with gone as (delete from hub.counter_delta returning tenant, kind, n),
  sums as (select tenant, kind, sum(n) as n from gone group by tenant, kind),
  kept as (insert into hub.counter as c (tenant, kind, n) select tenant, kind, n from sums
    on conflict (tenant, kind) do update set n = c.n + excluded.n)
  select count(*) into folded from gone;
  return folded;
end $$;
call wall.door('door.fold_counters()', '{system}');
