-- R-T8, R-A7: that somebody uses a device is said of one stay of it. It does not go along with a transfer, does not come back with the device (A to B to A),
-- and ends with the stay when a record is removed or retired. Before, it was said of the device, wherever that was.

alter table hub.device_user add column possession uuid references hub.possession;
update hub.device_user u set possession = d.possession from hub.device d where d.id = u.device;
drop policy see_as_end_user on hub.device_user;
drop policy see_as_end_user on hub.device;
drop function door.own_tenants();
alter table hub.device_user drop constraint device_user_pkey;
alter table hub.device_user alter column possession set not null;
alter table hub.device_user add primary key (possession);
alter table hub.device_user drop column device;

-- The present stays, with the customer acted for, of what an end user uses. They reach no tenant and no stay (R-A7), so a door asks.
create function door.used_stays() returns setof uuid language sql stable as $$
  select p.id from hub.device_user u
  join hub.possession p on p.id = u.possession and p.ended_at is null
  join hub.tenant t on t.id = p.tenant and t.kind = 'customer' and t.organisation = hub.acting()
  where u.person = hub.person() and hub.capacity() = 'end_user'
$$;
call wall.door('door.used_stays()', '{end_user}');
create policy see_as_end_user on hub.device for select to :prefix_end_user
  using (retired_at is null and possession in (select door.used_stays()));
call wall.see('hub.device_user', '{end_user}', 'possession in (select door.used_stays())');
