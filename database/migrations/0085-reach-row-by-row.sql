-- A page of fifty devices, a point read, a count: few rows each. `in (select …)` made all tenants that the asker reaches into a hash first, in each statement
-- and for each table in it: of a partner with 1,000 customers that was most of the time. `exists` leaves the choice to the planner: looked up row by row
-- where few are expected, hashed where many are (docs/decisions/0015).
--
-- What a chunk of 10,000 writes stays with `in`: possession and transfer_row for the mover, and every check of new rows, where PostgreSQL would look up each.

-- Without a visit to the table.
alter table hub.reach drop constraint reach_pkey;
alter table hub.reach add primary key (organisation, tenant, via) include (whose, until);

alter policy see_as_managed on hub.tenant using (exists (select from hub.reach r where r.tenant = tenant.id));
alter policy see_as_any on hub.tenant using (exists (select from hub.reach r where r.tenant = tenant.id));
alter policy change_as_any on hub.tenant using (exists (select from hub.reach r where r.tenant = tenant.id));
alter policy see_as_any on hub.tenant_secret
  using (hub.capacity() = 'member' and exists (select from hub.reach r where r.tenant = tenant_secret.tenant));
alter policy change_as_any on hub.tenant_secret
  using (hub.capacity() = 'member' and exists (select from hub.reach r where r.tenant = tenant_secret.tenant));

-- Of a list's page the planner knows only how many devices there are, not that it takes fifty, and would hash: `offset 0` leaves it the look-up alone, 2 µs a
-- row, whatever the number of customers.
alter policy see_as_managed on hub.device using (exists (select from hub.reach r where r.tenant = device.tenant offset 0));
alter policy change_as_managed on hub.device using (retired_at is null and exists (select from hub.reach r where r.tenant = device.tenant));
alter policy see_as_any on hub.device using (
  exists (select from hub.reach r where r.tenant = device.tenant)
  or (retired_at is null and (
    reseller in (select l.id from hub.location l where l.partner = hub.acting() and (hub.locations() is null or l.id = any (hub.locations())))
    or service in (select l.id from hub.location l where l.partner = hub.acting() and (hub.locations() is null or l.id = any (hub.locations()))))));
alter policy see_as_any on hub.possession using (exists (select from hub.reach r where r.tenant = possession.tenant));
alter policy see_as_managed on hub.proof_request using (exists (select from hub.reach r where r.tenant = proof_request.tenant));

alter policy see_as_managed on hub.counter using (exists (select from hub.reach r where r.tenant = counter.tenant));
alter policy see_as_any on hub.counter using (exists (select from hub.reach r where r.tenant = counter.tenant));
alter policy see_as_managed on hub.counter_delta using (exists (select from hub.reach r where r.tenant = counter_delta.tenant));
alter policy see_as_any on hub.counter_delta using (exists (select from hub.reach r where r.tenant = counter_delta.tenant));

-- The same for what is known of whom, and for rows that follow a row above them.
alter policy see_as_managed on hub.organisation using (exists (select from hub.acquaintance a where a.organisation = organisation.id));
alter policy see_as_linked on hub.organisation using (exists (select from hub.acquaintance a where a.organisation = organisation.id));
alter policy see_as_vendor on hub.organisation using (exists (select from hub.acquaintance a where a.organisation = organisation.id));
alter policy see_as_any on hub.organisation using (exists (select from hub.acquaintance a where a.organisation = organisation.id));
alter policy see_as_any on hub.membership
  using (organisation = hub.acting() or exists (select from hub.reach r where r.whose = membership.organisation));
alter policy see_as_any on hub.transfer_row using (exists (select from hub.transfer t where t.id = transfer_row.transfer));
alter policy see_as_any on hub.feed_count using (exists (select from hub.feed f where f.id = feed_count.feed));
alter policy see_as_any on hub.device_registration_row
  using (exists (select from hub.device_registration g where g.id = device_registration_row.registration));
alter policy see_as_managed on hub.device_removal_row using (exists (select from hub.device_removal m where m.id = device_removal_row.removal));
alter policy see_as_any on hub.request_device using (exists (select from hub.request r where r.id = request_device.request));
alter policy see_as_managed on hub.request_device using (exists (select from hub.request r where r.id = request_device.request));

-- Lists over all customers find devices by `managing_partner`; the few tenants that this does not cover (holding, own, a second partner's, just changed) are
-- read one by one. To find those few, each list went through all tenants of the hub. Now reach itself says it.
alter table hub.reach add column listed boolean not null default false;
update hub.reach r set listed = true from hub.tenant t where t.id = r.tenant and t.listed_by = r.organisation;
create index reach_unlisted on hub.reach (organisation, tenant) include (until) where not listed;

create function door.mark_listed() returns trigger language plpgsql as $$
begin
  if tg_table_schema || '.' || tg_table_name = 'hub.reach' then
    new.listed := exists (select from hub.tenant t where t.id = new.tenant and t.listed_by = new.organisation);
    return new;
  end if;
  update hub.reach r set listed = not r.listed where r.tenant = new.id and r.listed <> coalesce(new.listed_by = r.organisation, false);
  return null;
end $$;
call wall.door('door.mark_listed()', '{}');
create trigger mark_listed before insert on hub.reach for each row execute function door.mark_listed();
create trigger mark_listed after update of listed_by on hub.tenant for each row execute function door.mark_listed();
