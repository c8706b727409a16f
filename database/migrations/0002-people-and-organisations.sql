create table hub.organisation (
  id uuid primary key,
  kind text not null check (kind in ('vendor', 'provider', 'partner', 'customer')),
  name text not null check (name <> ''),
  name_key text not null collate "C",
  country text,
  state text not null default 'active' check (state in ('invited', 'active', 'closed')),
  merged_into uuid references hub.organisation,
  created_at timestamptz not null default now(),
  revision integer not null default 1
);
create index on hub.organisation (merged_into) where merged_into is not null;
create index on hub.organisation (kind, name_key, id);
create unique index vendor_name on hub.organisation (name_key) where kind = 'vendor';
comment on table hub.organisation is 'The card: what both ends of any relationship know of each other (R-A7).';

create table hub.organisation_detail (
  organisation uuid primary key references hub.organisation,
  address text, city text, postcode text, phone text, web text,
  time_zone text not null default 'UTC'
);

-- Who has ever had dealings with whom: whose card one may read. Kept by the doors that make the dealings; holds oneself too.
create table hub.acquaintance (
  viewer uuid not null references hub.organisation,
  organisation uuid not null references hub.organisation,
  primary key (viewer, organisation)
);
create index on hub.acquaintance (organisation);

create table hub.person (
  id uuid primary key,
  mail text not null unique check (mail = lower(mail)),
  name text not null,
  language text not null default 'en' check (language in ('en', 'fr', 'de')),
  time_zone text not null default 'UTC',
  operator boolean not null default false,
  created_at timestamptz not null default now()
);
create table hub.person_secret (
  person uuid primary key references hub.person,
  password_hash text not null
);
comment on table hub.person_secret is 'Read and written by doors alone.';

create table hub.membership (
  id uuid primary key,
  person uuid references hub.person,
  organisation uuid not null references hub.organisation,
  roles text[] not null,
  locations uuid[],
  name text not null,
  mail text not null,
  phone text,
  status text not null check (status in ('invited', 'active', 'removed')),
  joined_at timestamptz,
  created_at timestamptz not null default now(),
  revision integer not null default 1,
  check ((status = 'active') <= (person is not null))
);
create unique index member_once on hub.membership (organisation, mail) where status <> 'removed';
create unique index person_once on hub.membership (organisation, person) where status = 'active';
create index on hub.membership (person) where status = 'active';
create index on hub.membership (person);
create index on hub.membership (organisation, name, id);

create table hub.session (
  id uuid primary key,
  person uuid not null references hub.person,
  token_hash bytea not null unique,
  acting_for uuid references hub.organisation,
  agent text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz
);
create index on hub.session (person);
create index on hub.session (acting_for);

create table hub.attempt (
  kind text not null,
  subject text not null,
  began_at timestamptz not null,
  n integer not null,
  primary key (kind, subject)
);
comment on table hub.attempt is 'Tries at something secret, counted exactly across servers; doors alone.';

create table hub.relationship (
  id uuid primary key,
  kind text not null check (kind in ('manages', 'supplies')),
  from_organisation uuid not null references hub.organisation,
  to_organisation uuid not null references hub.organisation,
  state text not null check (state in ('requested', 'accepted', 'disabled', 'ended')),
  disabled_by uuid references hub.organisation,
  requested_at timestamptz not null default now(),
  accepted_at timestamptz,
  ended_at timestamptz,
  revision integer not null default 1
);
create unique index relationship_once on hub.relationship (from_organisation, to_organisation, kind) where state <> 'ended';
create index on hub.relationship (to_organisation, kind);
create index on hub.relationship (from_organisation, kind, requested_at, id);
create index on hub.relationship (disabled_by) where disabled_by is not null;

-- What a partner typed when it added a customer (R-C1): its own, whatever the customer calls itself later.
create table hub.customer_card (
  relationship uuid primary key references hub.relationship,
  partner uuid not null references hub.organisation,
  organisation uuid not null references hub.organisation,
  name text not null, name_key text not null collate "C",
  address text, city text, postcode text, country text,
  admin_name text not null, admin_mail text not null, admin_phone text,
  state text not null default 'pending' check (state in ('pending', 'accepted', 'disabled', 'ended')),
  invited_at timestamptz not null default now(),
  accepted_at timestamptz,
  revision integer not null default 1
);
comment on table hub.customer_card is 'One line of My customers: state follows the relationship (doors), name follows the customer once accepted.';
create index on hub.customer_card (partner, name_key, relationship) where state <> 'ended';
create index on hub.customer_card (partner, invited_at, relationship) where state <> 'ended';
create index on hub.customer_card (organisation);
create index on hub.customer_card (partner, organisation);

