-- Devices that give no sign of life any more are archived (a tenant's choice, off by default): lists and counts leave them out unless they are asked for.
-- Nothing else changes for them, and it can be taken back.

alter table hub.tenant add archive_after_days integer check (archive_after_days in (30, 45, 60, 90));
grant update (archive_after_days) on hub.tenant to :prefix_any;

alter table hub.device
  -- When it last reported, or was last taken out of the archive; null = never: then its arrival counts.
  add active_at timestamptz,
  add archived_at timestamptz;
grant select (archived_at) on hub.device to :prefix_linked, :prefix_end_user;
grant update (active_at, archived_at) on hub.device to :prefix_managed;

-- Lists run along indexes of what they show; the archive of a tenant has its own.
drop index hub.device_tenant_serial;
create index device_tenant_serial on hub.device (tenant, serial_key, id) where retired_at is null and archived_at is null;
drop index hub.device_tenant_model;
create index device_tenant_model on hub.device (tenant, model, id) where retired_at is null and archived_at is null;
drop index hub.device_tenant_arrival;
create index device_tenant_arrival on hub.device (tenant, arrived_at, id) where retired_at is null and archived_at is null;
drop index hub.device_partner_serial;
create index device_partner_serial on hub.device (managing_partner, serial_key, id) where managing_partner is not null and retired_at is null and archived_at is null;
drop index hub.device_partner_model;
create index device_partner_model on hub.device (managing_partner, model, id) where managing_partner is not null and retired_at is null and archived_at is null;
drop index hub.device_partner_arrival;
create index device_partner_arrival on hub.device (managing_partner, arrived_at, id) where managing_partner is not null and retired_at is null and archived_at is null;
drop index hub.device_reseller;
create index device_reseller on hub.device (reseller, serial_key, id) where reseller is not null and retired_at is null and archived_at is null;
drop index hub.device_service;
create index device_service on hub.device (service, serial_key, id) where service is not null and retired_at is null and archived_at is null;
create index device_archived on hub.device (tenant, serial_key, id) where archived_at is not null and retired_at is null;
-- What is entered by hand alone never reports, so its silence says nothing: feeds and registrations do no work for this index.
create index device_inactive on hub.device (tenant, greatest(arrived_at, active_at))
  where connection <> 'manual' and archived_at is null and retired_at is null;

-- The archived ones have a count of their own: a quota is for both (R-D9).
create or replace function door.count_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into hub.counter_delta (tenant, kind, n)
      select tenant, case when archived_at is null then 'devices' else 'archived' end, count(*) from new_rows where retired_at is null group by 1, 2;
  elsif tg_op = 'DELETE' then
    insert into hub.counter_delta (tenant, kind, n)
      select tenant, case when archived_at is null then 'devices' else 'archived' end, -count(*) from old_rows where retired_at is null group by 1, 2;
  else
    insert into hub.counter_delta (tenant, kind, n)
      select c.tenant, case when c.archived then 'archived' else 'devices' end, sum(c.n) from (
        select o.tenant, o.archived_at is not null as archived, -count(*) as n from old_rows o where o.retired_at is null group by 1, 2
        union all
        select n.tenant, n.archived_at is not null, count(*) from new_rows n where n.retired_at is null group by 1, 2) c
      group by c.tenant, c.archived having sum(c.n) <> 0;
  end if;
  return null;
end $$;
call wall.door('door.count_devices()', '{}');

-- Whoever gets a device gets it out of the archive. Planned anew for each chunk's own size, as before (0013), but by `execute`: the setting that did
-- it also had every check of a foreign key planned anew for every device, which was half of the move's time.
alter function door.point(uuid[], uuid[], uuid[], boolean) reset plan_cache_mode;
create or replace function door.point(devices uuid[], possessions uuid[], targets uuid[], restore boolean) returns integer language plpgsql as $$
declare pointed integer;
begin
  perform hub.need('door.point', 'member');
  execute $point$
    update hub.device d set tenant = t.id, possession = n.possession, arrived_at = p.began_at, archived_at = null, managing_partner = t.managing_partner,
      -- R-D3: a new possession starts with the target's defaults; in a holding tenant both slots are the owning partner's, as at the last stay; undo restores.
      reseller = case when $4 then p.reseller when t.kind = 'holding' then (select q.reseller from hub.possession q
        where q.device = d.id and (q.tenant = t.id) is true and q.ended_at is not null order by q.began_at desc limit 1) else t.default_reseller end,
      service = case when $4 then p.service when t.kind = 'holding' then (select q.service from hub.possession q
        where q.device = d.id and (q.tenant = t.id) is true and q.ended_at is not null order by q.began_at desc limit 1) else t.default_service end
    from unnest($1, $2, $3) n (device, possession, target)
    join hub.tenant t on t.id = n.target
    join hub.possession p on p.id = n.possession
    where d.id = n.device and d.retired_at is null and p.device = d.id and p.tenant = t.id
      and (d.tenant in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))) is true
      and (t.id in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))) is true
  $point$ using devices, possessions, targets, restore;
  get diagnostics pointed = row_count;
  return pointed;
end $$;
call wall.door('door.point(uuid[], uuid[], uuid[], boolean)', '{managed}');

-- Archives the next devices that have been silent for longer than their tenant waits, so many at most; answers how many of which tenant.
-- Whoever else works on one of them comes first: it is silent at the next turn, too. Along the index, tenant by tenant.
create function door.archive_inactive(at_most integer) returns table (organisation uuid, tenant uuid, days integer, n bigint) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.archive_inactive', 'system');
  return query
    with due as (
      select d.id from hub.tenant t cross join lateral (
        select x.id from hub.device x
        where x.tenant = t.id and x.connection <> 'manual' and x.archived_at is null and x.retired_at is null
          and greatest(x.arrived_at, x.active_at) < hub.now() - make_interval(days => t.archive_after_days)
        limit at_most) d
      where t.archive_after_days is not null limit at_most),
    held as (
      select x.id from hub.device x where x.id in (select u.id from due u) and x.archived_at is null and x.retired_at is null order by x.id for update skip locked),
    done as (
      update hub.device d set archived_at = hub.now() from held h where d.id = h.id returning d.tenant)
    select t.organisation, t.id, t.archive_after_days, count(*) from done o join hub.tenant t on t.id = o.tenant group by t.id;
end $$;
call wall.door('door.archive_inactive(integer)', '{system}');
