-- Devices that people register by hand or by file (R-D11), the own tenants of partners and providers (R-D13), and proof that a vendor's desk gives.

create table hub.device_registration (
  id uuid primary key,
  organisation uuid not null references hub.organisation,
  tenant uuid not null references hub.tenant,
  person uuid not null references hub.person,
  registered_by text not null,
  -- Null = typed into the form.
  file_name text,
  rows integer not null,
  -- Null until its rows are decided.
  outcomes jsonb,
  at timestamptz not null default hub.now()
);
create index on hub.device_registration (organisation, at, id);
create index on hub.device_registration (tenant);
create index on hub.device_registration (person);

create table hub.device_registration_row (
  registration uuid not null references hub.device_registration,
  line integer not null,
  vendor_name text not null,
  product_number text not null,
  product_key text not null collate "C",
  serial text not null,
  serial_key text not null collate "C",
  model text not null,
  -- What whoever registered it says in proof, for the vendor's desk; '' = nothing.
  evidence text not null,
  fault text,
  outcome text check (outcome in ('registered', 'already_there', 'unknown_vendor', 'duplicate_row', 'bad_row')),
  vendor uuid references hub.organisation,
  -- Its id is known before its record is made.
  device uuid references hub.device deferrable initially deferred,
  primary key (registration, line)
);
create index on hub.device_registration_row (device) where device is not null;
create index on hub.device_registration_row (vendor) where vendor is not null;

create table hub.proof_request (
  id uuid primary key,
  device uuid not null references hub.device,
  -- What is said in proof belongs to this stay: it ends with it.
  possession uuid not null references hub.possession,
  tenant uuid not null references hub.tenant,
  vendor uuid not null references hub.organisation,
  -- Who asked, for the answer.
  organisation uuid not null references hub.organisation,
  person uuid not null references hub.person,
  evidence text not null check (evidence <> ''),
  asked_at timestamptz not null default hub.now(),
  -- `lapsed`: its stay ended before the desk answered.
  state text not null default 'open' check (state in ('open', 'confirmed', 'refused', 'lapsed')),
  reason text,
  settled_at timestamptz
);
create unique index proof_request_open on hub.proof_request (possession) where state = 'open';
create index on hub.proof_request (possession, asked_at);
create index proof_request_desk on hub.proof_request (vendor, asked_at, id) where state = 'open';
create index on hub.proof_request (device);
create index on hub.proof_request (tenant);
create index on hub.proof_request (vendor);
create index on hub.proof_request (organisation);
create index on hub.proof_request (person);