create table hub.invitation (
  id uuid primary key,
  kind text not null check (kind in ('customer', 'member')),
  organisation uuid not null references hub.organisation,
  from_organisation uuid references hub.organisation,
  membership uuid references hub.membership,
  relationship uuid references hub.relationship,
  mail text not null,
  name text not null,
  token_hash bytea not null unique,
  version integer not null default 1,
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references hub.person,
  revoked_at timestamptz
);
create index on hub.invitation (organisation);
create index on hub.invitation (from_organisation);
create index on hub.invitation (membership);
create index on hub.invitation (relationship);
create index on hub.invitation (accepted_by);

create table hub.location (
  id uuid primary key,
  partner uuid not null references hub.organisation,
  location_id text not null unique,
  name text not null,
  city text, country text,
  takes_cases boolean not null default true,
  created_at timestamptz not null default now()
);
create index on hub.location (partner, name, id);

create table hub.accreditation (
  id uuid primary key,
  organisation uuid not null references hub.organisation,
  vendor uuid not null references hub.organisation,
  kind text not null check (kind in ('resell_monitor', 'service_delivery', 'report_sales')),
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null default now(),
  check (valid_until is null or valid_until >= valid_from)
);
create index on hub.accreditation (organisation, vendor, kind);
create index on hub.accreditation (vendor, organisation);

create table hub.tenant (
  id uuid primary key,
  kind text not null check (kind in ('customer', 'holding', 'own')),
  organisation uuid not null references hub.organisation,
  customer_id text not null unique,
  managing_partner uuid references hub.organisation,
  listed_by uuid references hub.organisation,
  default_reseller uuid references hub.location,
  default_service uuid references hub.location,
  collection boolean not null default false,
  ever_used boolean not null default false,
  created_at timestamptz not null default now(),
  revision integer not null default 1
);
create unique index tenant_once on hub.tenant (organisation, kind);
create index on hub.tenant (managing_partner) where managing_partner is not null;
create index on hub.tenant (listed_by) where listed_by is not null;
create index on hub.tenant (default_reseller) where default_reseller is not null;
create index on hub.tenant (default_service) where default_service is not null;

create table hub.tenant_secret (
  tenant uuid primary key references hub.tenant,
  cpin_cipher bytea not null,
  cpin_lookup bytea not null unique,
  rotated_at timestamptz not null default now(),
  previous_lookup bytea,
  previous_until timestamptz
);

-- Which tenants an organisation reaches, and whose they are; kept by one function per cause.
create table hub.reach (
  organisation uuid not null references hub.organisation,
  tenant uuid not null references hub.tenant,
  whose uuid not null references hub.organisation,
  via text not null check (via in ('own', 'manages')),
  until timestamptz,
  primary key (organisation, tenant, via)
);
create index on hub.reach (tenant);
create index on hub.reach (organisation, whose);
create index on hub.reach (whose);

create table hub.idempotency_key (
  organisation uuid not null,
  key text not null,
  operation text not null,
  content_hash bytea not null,
  status integer,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (organisation, key)
);
comment on table hub.idempotency_key is 'Kept for 24 h. The organisation, or the person where there is none (the operator).';

create table hub.mail (
  id uuid primary key,
  at timestamptz not null default now(),
  organisation uuid,
  to_address text not null,
  language text not null,
  kind text not null,
  payload jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  tries integer not null default 0,
  error text,
  sent_at timestamptz
);
create index on hub.mail (state, at) where state = 'queued';

create table hub.mailbox_message (
  id uuid primary key,
  at timestamptz not null default now(),
  from_address text not null,
  to_address text not null,
  subject text not null,
  text text not null,
  html text
);
create index on hub.mailbox_message (to_address, at);

-- Walls. Ways of members: `any` for one's own rows and points, the others where lists of devices join them.
call wall.stand('hub.organisation');
call wall.see('hub.organisation', '{managed,linked,vendor,any}',
  'id in (select a.organisation from hub.acquaintance a)', 'id, kind, name, name_key, country, state, created_at, revision');
call wall.see('hub.organisation', '{end_user}', 'id = hub.acting()', 'id, kind, name, name_key, country, state, created_at, revision');
call wall.see('hub.organisation', '{operator}', 'true', 'id, kind, name, name_key, country, state, created_at, revision');
call wall.see('hub.organisation', '{person}', 'id in (select m.organisation from hub.membership m) and state = ''active''', 'id, kind, name, name_key, country, state');
call wall.change('hub.organisation', '{any}', 'name, name_key, country, revision', 'id = hub.acting()');

