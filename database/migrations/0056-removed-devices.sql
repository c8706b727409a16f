-- Devices that an organisation gives up: their records are retired, their stays end, and for a time that can be undone.

create table hub.device_removal (
  id uuid primary key,
  -- Who did it: the tenant's organisation or a partner that manages it.
  organisation uuid not null references hub.organisation,
  tenant uuid not null references hub.tenant,
  person uuid not null references hub.person,
  removed_by text not null,
  devices integer not null check (devices > 0),
  at timestamptz not null default hub.now(),
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  restored integer
);
create index on hub.device_removal (tenant, at, id);
create index on hub.device_removal (organisation);
create index on hub.device_removal (person);

create table hub.device_removal_row (
  removal uuid not null references hub.device_removal,
  device uuid not null references hub.device,
  -- The stay that it ended: its history remains the tenant's.
  possession uuid not null references hub.possession,
  primary key (removal, device)
);
create index on hub.device_removal_row (device);
create index on hub.device_removal_row (possession);

call wall.stand('hub.device_removal');
-- The tenant's own organisation reads all of them, a partner what it removed itself: never another partner's acts (R-A7).
call wall.see('hub.device_removal', '{managed}', 'tenant in (select r.tenant from hub.reach r where hub.acting() in (r.whose, device_removal.organisation))');
call wall.add('hub.device_removal', '{managed}', 'organisation = hub.acting() and person = hub.person() and undone_at is null and tenant in (select r.tenant from hub.reach r)');
call wall.stand('hub.device_removal_row');
call wall.see('hub.device_removal_row', '{managed}', 'removal in (select m.id from hub.device_removal m)');
call wall.add('hub.device_removal_row', '{managed}', 'removal in (select m.id from hub.device_removal m where m.person = hub.person() and m.undone_at is null)');

-- Takes a removal back, once and in time: by whoever removed, or the tenant's organisation. A record comes back where it was, in a new stay with its old
-- slots (R-D3) and with what waits at the vendor's desk. Where another record elsewhere has proof by now, it comes back without; an unproven one that has
-- come into its place since is retired into it if it has proof, else it keeps the place (R-D11). While nothing can come back, nothing is used up. Answers
-- what there is to tell of it, with which devices lost their proof; no row where nothing can be taken back. Locks: the removal, the tenant (kept from
-- registrations and transfers into it), then the records and those in their places by id.
create function door.restore_devices(of_removal uuid, by_name text)
returns table (restored integer, tenant uuid, organisation uuid, unproven uuid[]) language plpgsql as $$
#variable_conflict use_column
declare
  m hub.device_removal;
  t hub.tenant;
  at_time timestamptz;
  back integer;
  lost uuid[];
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
          d.proof <> 'none' and exists (select from hub.device x where x.vendor = d.vendor and x.product_key = d.product_key and x.serial_key = d.serial_key
            and x.proof <> 'none' and x.retired_at is null) as proven_elsewhere
        from hub.device_removal_row r cross join lateral (select y.* from hub.device y where y.id = r.device and y.possession = r.possession
          and y.retired_at is not null and y.merged_into is null limit 1) d
        cross join lateral (select q.* from hub.possession q where q.id = r.possession limit 1) p
        where r.removal = m.id and not exists (select from hub.device x where x.tenant = t.id and x.vendor = d.vendor and x.product_key = d.product_key
          and x.serial_key = d.serial_key and x.retired_at is null)),
      opened as (
        insert into hub.possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
        select n.next, n.id, t.id, n.began, 'undo', n.origin_partner, n.last_holding, n.vendor, n.product_number, n.serial, n.model from mine n),
      asked as (
        update hub.proof_request q set state = 'open', settled_at = null, possession = n.next from mine n where q.possession = n.possession and q.state = 'lapsed'),
      changed as (
        update hub.device d set retired_at = null, possession = n.next, arrived_at = n.began, managing_partner = t.managing_partner,
          reseller = n.reseller, service = n.service, proof = case when n.proven_elsewhere then 'none' else d.proof end
        from mine n where d.id = n.id returning d.id, n.proven_elsewhere)
      select count(*), coalesce(array_agg(c.id) filter (where c.proven_elsewhere), '{}') into back, lost from changed c;
      exit;
    exception when unique_violation then
      tries := tries + 1;
      if tries = 3 then raise; end if;
    end;
  end loop;
  if back > 0 then
    update hub.device_removal x set undone_at = hub.now(), undone_by = by_name, restored = back where x.id = m.id;
  end if;
  return query select back, t.id, t.organisation, lost;
end $$;
call wall.door('door.restore_devices(uuid, text)', '{managed}');