call wall.stand('hub.device_registration');
call wall.see('hub.device_registration', '{any}', 'organisation = hub.acting()');
call wall.add('hub.device_registration', '{any}', 'organisation = hub.acting() and person = hub.person() and outcomes is null
  and tenant in (select r.tenant from hub.reach r)');
call wall.stand('hub.device_registration_row');
call wall.see('hub.device_registration_row', '{any}', 'registration in (select g.id from hub.device_registration g)');
call wall.add('hub.device_registration_row', '{any}', 'outcome is null and vendor is null and device is null
  and registration in (select g.id from hub.device_registration g where g.person = hub.person() and g.outcomes is null)');
call wall.stand('hub.proof_request');
-- Whoever reaches the tenant reads how it stands; what was said and answered is for whoever asked and for the tenant's own organisation (R-A7).
call wall.see('hub.proof_request', '{managed}', 'tenant in (select r.tenant from hub.reach r)', 'id, device, possession, tenant, vendor, state, asked_at');
call wall.see('hub.proof_request', '{any}', 'tenant in (select r.tenant from hub.reach r where hub.acting() in (r.whose, proof_request.organisation))');
call wall.add('hub.proof_request', '{managed}', 'organisation = hub.acting() and person = hub.person() and state = ''open'' and settled_at is null
  and device in (select d.id from hub.device d where d.possession = proof_request.possession and d.tenant = proof_request.tenant and d.vendor = proof_request.vendor
    and d.proof = ''none'' and d.retired_at is null)');

-- What is said in proof belongs to a stay: the desk is asked no more when it ends, in whichever way.
create function door.lapse_proof_requests() returns trigger language plpgsql as $$
begin
  update hub.proof_request q set state = 'lapsed', settled_at = hub.now()
  from touched x where x.id = q.possession and x.ended_at is not null and q.state = 'open';
  return null;
end $$;
call wall.door('door.lapse_proof_requests()', '{}');
create trigger lapse_proof_requests after update on hub.possession referencing new table as touched for each statement execute function door.lapse_proof_requests();

-- The own tenant of the partner or provider acted for, made when it is needed first (R-D13).
create function door.open_own(tenant_id uuid, of_customer_id text) returns boolean language plpgsql as $$
begin
  perform hub.need('door.open_own', 'member');
  insert into hub.tenant (id, kind, organisation, customer_id)
  select tenant_id, 'own', o.id, of_customer_id from hub.organisation o where o.id = hub.acting() and o.kind in ('partner', 'provider')
  on conflict (organisation, kind) do nothing;
  if not found then return false; end if;
  insert into hub.reach (organisation, tenant, whose, via) values (hub.acting(), tenant_id, hub.acting(), 'own');
  return true;
end $$;
call wall.door('door.open_own(uuid, text)', '{any}');

-- Decides the rows of a registration and makes the records: unproven ones (R-D11), in this tenant alone. Nothing is looked up in any other tenant, so
-- that neither the answer nor its time can tell what there is elsewhere (R-A2). Answers how often the desk of each vendor is asked for proof; no row
-- and no change where the tenant is out of reach by now. Locks: the tenant (so that its managing partner and default slots hold), then new records by
-- vendor, product and serial.
create function door.register_devices(of_registration uuid) returns table (vendor uuid, n bigint) language plpgsql as $$
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
call wall.door('door.register_devices(uuid)', '{any}');

-- What waits for the desk of the vendor acted for, the oldest first: its own product, what was said in proof, and whether another record has proof; never
-- who asks or where it is (R-A7). A stay that has ended asks no more.
create function door.proof_requests(after_at timestamptz, after_id uuid, at_most integer)
returns table (id uuid, asked_at timestamptz, product_number text, serial text, model text, evidence text, contested boolean) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.proof_requests', 'member');
  return query
    select q.id, q.asked_at, d.product_number, d.serial, d.model, q.evidence,
      exists (select from hub.device x where x.vendor = d.vendor and x.product_key = d.product_key and x.serial_key = d.serial_key
        and x.proof <> 'none' and x.retired_at is null)
    from hub.proof_request q join hub.device d on d.id = q.device and d.possession = q.possession and d.proof = 'none' and d.retired_at is null
    where q.vendor = hub.acting() and q.state = 'open' and (after_at is null or (q.asked_at, q.id) > (after_at, after_id))
    order by q.asked_at, q.id limit at_most;
end $$;
call wall.door('door.proof_requests(timestamptz, uuid, integer)', '{any}');

-- The desk settles one: gives the record the vendor's proof, or refuses with a reason. Only one record has proof (R-D11): where another has it, nothing
-- changes and the answer is `contested`, unless the vendor settles the dispute for this one (`instead`); then the other one stays where it is, unproven.
-- No row where nothing waits under this id for this vendor (R-A2). Locks: the request, then all records of the device by id.
create function door.settle_proof(of_request uuid, refusal text, instead boolean)
returns table (outcome text, device uuid, organisation uuid, asker uuid, serial text, vendor_name text, other_organisation uuid, other_device uuid)
language plpgsql as $$
#variable_conflict use_column
declare
  q hub.proof_request;
  d hub.device;
  other hub.device;
begin
  perform hub.need('door.settle_proof', 'member');
  select * into q from hub.proof_request x where x.id = of_request and x.vendor = hub.acting() and x.state = 'open' for update;
  if not found then return; end if;
  perform 1 from hub.device x join hub.device y on y.id = q.device
    and x.vendor = y.vendor and x.product_key = y.product_key and x.serial_key = y.serial_key and x.retired_at is null
  order by x.id for update of x;
  select * into d from hub.device x where x.id = q.device and x.possession = q.possession and x.proof = 'none' and x.retired_at is null;
  if not found then return; end if;
  outcome := 'refused';
  if refusal is null then
    select * into other from hub.device x
    where x.vendor = d.vendor and x.product_key = d.product_key and x.serial_key = d.serial_key and x.proof <> 'none' and x.retired_at is null;
    outcome := case when other.id is null or instead then 'confirmed' else 'contested' end;
  end if;
  if outcome = 'confirmed' then
    begin
      update hub.device x set proof = 'none' where x.id = other.id;
      update hub.device x set proof = 'vendor' where x.id = d.id;
    exception when unique_violation then
      -- A feed placed one just now.
      outcome := 'contested';
    end;
  end if;
  if outcome <> 'contested' then
    update hub.proof_request x set state = outcome, reason = refusal, settled_at = hub.now() where x.id = q.id;
  end if;
  return query select outcome, d.id, t.organisation,
      case when exists (select from hub.reach r where r.organisation = q.organisation and r.tenant = t.id and (r.until is null or r.until > hub.now())) then q.organisation end,
      d.serial, v.name, o.organisation, other.id
    from hub.tenant t join hub.vendor v on v.organisation = d.vendor left join hub.tenant o on o.id = other.tenant where t.id = d.tenant;
end $$;
call wall.door('door.settle_proof(uuid, text, boolean)', '{any}');