call wall.stand('hub.acquaintance');
call wall.see('hub.acquaintance', '{managed,linked,vendor,any}', 'viewer = hub.acting()');

call wall.stand('hub.reach');
call wall.see('hub.reach', '{managed,any}', 'organisation = hub.acting() and hub.capacity() <> ''end_user'' and (until is null or until > hub.now())');

call wall.stand('hub.organisation_detail');
call wall.see('hub.organisation_detail', '{any}', 'organisation = hub.acting()');
call wall.change('hub.organisation_detail', '{any}', 'address, city, postcode, phone, web, time_zone', 'organisation = hub.acting()');

call wall.stand('hub.person');
call wall.see('hub.person', '{person}', 'id = hub.person()');
call wall.change('hub.person', '{person}', 'name, language, time_zone', 'id = hub.person()');
call wall.stand('hub.person_secret');

-- R-A7: membership: that organisation's members; a managing partner: the customer's.
call wall.stand('hub.membership');
call wall.see('hub.membership', '{any}',
  'organisation = hub.acting() or organisation in (select r.whose from hub.reach r)');
call wall.see('hub.membership', '{person}', 'person = hub.person() and status = ''active''');
call wall.see('hub.membership', '{end_user}', 'organisation = hub.acting() and person = hub.person()');
call wall.add('hub.membership', '{any}', 'organisation = hub.acting() and person is null and status = ''invited''');
call wall.change('hub.membership', '{any}', 'name, roles, locations, phone, status, revision', 'organisation = hub.acting()');

call wall.stand('hub.session');
call wall.see('hub.session', '{person}', 'person = hub.person()', 'id, person, acting_for, agent, created_at, last_seen_at, ended_at');
call wall.change('hub.session', '{person}', 'acting_for, ended_at', 'person = hub.person()');
call wall.stand('hub.attempt');

-- Private between the two ends: tested with home(), so that a session inside a customer never sees other partners' (R-A7).
call wall.stand('hub.relationship');
call wall.see('hub.relationship', '{any}', 'from_organisation = hub.home() or to_organisation = hub.home()');
call wall.stand('hub.customer_card');
call wall.see('hub.customer_card', '{managed,any}', 'partner = hub.home() and state <> ''ended''');
call wall.change('hub.customer_card', '{any}', 'name, name_key, address, city, postcode, country, admin_name, admin_mail, admin_phone, revision',
  'partner = hub.home()');
call wall.stand('hub.invitation');
call wall.see('hub.invitation', '{any}', 'organisation = hub.home() or from_organisation = hub.home()',
  'id, kind, organisation, from_organisation, membership, relationship, mail, name, version, sent_at, expires_at, accepted_at, revoked_at');

call wall.stand('hub.accreditation');
call wall.see('hub.accreditation', '{any}', 'organisation = hub.home() or vendor = hub.home()');
call wall.see('hub.accreditation', '{operator}', 'true');
call wall.stand('hub.location');
call wall.see('hub.location', '{any}',
  'partner = hub.home() or partner in (select a.organisation from hub.accreditation a
    where a.vendor = hub.home() and hub.now()::date between a.valid_from and coalesce(a.valid_until, ''infinity''))');
call wall.see('hub.location', '{linked}', 'partner = hub.home()');
call wall.add('hub.location', '{any}', 'partner = hub.home()');

call wall.stand('hub.tenant');
call wall.see('hub.tenant', '{managed,any}', 'id in (select r.tenant from hub.reach r)');
call wall.change('hub.tenant', '{any}', 'collection, revision', 'id in (select r.tenant from hub.reach r)');
call wall.stand('hub.tenant_secret');
call wall.see('hub.tenant_secret', '{any}', 'hub.capacity() = ''member'' and tenant in (select r.tenant from hub.reach r)');
call wall.add('hub.tenant_secret', '{any}', 'hub.capacity() = ''member'' and tenant in (select r.tenant from hub.reach r)');
call wall.change('hub.tenant_secret', '{any}', 'cpin_cipher, cpin_lookup, rotated_at, previous_lookup, previous_until',
  'hub.capacity() = ''member'' and tenant in (select r.tenant from hub.reach r)');

call wall.stand('hub.idempotency_key');
call wall.see('hub.idempotency_key', '{any,operator}', 'organisation = coalesce(hub.acting(), hub.person())');
call wall.add('hub.idempotency_key', '{any,operator}', 'organisation = coalesce(hub.acting(), hub.person())');
call wall.change('hub.idempotency_key', '{any,operator}', 'status, reply', 'organisation = coalesce(hub.acting(), hub.person())');

call wall.stand('hub.mail');
call wall.stand('hub.mailbox_message');
