-- Requests and consents (R-D10, R-T2): a partner asks a customer for something, with purpose, scope and last day; the customer answers; what was
-- answered with yes is a consent that holds until its last day or until it is withdrawn. Private between the two: every test asks for `home`.

create table hub.request (
  id uuid primary key,
  -- What is asked for. Others than consents may come.
  kind text not null check (kind in ('device_move')),
  partner uuid not null references hub.organisation,
  customer uuid not null references hub.organisation,
  tenant uuid not null references hub.tenant,
  scope text not null check (scope in ('tenant', 'devices')),
  purpose text not null,
  -- The last day on which the consent would hold.
  until date not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'lapsed')),
  asked_by uuid not null references hub.person,
  asked_by_name text not null,
  created_at timestamptz not null default hub.now(),
  lapses_at timestamptz not null,
  answered_by uuid references hub.person,
  answered_by_name text,
  answered_at timestamptz
);
create index on hub.request (partner, created_at, id);
create index on hub.request (customer, created_at, id);
create index on hub.request (tenant);
create index on hub.request (asked_by);
create index on hub.request (answered_by) where answered_by is not null;
create index on hub.request (lapses_at) where state = 'open';

create table hub.request_device (
  request uuid not null references hub.request,
  device uuid not null references hub.device,
  primary key (request, device)
);
create index on hub.request_device (device);

create table hub.consent (
  id uuid primary key,
  kind text not null check (kind in ('device_move')),
  -- The request that it answers, which names the devices.
  request uuid not null references hub.request,
  grantee uuid not null references hub.organisation,
  customer uuid not null references hub.organisation,
  tenant uuid not null references hub.tenant,
  scope text not null check (scope in ('tenant', 'devices')),
  until date not null,
  given_by uuid not null references hub.person,
  given_by_name text not null,
  given_at timestamptz not null default hub.now(),
  withdrawn_by uuid references hub.person,
  withdrawn_at timestamptz
);
create unique index on hub.consent (request);
create index on hub.consent (tenant, grantee, kind) where withdrawn_at is null;
create index on hub.consent (tenant);
create index on hub.consent (grantee, given_at, id);
create index on hub.consent (customer, given_at, id);
create index on hub.consent (given_by);
create index on hub.consent (withdrawn_by) where withdrawn_by is not null;

call wall.stand('hub.request');
call wall.see('hub.request', '{any,managed}', 'partner = hub.home() or customer = hub.home()');
-- To a customer in reach alone (R-A2).
call wall.add('hub.request', '{any}', 'partner = hub.home() and partner = hub.acting() and asked_by = hub.person() and state = ''open'' and answered_at is null
  and tenant in (select t.id from hub.tenant t where t.kind = ''customer'' and t.organisation = customer)');
call wall.change('hub.request', '{any}', 'state, answered_by, answered_by_name, answered_at', 'customer = hub.home() and customer = hub.acting()');
call wall.stand('hub.request_device');
call wall.see('hub.request_device', '{any,managed}', 'request in (select r.id from hub.request r)');
call wall.add('hub.request_device', '{any}', 'request in (select r.id from hub.request r where r.partner = hub.home() and r.state = ''open'')
  and device in (select d.id from hub.device d)');
call wall.stand('hub.consent');
call wall.see('hub.consent', '{any,managed}', 'grantee = hub.home() or customer = hub.home()');
call wall.add('hub.consent', '{any}', 'customer = hub.home() and customer = hub.acting() and given_by = hub.person() and withdrawn_at is null
  and request in (select r.id from hub.request r where r.customer = consent.customer and r.partner = grantee and r.tenant = consent.tenant and r.kind = consent.kind
    and r.scope = consent.scope and r.until = consent.until and r.state = ''accepted'')');
call wall.change('hub.consent', '{any}', 'withdrawn_by, withdrawn_at', 'customer = hub.home() and customer = hub.acting()');

-- Requests that nobody answered in time. Answers how many.
create function door.lapse_requests() returns integer language plpgsql as $$
declare lapsed integer;
begin
  perform hub.need('door.lapse_requests', 'system');
  update hub.request set state = 'lapsed' where state = 'open' and lapses_at < hub.now();
  get diagnostics lapsed = row_count;
  return lapsed;
end $$;
call wall.door('door.lapse_requests()', '{system}');
