-- Quotas (R-D9): none unless the operator sets one for a partner. It refuses nothing; it says so when it is near. What a partner uses is what it
-- manages: its customers' tenants and its holding tenant, by the counts that are kept anyway.

create table hub.quota (
  partner uuid primary key references hub.organisation,
  devices bigint not null check (devices > 0),
  revision integer not null default 1,
  -- As last counted.
  used bigint not null,
  counted_at timestamptz not null default hub.now(),
  -- Up to which crossing people have been told; falls with what is used, so that the next crossing is told again.
  told integer not null default 0 check (told in (0, 90, 100))
);
call wall.stand('hub.quota');
call wall.see('hub.quota', '{any}', 'partner = hub.home()', 'partner, devices, used, counted_at');
call wall.see('hub.quota', '{operator}', 'true', 'partner, devices, revision, used, counted_at');

-- 0 while it is far, 90 from nine tenths on, 100 from the quota on.
create function hub.quota_level(used bigint, devices bigint) returns integer language sql immutable as $$
  select case when used >= devices then 100 when used * 10 >= devices * 9 then 90 else 0 end
$$;
grant execute on function hub.quota_level(bigint, bigint) to :prefix_door, :prefix_any, :prefix_operator;

-- Archived devices, too: archiving makes no room. Counter and deltas in one statement, as everywhere: the sum is right while they are folded.
create function door.count_managed(of_partner uuid) returns bigint language sql stable as $$
  select coalesce(sum(n.n), 0)::bigint
  from (select t.id from hub.tenant t where t.managing_partner = of_partner
    union all select t.id from hub.tenant t where t.organisation = of_partner and t.kind = 'holding') t
  cross join lateral (
    select c.n from hub.counter c where c.tenant = t.id and c.kind in ('devices', 'archived')
    union all select d.n from hub.counter_delta d where d.tenant = t.id and d.kind in ('devices', 'archived')) n
$$;
call wall.door('door.count_managed(uuid)', '{}');

-- A partner's quota, or none (null). Answers the partner, what it uses and what its quota was; no row where there is no such partner. `expected`: nothing
-- is done where the quota is at another revision by now (0 = none); null = whatever it is.
create function door.set_quota(of_partner uuid, most bigint, expected integer)
returns table (partner uuid, name text, devices bigint, used bigint, counted_at timestamptz, level integer, was bigint, stale boolean) language plpgsql as $$
#variable_conflict use_column
declare
  o hub.organisation;
  before hub.quota;
  now_used bigint;
begin
  perform hub.need('door.set_quota', 'operator', 'system');
  select x.* into o from hub.organisation x where x.id = of_partner and x.kind = 'partner' for no key update;
  if not found then return; end if;
  now_used := door.count_managed(o.id);
  select q.* into before from hub.quota q where q.partner = o.id;
  if expected <> coalesce(before.revision, 0) then
    return query select o.id, o.name, before.devices, now_used, hub.now(), null::integer, before.devices, true; return;
  end if;
  if most is null then
    delete from hub.quota q where q.partner = o.id;
  else
    insert into hub.quota as q (partner, devices, used) values (o.id, most, now_used)
    on conflict (partner) do update set devices = excluded.devices, revision = q.revision + (q.devices <> excluded.devices)::int, used = excluded.used, counted_at = hub.now();
  end if;
  return query select o.id, o.name, most, now_used, hub.now(), hub.quota_level(now_used, most), before.devices, false;
end $$;
call wall.door('door.set_quota(uuid, bigint, integer)', '{operator,system}');

-- Counts what the partners with a quota use; answers those that crossed nine tenths or the whole upwards since it was last asked. Each crossing is
-- answered once, to one server.
create function door.count_quotas() returns table (partner uuid, name text, devices bigint, used bigint, level integer) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.count_quotas', 'system');
  return query
    with mine as materialized (select x.partner, x.told from hub.quota x order by x.partner for update skip locked),
    sums as materialized (select m.partner, m.told, door.count_managed(m.partner) as used from mine m),
    counted as (
      update hub.quota q set used = s.used, counted_at = hub.now(), told = hub.quota_level(s.used, q.devices)
      from sums s where q.partner = s.partner
      returning q.partner, q.devices, q.used, q.told, s.told as before)
    select c.partner, o.name, c.devices, c.used, c.told from counted c
    cross join lateral (select x.name from hub.organisation x where x.id = c.partner) o
    where c.told > c.before;
end $$;
call wall.door('door.count_quotas()', '{system}');

-- A partner by what its operator calls it on the command line: its id, its name, or the location ID of one of its sites.
create function door.partners_called(what text) returns setof uuid language plpgsql stable as $$
begin
  perform hub.need('door.partners_called', 'system');
  return query
    select o.id from hub.organisation o where o.kind = 'partner' and (o.id::text = lower(what) or o.name_key = hub.name_key(what))
    union select l.partner from hub.location l where l.location_id = upper(what);
end $$;
call wall.door('door.partners_called(text)', '{system}');

-- Whoever runs the hub, to be told.
create function door.operators() returns setof uuid language plpgsql stable as $$
begin
  perform hub.need('door.operators', 'system');
  return query select p.id from hub.person p where p.operator;
end $$;
call wall.door('door.operators()', '{system}');
