-- Made by `npm run generate` from the migrations. Not edited; for reading and review.

-- Tables
table accreditation (
  id uuid not null,
  organisation uuid not null,
  vendor uuid not null,
  kind text not null,
  valid_from date not null,
  valid_until date,
  created_at timestamp with time zone not null default now()
)
table acquaintance (
  viewer uuid not null,
  organisation uuid not null,
  kind text not null default ''::text,
  name_key text not null default ''::text
)
table applicant (
  id uuid not null,
  company text not null,
  country text not null,
  city text,
  name text not null,
  mail text not null,
  language text not null,
  vendors uuid[] not null,
  kinds text[] not null,
  statement text not null,
  token_hash bytea not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  person uuid,
  confirmed_at timestamp with time zone,
  filed_at timestamp with time zone,
  organisation uuid
)
table application (
  id uuid not null,
  vendor uuid not null,
  applicant uuid,
  organisation uuid,
  company_key text not null,
  company text not null,
  country text,
  city text,
  name text not null,
  mail text not null,
  kinds text[] not null,
  statement text not null,
  filed_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  approved boolean,
  reason text
)
table attempt (
  kind text not null,
  subject text not null,
  began_at timestamp with time zone not null,
  n integer not null
)
table audit_event (
  id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  organisation uuid not null,
  era integer not null,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  person uuid,
  person_name text,
  home uuid,
  acting uuid,
  capacity text not null,
  correlation text,
  subject uuid,
  detail jsonb not null default '{}'::jsonb,
  salt uuid default gen_random_uuid()
)
table audit_seal (
  number bigint not null,
  era integer not null,
  from_xid xid8 not null,
  to_xid xid8 not null,
  rows integer not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default clock_timestamp()
)
table consent (
  id uuid not null,
  kind text not null,
  request uuid not null,
  grantee uuid not null,
  customer uuid not null,
  tenant uuid not null,
  scope text not null,
  until date not null,
  given_by uuid not null,
  given_by_name text not null,
  given_at timestamp with time zone not null default hub.now(),
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone
)
table counter (
  tenant uuid not null,
  kind text not null,
  n bigint not null
)
table counter_delta (
  id bigint not null,
  tenant uuid not null,
  kind text not null,
  n bigint not null
)
table customer_card (
  relationship uuid not null,
  partner uuid not null,
  organisation uuid not null,
  name text not null,
  name_key text not null,
  address text,
  city text,
  postcode text,
  country text,
  admin_name text not null,
  admin_mail text not null,
  admin_phone text,
  state text not null default 'pending'::text,
  invited_at timestamp with time zone not null default now(),
  accepted_at timestamp with time zone,
  revision integer not null default 1
)
table demonstration_sign_in (
  mail text not null,
  password text not null,
  organisation text not null,
  roles text[] not null,
  what text not null,
  place integer not null
)
table device (
  id uuid not null,
  vendor uuid not null,
  product_number text not null,
  product_key text not null,
  serial text not null,
  serial_key text not null,
  serial_tail text not null default reverse(serial_key),
  mac text,
  model text not null default ''::text,
  connection text not null default 'manual'::text,
  host uuid,
  proof text not null,
  tenant uuid not null,
  managing_partner uuid,
  possession uuid not null,
  reseller uuid,
  service uuid,
  arrived_at timestamp with time zone not null,
  first_seen_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  merged_into uuid,
  active_at timestamp with time zone,
  archived_at timestamp with time zone
)
table device_registration (
  id uuid not null,
  organisation uuid not null,
  tenant uuid not null,
  person uuid not null,
  registered_by text not null,
  file_name text,
  rows integer not null,
  outcomes jsonb,
  at timestamp with time zone not null default hub.now()
)
table device_registration_row (
  registration uuid not null,
  line integer not null,
  vendor_name text not null,
  product_number text not null,
  product_key text not null,
  serial text not null,
  serial_key text not null,
  model text not null,
  evidence text not null,
  fault text,
  outcome text,
  vendor uuid,
  device uuid
)
table device_removal (
  id uuid not null,
  organisation uuid not null,
  tenant uuid not null,
  person uuid not null,
  removed_by text not null,
  devices integer not null,
  at timestamp with time zone not null default hub.now(),
  undo_until timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by text,
  restored integer
)
table device_removal_row (
  removal uuid not null,
  device uuid not null,
  possession uuid not null
)
table device_user (
  person uuid not null,
  possession uuid not null
)
table digest (
  person uuid not null,
  day date not null
)
table feed (
  id uuid not null,
  reporter uuid not null,
  person uuid not null,
  reported_by text not null,
  file_name text not null,
  content_hash bytea,
  state text not null,
  rows integer not null default 0,
  decided integer not null default 0,
  decided_to integer not null default 0,
  outcomes jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  received_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  run integer not null default 0
)
table feed_count (
  feed uuid not null,
  reporter uuid not null,
  vendor uuid,
  partner uuid,
  outcome text not null,
  reported_at timestamp with time zone not null,
  n bigint not null
)
table feed_retry (
  feed uuid not null,
  run integer not null,
  reporter uuid not null,
  person uuid not null,
  asked_by text not null,
  outcome text,
  asked_at timestamp with time zone not null default hub.now(),
  rows integer not null,
  decided integer not null default 0,
  placed integer not null default 0,
  finished_at timestamp with time zone
)
table feed_row (
  feed uuid not null,
  line integer not null,
  reporter uuid not null,
  vendor_name text not null default ''::text,
  product_number text not null default ''::text,
  product_key text not null default ''::text,
  serial text not null default ''::text,
  serial_key text not null default ''::text,
  model text not null default ''::text,
  location_id text not null default ''::text,
  sale_date date,
  sale_date_text text not null default ''::text,
  web_order text not null default ''::text,
  end_customer text not null default ''::text,
  fault text,
  outcome text,
  vendor uuid,
  location uuid,
  placed_for uuid,
  device uuid,
  revision integer not null default 1,
  run integer not null default 0,
  waiting boolean not null default false,
  reason text
)
table feed_row_past (
  feed uuid not null,
  line integer not null,
  revision integer not null,
  reporter uuid not null,
  at timestamp with time zone not null default hub.now(),
  act text not null,
  by_name text not null,
  outcome text,
  fault text,
  reason text,
  sent jsonb
)
table idempotency_key (
  organisation uuid not null,
  key text not null,
  operation text not null,
  content_hash bytea not null,
  status integer,
  reply jsonb,
  created_at timestamp with time zone not null default now()
)
table installation (
  id boolean not null default true,
  prefix text not null,
  era integer not null default 1,
  system_identifier bigint,
  key_check bytea,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null default now()
)
table invitation (
  id uuid not null,
  kind text not null,
  organisation uuid not null,
  from_organisation uuid,
  membership uuid,
  relationship uuid,
  mail text not null,
  name text not null,
  token_hash bytea not null,
  version integer not null default 1,
  sent_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone
)
table known_device (
  person uuid not null,
  agent text not null,
  network text not null,
  last_seen_at timestamp with time zone not null default now()
)
table location (
  id uuid not null,
  partner uuid not null,
  location_id text not null,
  name text not null,
  city text,
  country text,
  takes_cases boolean not null default true,
  created_at timestamp with time zone not null default now()
)
table mail (
  id uuid not null,
  at timestamp with time zone not null default now(),
  organisation uuid,
  to_address text not null,
  language text not null,
  kind text not null,
  payload jsonb not null,
  state text not null default 'queued'::text,
  tries integer not null default 0,
  error text,
  sent_at timestamp with time zone
)
table mailbox_message (
  id uuid not null,
  at timestamp with time zone not null default now(),
  from_address text not null,
  to_address text not null,
  subject text not null,
  text text not null,
  html text
)
table membership (
  id uuid not null,
  person uuid,
  organisation uuid not null,
  roles text[] not null,
  locations uuid[],
  name text not null,
  mail text not null,
  phone text,
  status text not null,
  joined_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  revision integer not null default 1
)
table migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now()
)
table notification (
  id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  person uuid not null,
  organisation uuid,
  kind text not null,
  payload jsonb not null default '{}'::jsonb,
  link text,
  read_at timestamp with time zone,
  mailing text default 'open'::text,
  mail uuid
)
table notification_choice (
  person uuid not null,
  ways jsonb not null default '{}'::jsonb,
  revision integer not null default 1
)
table organisation (
  id uuid not null,
  kind text not null,
  name text not null,
  name_key text not null,
  country text,
  state text not null default 'active'::text,
  merged_into uuid,
  created_at timestamp with time zone not null default now(),
  revision integer not null default 1
)
table organisation_detail (
  organisation uuid not null,
  address text,
  city text,
  postcode text,
  phone text,
  web text,
  time_zone text not null default 'UTC'::text,
  second_factor_required boolean not null default false,
  session_hours integer
)
table password_reset (
  id uuid not null,
  mail text not null,
  token_hash bytea not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
)
table person (
  id uuid not null,
  mail text not null,
  name text not null,
  language text not null default 'en'::text,
  time_zone text not null default 'UTC'::text,
  operator boolean not null default false,
  created_at timestamp with time zone not null default now(),
  phone text
)
table person_secret (
  person uuid not null,
  password_hash text not null
)
table possession (
  id uuid not null,
  device uuid not null,
  tenant uuid not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  began_by text not null,
  origin_partner uuid,
  last_holding uuid,
  reseller uuid,
  service uuid,
  vendor uuid not null,
  product_number text not null,
  serial text not null,
  model text not null
)
table proof_request (
  id uuid not null,
  device uuid not null,
  possession uuid not null,
  tenant uuid not null,
  vendor uuid not null,
  organisation uuid not null,
  person uuid not null,
  evidence text not null,
  asked_at timestamp with time zone not null default hub.now(),
  state text not null default 'open'::text,
  reason text,
  settled_at timestamp with time zone
)
table quota (
  partner uuid not null,
  devices bigint not null,
  revision integer not null default 1,
  used bigint not null,
  counted_at timestamp with time zone not null default hub.now(),
  told integer not null default 0
)
table reach (
  organisation uuid not null,
  tenant uuid not null,
  whose uuid not null,
  via text not null,
  until timestamp with time zone,
  listed boolean not null default false
)
table recovery_code (
  person uuid not null,
  hash bytea not null,
  used_at timestamp with time zone
)
table registration (
  id uuid not null,
  mail text not null,
  name text not null,
  language text not null,
  location_id text not null,
  token_hash bytea not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  person uuid,
  confirmed_at timestamp with time zone,
  partner uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  admitted boolean
)
table relationship (
  id uuid not null,
  kind text not null,
  from_organisation uuid not null,
  to_organisation uuid not null,
  state text not null,
  disabled_by uuid,
  requested_at timestamp with time zone not null default now(),
  accepted_at timestamp with time zone,
  ended_at timestamp with time zone,
  revision integer not null default 1
)
table request (
  id uuid not null,
  kind text not null,
  partner uuid not null,
  customer uuid not null,
  tenant uuid not null,
  scope text not null,
  purpose text not null,
  until date not null,
  state text not null default 'open'::text,
  asked_by uuid not null,
  asked_by_name text not null,
  created_at timestamp with time zone not null default hub.now(),
  lapses_at timestamp with time zone not null,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamp with time zone
)
table request_device (
  request uuid not null,
  device uuid not null
)
table saved_view (
  id uuid not null,
  person uuid not null,
  organisation uuid,
  list text not null,
  name text not null,
  state jsonb not null,
  is_default boolean not null default false,
  revision integer not null default 1
)
table second_factor (
  person uuid not null,
  secret bytea not null,
  in_force_since timestamp with time zone,
  last_step bigint not null default 0
)
table session (
  id uuid not null,
  person uuid not null,
  token_hash bytea not null,
  acting_for uuid,
  agent text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  address text not null default ''::text
)
table setting (
  one boolean not null default true,
  name text,
  help_mail text,
  help_link text,
  language text,
  announcement jsonb,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default hub.now()
)
table support_session (
  id uuid not null,
  person uuid not null,
  person_name text not null,
  home uuid,
  customer uuid not null,
  kind text not null,
  reason text not null,
  opened_at timestamp with time zone not null default hub.now(),
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text
)
table tenant (
  id uuid not null,
  kind text not null,
  organisation uuid not null,
  customer_id text not null,
  managing_partner uuid,
  listed_by uuid,
  default_reseller uuid,
  default_service uuid,
  collection boolean not null default false,
  ever_used boolean not null default false,
  created_at timestamp with time zone not null default now(),
  revision integer not null default 1,
  archive_after_days integer
)
table tenant_secret (
  tenant uuid not null,
  cpin_cipher bytea not null,
  cpin_lookup bytea not null,
  rotated_at timestamp with time zone not null default now(),
  previous_lookup bytea,
  previous_until timestamp with time zone
)
table transfer (
  id uuid not null,
  asked_by uuid not null,
  asked_by_name text not null,
  home uuid not null,
  acting uuid not null,
  state text not null,
  file_name text,
  content_hash bytea,
  asked_source text,
  asked_target text,
  confirmed_on_receipt boolean not null default false,
  source uuid,
  target uuid,
  rows integer not null default 0,
  progress integer not null default 0,
  outcomes jsonb not null default '{}'::jsonb,
  undo_outcomes jsonb,
  sources jsonb not null default '[]'::jsonb,
  target_label jsonb,
  target_key text not null default ''::text,
  confirmed_by uuid,
  undo_of_person uuid,
  confirmed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  previewed_at timestamp with time zone,
  finished_at timestamp with time zone,
  revision integer not null default 1,
  several boolean not null default false,
  targets jsonb not null default '[]'::jsonb,
  source_count integer not null default 0,
  target_count integer not null default 0,
  reminded_at timestamp with time zone,
  wants_consent integer not null default 0,
  undone_at timestamp with time zone,
  undone_by_name text,
  retry_of uuid
)
table transfer_end (
  transfer uuid not null,
  side text not null,
  tenant uuid not null,
  devices integer not null
)
table transfer_row (
  transfer uuid not null,
  line integer not null,
  serial text not null,
  serial_key text not null,
  product_key text not null default ''::text,
  target_text text not null,
  target_key text not null default ''::text,
  fault text,
  picked boolean not null default false,
  foreseen text,
  foreseen_source uuid,
  device uuid,
  outcome text,
  reason text,
  from_tenant uuid,
  to_tenant uuid,
  from_possession uuid,
  to_possession uuid,
  undo_possession uuid,
  undo text,
  hosts boolean not null default false,
  follows integer,
  added boolean not null default false,
  hint text
)
table vendor (
  organisation uuid not null,
  name text not null
)
table vendor_criteria (
  vendor uuid not null,
  is_open boolean not null,
  criteria text not null,
  revision integer not null default 1
)

-- Constraints
accreditation: CHECK (((valid_until IS NULL) OR (valid_until >= valid_from)))
accreditation: CHECK ((kind = ANY (ARRAY['resell_monitor'::text, 'service_delivery'::text, 'report_sales'::text])))
accreditation: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
accreditation: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
accreditation: PRIMARY KEY (id)
acquaintance: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
acquaintance: FOREIGN KEY (viewer) REFERENCES hub.organisation(id)
acquaintance: PRIMARY KEY (viewer, organisation)
applicant: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
applicant: FOREIGN KEY (person) REFERENCES hub.person(id)
applicant: PRIMARY KEY (id)
applicant: UNIQUE (token_hash)
application: CHECK (((applicant IS NOT NULL) OR (organisation IS NOT NULL)))
application: CHECK (((decided_at IS NULL) = (approved IS NULL)))
application: FOREIGN KEY (applicant) REFERENCES hub.applicant(id)
application: FOREIGN KEY (decided_by) REFERENCES hub.person(id)
application: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
application: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
application: PRIMARY KEY (id)
attempt: PRIMARY KEY (kind, subject)
audit_event: PRIMARY KEY (id, at)
audit_seal: CHECK ((from_xid < to_xid))
audit_seal: CHECK ((rows > 0))
audit_seal: PRIMARY KEY (number)
audit_seal: UNIQUE (previous)
consent: CHECK ((kind = 'device_move'::text))
consent: CHECK ((scope = ANY (ARRAY['tenant'::text, 'devices'::text])))
consent: FOREIGN KEY (customer) REFERENCES hub.organisation(id)
consent: FOREIGN KEY (given_by) REFERENCES hub.person(id)
consent: FOREIGN KEY (grantee) REFERENCES hub.organisation(id)
consent: FOREIGN KEY (request) REFERENCES hub.request(id)
consent: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
consent: FOREIGN KEY (withdrawn_by) REFERENCES hub.person(id)
consent: PRIMARY KEY (id)
counter: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
counter: PRIMARY KEY (tenant, kind)
counter_delta: PRIMARY KEY (id)
customer_card: CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'disabled'::text, 'ended'::text])))
customer_card: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
customer_card: FOREIGN KEY (partner) REFERENCES hub.organisation(id)
customer_card: FOREIGN KEY (relationship) REFERENCES hub.relationship(id)
customer_card: PRIMARY KEY (relationship)
demonstration_sign_in: PRIMARY KEY (mail)
device: CHECK ((connection = ANY (ARRAY['agent'::text, 'direct'::text, 'central'::text, 'manual'::text])))
device: CHECK ((proof = ANY (ARRAY['none'::text, 'feed'::text, 'agent'::text, 'vendor'::text])))
device: CHECK ((serial_key <> ''::text))
device: FOREIGN KEY (host) REFERENCES hub.device(id)
device: FOREIGN KEY (managing_partner) REFERENCES hub.organisation(id)
device: FOREIGN KEY (merged_into) REFERENCES hub.device(id)
device: FOREIGN KEY (possession) REFERENCES hub.possession(id) DEFERRABLE INITIALLY DEFERRED
device: FOREIGN KEY (reseller) REFERENCES hub.location(id)
device: FOREIGN KEY (service) REFERENCES hub.location(id)
device: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
device: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
device: PRIMARY KEY (id)
device_registration: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
device_registration: FOREIGN KEY (person) REFERENCES hub.person(id)
device_registration: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
device_registration: PRIMARY KEY (id)
device_registration_row: CHECK ((outcome = ANY (ARRAY['registered'::text, 'registered_unasked'::text, 'already_there'::text, 'already_there_unasked'::text, 'unknown_vendor'::text, 'duplicate_row'::text, 'bad_row'::text])))
device_registration_row: FOREIGN KEY (device) REFERENCES hub.device(id) DEFERRABLE INITIALLY DEFERRED
device_registration_row: FOREIGN KEY (registration) REFERENCES hub.device_registration(id)
device_registration_row: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
device_registration_row: PRIMARY KEY (registration, line)
device_removal: CHECK ((devices > 0))
device_removal: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
device_removal: FOREIGN KEY (person) REFERENCES hub.person(id)
device_removal: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
device_removal: PRIMARY KEY (id)
device_removal_row: FOREIGN KEY (device) REFERENCES hub.device(id)
device_removal_row: FOREIGN KEY (possession) REFERENCES hub.possession(id)
device_removal_row: FOREIGN KEY (removal) REFERENCES hub.device_removal(id)
device_removal_row: PRIMARY KEY (removal, device)
device_user: FOREIGN KEY (person) REFERENCES hub.person(id)
device_user: FOREIGN KEY (possession) REFERENCES hub.possession(id)
device_user: PRIMARY KEY (possession)
digest: FOREIGN KEY (person) REFERENCES hub.person(id)
digest: PRIMARY KEY (person)
feed: CHECK ((state = ANY (ARRAY['receiving'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
feed: FOREIGN KEY (person) REFERENCES hub.person(id)
feed: FOREIGN KEY (reporter) REFERENCES hub.organisation(id)
feed: PRIMARY KEY (id)
feed_count: FOREIGN KEY (feed) REFERENCES hub.feed(id)
feed_count: UNIQUE NULLS NOT DISTINCT (feed, vendor, partner, outcome)
feed_retry: CHECK ((run > 0))
feed_retry: FOREIGN KEY (feed) REFERENCES hub.feed(id)
feed_retry: FOREIGN KEY (person) REFERENCES hub.person(id)
feed_retry: PRIMARY KEY (feed, run)
feed_row: CHECK ((outcome = ANY (ARRAY['placed'::text, 'already_there'::text, 'held'::text, 'unknown_location'::text, 'not_your_partner'::text, 'not_your_vendor'::text, 'no_accreditation'::text, 'unknown_vendor'::text, 'bad_row'::text, 'duplicate_row'::text, 'refused'::text])))
feed_row: FOREIGN KEY (feed) REFERENCES hub.feed(id)
feed_row: PRIMARY KEY (feed, line)
feed_row_past: CHECK ((act = ANY (ARRAY['corrected'::text, 'retried'::text, 'settled'::text])))
feed_row_past: FOREIGN KEY (feed) REFERENCES hub.feed(id)
feed_row_past: PRIMARY KEY (feed, line, revision)
idempotency_key: PRIMARY KEY (organisation, key)
installation: CHECK (id)
installation: PRIMARY KEY (id)
invitation: CHECK ((kind = ANY (ARRAY['customer'::text, 'member'::text])))
invitation: FOREIGN KEY (accepted_by) REFERENCES hub.person(id)
invitation: FOREIGN KEY (from_organisation) REFERENCES hub.organisation(id)
invitation: FOREIGN KEY (membership) REFERENCES hub.membership(id)
invitation: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
invitation: FOREIGN KEY (relationship) REFERENCES hub.relationship(id)
invitation: PRIMARY KEY (id)
invitation: UNIQUE (token_hash)
known_device: FOREIGN KEY (person) REFERENCES hub.person(id)
known_device: PRIMARY KEY (person, agent, network)
location: FOREIGN KEY (partner) REFERENCES hub.organisation(id)
location: PRIMARY KEY (id)
location: UNIQUE (location_id)
mail: CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'dropped'::text])))
mail: PRIMARY KEY (id)
mailbox_message: PRIMARY KEY (id)
membership: CHECK (((status = 'active'::text) <= (person IS NOT NULL)))
membership: CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'removed'::text])))
membership: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
membership: FOREIGN KEY (person) REFERENCES hub.person(id)
membership: PRIMARY KEY (id)
migration: PRIMARY KEY (name)
notification: CHECK ((mailing = ANY (ARRAY['open'::text, 'digest'::text])))
notification: PRIMARY KEY (id, at)
notification_choice: FOREIGN KEY (person) REFERENCES hub.person(id)
notification_choice: PRIMARY KEY (person)
organisation: CHECK ((kind = ANY (ARRAY['vendor'::text, 'provider'::text, 'partner'::text, 'customer'::text])))
organisation: CHECK ((name <> ''::text))
organisation: CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'closed'::text])))
organisation: FOREIGN KEY (merged_into) REFERENCES hub.organisation(id)
organisation: PRIMARY KEY (id)
organisation_detail: CHECK ((session_hours > 0))
organisation_detail: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
organisation_detail: PRIMARY KEY (organisation)
password_reset: PRIMARY KEY (id)
password_reset: UNIQUE (token_hash)
person: CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'de'::text])))
person: CHECK ((mail = lower(mail)))
person: PRIMARY KEY (id)
person: UNIQUE (mail)
person_secret: FOREIGN KEY (person) REFERENCES hub.person(id)
person_secret: PRIMARY KEY (person)
possession: CHECK ((began_by = ANY (ARRAY['feed'::text, 'transfer'::text, 'undo'::text, 'registration'::text, 'enrolment'::text])))
possession: CHECK (((ended_at IS NULL) OR (ended_at >= began_at)))
possession: FOREIGN KEY (device) REFERENCES hub.device(id)
possession: FOREIGN KEY (last_holding) REFERENCES hub.tenant(id)
possession: FOREIGN KEY (origin_partner) REFERENCES hub.organisation(id)
possession: FOREIGN KEY (reseller) REFERENCES hub.location(id)
possession: FOREIGN KEY (service) REFERENCES hub.location(id)
possession: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
possession: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
possession: PRIMARY KEY (id)
proof_request: CHECK ((evidence <> ''::text))
proof_request: CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'refused'::text, 'lapsed'::text])))
proof_request: FOREIGN KEY (device) REFERENCES hub.device(id)
proof_request: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
proof_request: FOREIGN KEY (person) REFERENCES hub.person(id)
proof_request: FOREIGN KEY (possession) REFERENCES hub.possession(id)
proof_request: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
proof_request: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
proof_request: PRIMARY KEY (id)
quota: CHECK ((devices > 0))
quota: CHECK ((told = ANY (ARRAY[0, 90, 100])))
quota: FOREIGN KEY (partner) REFERENCES hub.organisation(id)
quota: PRIMARY KEY (partner)
reach: CHECK ((via = ANY (ARRAY['own'::text, 'manages'::text])))
reach: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
reach: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
reach: FOREIGN KEY (whose) REFERENCES hub.organisation(id)
reach: PRIMARY KEY (organisation, tenant, via) INCLUDE (whose, until)
recovery_code: FOREIGN KEY (person) REFERENCES hub.person(id)
recovery_code: PRIMARY KEY (person, hash)
registration: FOREIGN KEY (decided_by) REFERENCES hub.person(id)
registration: FOREIGN KEY (partner) REFERENCES hub.organisation(id)
registration: FOREIGN KEY (person) REFERENCES hub.person(id)
registration: PRIMARY KEY (id)
registration: UNIQUE (token_hash)
relationship: CHECK ((kind = ANY (ARRAY['manages'::text, 'supplies'::text])))
relationship: CHECK ((state = ANY (ARRAY['requested'::text, 'accepted'::text, 'disabled'::text, 'ended'::text])))
relationship: FOREIGN KEY (disabled_by) REFERENCES hub.organisation(id)
relationship: FOREIGN KEY (from_organisation) REFERENCES hub.organisation(id)
relationship: FOREIGN KEY (to_organisation) REFERENCES hub.organisation(id)
relationship: PRIMARY KEY (id)
request: CHECK ((kind = 'device_move'::text))
request: CHECK ((scope = ANY (ARRAY['tenant'::text, 'devices'::text])))
request: CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'refused'::text, 'lapsed'::text, 'withdrawn'::text])))
request: FOREIGN KEY (answered_by) REFERENCES hub.person(id)
request: FOREIGN KEY (asked_by) REFERENCES hub.person(id)
request: FOREIGN KEY (customer) REFERENCES hub.organisation(id)
request: FOREIGN KEY (partner) REFERENCES hub.organisation(id)
request: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
request: PRIMARY KEY (id)
request_device: FOREIGN KEY (device) REFERENCES hub.device(id)
request_device: FOREIGN KEY (request) REFERENCES hub.request(id)
request_device: PRIMARY KEY (request, device)
saved_view: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
saved_view: FOREIGN KEY (person) REFERENCES hub.person(id)
saved_view: PRIMARY KEY (id)
saved_view: UNIQUE NULLS NOT DISTINCT (person, organisation, list, name)
second_factor: FOREIGN KEY (person) REFERENCES hub.person(id)
second_factor: PRIMARY KEY (person)
session: FOREIGN KEY (acting_for) REFERENCES hub.organisation(id)
session: FOREIGN KEY (person) REFERENCES hub.person(id)
session: PRIMARY KEY (id)
session: UNIQUE (token_hash)
setting: CHECK ((help_link ~~* 'https://%'::text))
setting: CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'de'::text])))
setting: CHECK (one)
setting: PRIMARY KEY (one)
support_session: CHECK ((ends_at > opened_at))
support_session: CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
support_session: CHECK ((ended_by = ANY (ARRAY['agent'::text, 'customer'::text, 'time'::text])))
support_session: CHECK ((kind = 'read_only'::text))
support_session: FOREIGN KEY (customer) REFERENCES hub.organisation(id)
support_session: FOREIGN KEY (home) REFERENCES hub.organisation(id)
support_session: FOREIGN KEY (person) REFERENCES hub.person(id)
support_session: PRIMARY KEY (id)
tenant: CHECK ((archive_after_days = ANY (ARRAY[30, 45, 60, 90])))
tenant: CHECK ((kind = ANY (ARRAY['customer'::text, 'holding'::text, 'own'::text])))
tenant: FOREIGN KEY (default_reseller) REFERENCES hub.location(id)
tenant: FOREIGN KEY (default_service) REFERENCES hub.location(id)
tenant: FOREIGN KEY (listed_by) REFERENCES hub.organisation(id)
tenant: FOREIGN KEY (managing_partner) REFERENCES hub.organisation(id)
tenant: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
tenant: PRIMARY KEY (id)
tenant: UNIQUE (customer_id)
tenant_secret: FOREIGN KEY (tenant) REFERENCES hub.tenant(id)
tenant_secret: PRIMARY KEY (tenant)
tenant_secret: UNIQUE (cpin_lookup)
transfer: CHECK ((state = ANY (ARRAY['receiving'::text, 'previewing'::text, 'previewed'::text, 'queued'::text, 'running'::text, 'done'::text, 'undoing'::text, 'undone'::text, 'lapsed'::text, 'failed'::text])))
transfer: FOREIGN KEY (acting) REFERENCES hub.organisation(id)
transfer: FOREIGN KEY (asked_by) REFERENCES hub.person(id)
transfer: FOREIGN KEY (confirmed_by) REFERENCES hub.person(id)
transfer: FOREIGN KEY (home) REFERENCES hub.organisation(id)
transfer: FOREIGN KEY (retry_of) REFERENCES hub.transfer(id) ON DELETE SET NULL
transfer: FOREIGN KEY (source) REFERENCES hub.tenant(id)
transfer: FOREIGN KEY (target) REFERENCES hub.tenant(id)
transfer: FOREIGN KEY (undo_of_person) REFERENCES hub.person(id)
transfer: PRIMARY KEY (id)
transfer_end: CHECK ((side = ANY (ARRAY['source'::text, 'target'::text])))
transfer_end: FOREIGN KEY (transfer) REFERENCES hub.transfer(id)
transfer_end: PRIMARY KEY (transfer, side, tenant)
transfer_row: CHECK ((foreseen = ANY (ARRAY['moved'::text, 'already_there'::text, 'not_found'::text, 'duplicate_row'::text, 'ambiguous_serial'::text, 'bad_row'::text, 'target_not_found'::text, 'target_not_accepted'::text, 'wrong_target'::text, 'wrong_source'::text, 'not_allowed'::text])))
transfer_row: CHECK ((outcome = ANY (ARRAY['moved'::text, 'already_there'::text, 'not_found'::text, 'duplicate_row'::text, 'ambiguous_serial'::text, 'bad_row'::text, 'target_not_found'::text, 'target_not_accepted'::text, 'wrong_target'::text, 'wrong_source'::text, 'not_allowed'::text, 'changed_since_preview'::text])))
transfer_row: CHECK ((undo = ANY (ARRAY['moved_back'::text, 'moved_since'::text, 'source_not_available'::text, 'not_allowed'::text])))
transfer_row: FOREIGN KEY (transfer) REFERENCES hub.transfer(id)
transfer_row: PRIMARY KEY (transfer, line)
vendor: FOREIGN KEY (organisation) REFERENCES hub.organisation(id)
vendor: PRIMARY KEY (organisation)
vendor_criteria: FOREIGN KEY (vendor) REFERENCES hub.organisation(id)
vendor_criteria: PRIMARY KEY (vendor)

-- Indexes
CREATE INDEX accreditation_organisation_vendor_kind_idx ON hub.accreditation USING btree (organisation, vendor, kind);
CREATE INDEX accreditation_vendor_organisation_idx ON hub.accreditation USING btree (vendor, organisation);
CREATE UNIQUE INDEX accreditation_pkey ON hub.accreditation USING btree (id);
CREATE INDEX acquaintance_by_name ON hub.acquaintance USING btree (viewer, kind, name_key, organisation);
CREATE INDEX acquaintance_organisation_idx ON hub.acquaintance USING btree (organisation);
CREATE UNIQUE INDEX acquaintance_pkey ON hub.acquaintance USING btree (viewer, organisation);
CREATE INDEX applicant_asked_at_idx ON hub.applicant USING btree (asked_at);
CREATE INDEX applicant_organisation_idx ON hub.applicant USING btree (organisation) WHERE (organisation IS NOT NULL);
CREATE INDEX applicant_person_idx ON hub.applicant USING btree (person) WHERE (person IS NOT NULL);
CREATE UNIQUE INDEX applicant_pkey ON hub.applicant USING btree (id);
CREATE UNIQUE INDEX applicant_token_hash_key ON hub.applicant USING btree (token_hash);
CREATE INDEX application_applicant_idx ON hub.application USING btree (applicant) WHERE (applicant IS NOT NULL);
CREATE INDEX application_decided_by_idx ON hub.application USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX application_organisation_id_idx ON hub.application USING btree (organisation, id) WHERE (organisation IS NOT NULL);
CREATE INDEX application_vendor_id_idx ON hub.application USING btree (vendor, id);
CREATE UNIQUE INDEX application_once ON hub.application USING btree (vendor, company_key) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX application_pkey ON hub.application USING btree (id);
CREATE UNIQUE INDEX attempt_pkey ON hub.attempt USING btree (kind, subject);
CREATE INDEX audit_event_list ON ONLY hub.audit_event USING btree (organisation, at, id);
CREATE INDEX audit_event_operators ON ONLY hub.audit_event USING btree (organisation, at, id) WHERE ((home IS NULL) AND (person IS NOT NULL));
CREATE INDEX audit_event_own ON ONLY hub.audit_event USING btree (organisation, era, xid, id);
CREATE INDEX audit_event_partners ON ONLY hub.audit_event USING btree (organisation, at, id) WHERE (home <> organisation);
CREATE INDEX audit_event_person ON ONLY hub.audit_event USING btree (person, at, id) WHERE (person IS NOT NULL);
CREATE INDEX audit_event_seal ON ONLY hub.audit_event USING btree (era, xid, id);
CREATE INDEX audit_event_subject ON ONLY hub.audit_event USING btree (subject) WHERE (subject IS NOT NULL);
CREATE INDEX audit_event_topic ON ONLY hub.audit_event USING btree (organisation, split_part(kind, '.'::text, 1), at, id);
CREATE UNIQUE INDEX audit_event_pkey ON ONLY hub.audit_event USING btree (id, at);
CREATE INDEX audit_seal_end ON hub.audit_seal USING btree (era, to_xid);
CREATE UNIQUE INDEX audit_seal_pkey ON hub.audit_seal USING btree (number);
CREATE UNIQUE INDEX audit_seal_previous_key ON hub.audit_seal USING btree (previous);
CREATE INDEX consent_customer_given_at_id_idx ON hub.consent USING btree (customer, given_at, id);
CREATE INDEX consent_given_by_idx ON hub.consent USING btree (given_by);
CREATE INDEX consent_grantee_given_at_id_idx ON hub.consent USING btree (grantee, given_at, id);
CREATE INDEX consent_tenant_grantee_kind_idx ON hub.consent USING btree (tenant, grantee, kind) WHERE (withdrawn_at IS NULL);
CREATE INDEX consent_tenant_idx ON hub.consent USING btree (tenant);
CREATE INDEX consent_withdrawn_by_idx ON hub.consent USING btree (withdrawn_by) WHERE (withdrawn_by IS NOT NULL);
CREATE UNIQUE INDEX consent_pkey ON hub.consent USING btree (id);
CREATE UNIQUE INDEX consent_request_idx ON hub.consent USING btree (request);
CREATE UNIQUE INDEX counter_pkey ON hub.counter USING btree (tenant, kind);
CREATE INDEX counter_delta_tenant_kind_idx ON hub.counter_delta USING btree (tenant, kind);
CREATE UNIQUE INDEX counter_delta_pkey ON hub.counter_delta USING btree (id);
CREATE INDEX customer_card_organisation_idx ON hub.customer_card USING btree (organisation);
CREATE INDEX customer_card_partner_invited_at_relationship_idx ON hub.customer_card USING btree (partner, invited_at, relationship) WHERE (state <> 'ended'::text);
CREATE INDEX customer_card_partner_name_key_relationship_idx ON hub.customer_card USING btree (partner, name_key, relationship) WHERE (state <> 'ended'::text);
CREATE INDEX customer_card_partner_organisation_idx ON hub.customer_card USING btree (partner, organisation);
CREATE UNIQUE INDEX customer_card_pkey ON hub.customer_card USING btree (relationship);
CREATE UNIQUE INDEX demonstration_sign_in_pkey ON hub.demonstration_sign_in USING btree (mail);
CREATE INDEX device_archived ON hub.device USING btree (tenant, serial_key, id) WHERE ((archived_at IS NOT NULL) AND (retired_at IS NULL));
CREATE INDEX device_host ON hub.device USING btree (host) WHERE ((host IS NOT NULL) AND (retired_at IS NULL));
CREATE INDEX device_inactive ON hub.device USING btree (tenant, GREATEST(arrived_at, active_at)) WHERE ((connection <> 'manual'::text) AND (archived_at IS NULL) AND (retired_at IS NULL));
CREATE INDEX device_merged ON hub.device USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX device_partner_arrival ON hub.device USING btree (managing_partner, arrived_at, id) WHERE ((managing_partner IS NOT NULL) AND (retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_partner_model ON hub.device USING btree (managing_partner, model, id) WHERE ((managing_partner IS NOT NULL) AND (retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_partner_serial ON hub.device USING btree (managing_partner, serial_key, id) WHERE ((managing_partner IS NOT NULL) AND (retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_possession ON hub.device USING btree (possession);
CREATE INDEX device_reseller ON hub.device USING btree (reseller, serial_key, id) WHERE ((reseller IS NOT NULL) AND (retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_serial ON hub.device USING btree (serial_key, tenant) WHERE (retired_at IS NULL);
CREATE INDEX device_service ON hub.device USING btree (service, serial_key, id) WHERE ((service IS NOT NULL) AND (retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_tenant_arrival ON hub.device USING btree (tenant, arrived_at, id) WHERE ((retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_tenant_model ON hub.device USING btree (tenant, model, id) WHERE ((retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_tenant_serial ON hub.device USING btree (tenant, serial_key, id) WHERE ((retired_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX device_vendor_model ON hub.device USING btree (vendor, model, id) WHERE ((retired_at IS NULL) AND (model >= ''::text));
CREATE INDEX device_vendor_serial ON hub.device USING btree (vendor, serial_key, id) WHERE (retired_at IS NULL);
CREATE UNIQUE INDEX device_in_tenant ON hub.device USING btree (tenant, vendor, product_key, serial_key) WHERE (retired_at IS NULL);
CREATE UNIQUE INDEX device_pkey ON hub.device USING btree (id);
CREATE UNIQUE INDEX device_proven ON hub.device USING btree (vendor, product_key, serial_key) WHERE ((proof <> 'none'::text) AND (retired_at IS NULL));
CREATE INDEX device_registration_organisation_at_id_idx ON hub.device_registration USING btree (organisation, at, id);
CREATE INDEX device_registration_person_idx ON hub.device_registration USING btree (person);
CREATE INDEX device_registration_tenant_idx ON hub.device_registration USING btree (tenant);
CREATE UNIQUE INDEX device_registration_pkey ON hub.device_registration USING btree (id);
CREATE INDEX device_registration_row_device_idx ON hub.device_registration_row USING btree (device) WHERE (device IS NOT NULL);
CREATE INDEX device_registration_row_vendor_idx ON hub.device_registration_row USING btree (vendor) WHERE (vendor IS NOT NULL);
CREATE UNIQUE INDEX device_registration_row_pkey ON hub.device_registration_row USING btree (registration, line);
CREATE INDEX device_removal_organisation_idx ON hub.device_removal USING btree (organisation);
CREATE INDEX device_removal_person_idx ON hub.device_removal USING btree (person);
CREATE INDEX device_removal_tenant_at_id_idx ON hub.device_removal USING btree (tenant, at, id);
CREATE UNIQUE INDEX device_removal_pkey ON hub.device_removal USING btree (id);
CREATE INDEX device_removal_row_device_idx ON hub.device_removal_row USING btree (device);
CREATE INDEX device_removal_row_possession_idx ON hub.device_removal_row USING btree (possession);
CREATE UNIQUE INDEX device_removal_row_pkey ON hub.device_removal_row USING btree (removal, device);
CREATE INDEX device_user_person_idx ON hub.device_user USING btree (person);
CREATE UNIQUE INDEX device_user_pkey ON hub.device_user USING btree (possession);
CREATE UNIQUE INDEX digest_pkey ON hub.digest USING btree (person);
CREATE INDEX feed_person_idx ON hub.feed USING btree (person);
CREATE INDEX feed_reporter_created_at_id_idx ON hub.feed USING btree (reporter, created_at, id);
CREATE INDEX feed_state_idx ON hub.feed USING btree (state) WHERE (state = ANY (ARRAY['receiving'::text, 'queued'::text, 'running'::text]));
CREATE UNIQUE INDEX feed_pkey ON hub.feed USING btree (id);
CREATE INDEX feed_count_of_partner ON hub.feed_count USING btree (partner, reporter, reported_at) WHERE (outcome = 'placed'::text);
CREATE INDEX feed_count_of_reporter ON hub.feed_count USING btree (reporter, partner, reported_at);
CREATE INDEX feed_count_of_vendor ON hub.feed_count USING btree (vendor, reporter, reported_at);
CREATE UNIQUE INDEX feed_count_feed_vendor_partner_outcome_key ON hub.feed_count USING btree (feed, vendor, partner, outcome) NULLS NOT DISTINCT;
CREATE INDEX feed_retry_person_idx ON hub.feed_retry USING btree (person);
CREATE UNIQUE INDEX feed_retry_pkey ON hub.feed_retry USING btree (feed, run);
CREATE INDEX feed_row_held ON hub.feed_row USING btree (vendor, feed, line) WHERE (outcome = 'held'::text);
CREATE INDEX feed_row_outcome ON hub.feed_row USING btree (feed, outcome, line) WHERE (outcome IS NOT NULL);
CREATE INDEX feed_row_placed ON hub.feed_row USING btree (device, reporter) WHERE (device IS NOT NULL);
CREATE INDEX feed_row_waiting ON hub.feed_row USING btree (feed) WHERE waiting;
CREATE UNIQUE INDEX feed_row_pkey ON hub.feed_row USING btree (feed, line);
CREATE UNIQUE INDEX feed_row_past_pkey ON hub.feed_row_past USING btree (feed, line, revision);
CREATE UNIQUE INDEX idempotency_key_pkey ON hub.idempotency_key USING btree (organisation, key);
CREATE UNIQUE INDEX installation_pkey ON hub.installation USING btree (id);
CREATE INDEX invitation_accepted_by_idx ON hub.invitation USING btree (accepted_by);
CREATE INDEX invitation_from_organisation_idx ON hub.invitation USING btree (from_organisation);
CREATE INDEX invitation_membership_idx ON hub.invitation USING btree (membership);
CREATE INDEX invitation_organisation_idx ON hub.invitation USING btree (organisation);
CREATE INDEX invitation_relationship_idx ON hub.invitation USING btree (relationship);
CREATE UNIQUE INDEX invitation_pkey ON hub.invitation USING btree (id);
CREATE UNIQUE INDEX invitation_token_hash_key ON hub.invitation USING btree (token_hash);
CREATE UNIQUE INDEX known_device_pkey ON hub.known_device USING btree (person, agent, network);
CREATE INDEX location_partner_name_id_idx ON hub.location USING btree (partner, name, id);
CREATE UNIQUE INDEX location_location_id_key ON hub.location USING btree (location_id);
CREATE UNIQUE INDEX location_pkey ON hub.location USING btree (id);
CREATE INDEX mail_state_at_idx ON hub.mail USING btree (state, at) WHERE (state = 'queued'::text);
CREATE UNIQUE INDEX mail_pkey ON hub.mail USING btree (id);
CREATE INDEX mailbox_message_to_address_at_idx ON hub.mailbox_message USING btree (to_address, at);
CREATE UNIQUE INDEX mailbox_message_pkey ON hub.mailbox_message USING btree (id);
CREATE INDEX membership_organisation_name_id_idx ON hub.membership USING btree (organisation, name, id);
CREATE INDEX membership_person_idx ON hub.membership USING btree (person) WHERE (status = 'active'::text);
CREATE INDEX membership_person_idx1 ON hub.membership USING btree (person);
CREATE UNIQUE INDEX member_once ON hub.membership USING btree (organisation, mail) WHERE (status <> 'removed'::text);
CREATE UNIQUE INDEX membership_pkey ON hub.membership USING btree (id);
CREATE UNIQUE INDEX person_once ON hub.membership USING btree (organisation, person) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX migration_pkey ON hub.migration USING btree (name);
CREATE INDEX notification_digest ON ONLY hub.notification USING btree (person, at) WHERE ((mailing = 'digest'::text) AND (read_at IS NULL));
CREATE INDEX notification_list ON ONLY hub.notification USING btree (person, at, id);
CREATE INDEX notification_mail ON ONLY hub.notification USING btree (mail) WHERE (mail IS NOT NULL);
CREATE INDEX notification_open ON ONLY hub.notification USING btree (id) WHERE (mailing = 'open'::text);
CREATE INDEX notification_unread ON ONLY hub.notification USING btree (person) WHERE (read_at IS NULL);
CREATE UNIQUE INDEX notification_pkey ON ONLY hub.notification USING btree (id, at);
CREATE UNIQUE INDEX notification_choice_pkey ON hub.notification_choice USING btree (person);
CREATE INDEX organisation_kind_name_key_id_idx ON hub.organisation USING btree (kind, name_key, id);
CREATE INDEX organisation_merged_into_idx ON hub.organisation USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE UNIQUE INDEX organisation_pkey ON hub.organisation USING btree (id);
CREATE UNIQUE INDEX vendor_name ON hub.organisation USING btree (name_key) WHERE (kind = 'vendor'::text);
CREATE UNIQUE INDEX organisation_detail_pkey ON hub.organisation_detail USING btree (organisation);
CREATE INDEX password_reset_expires_at_idx ON hub.password_reset USING btree (expires_at);
CREATE INDEX password_reset_mail_idx ON hub.password_reset USING btree (mail);
CREATE UNIQUE INDEX password_reset_pkey ON hub.password_reset USING btree (id);
CREATE UNIQUE INDEX password_reset_token_hash_key ON hub.password_reset USING btree (token_hash);
CREATE UNIQUE INDEX person_mail_key ON hub.person USING btree (mail);
CREATE UNIQUE INDEX person_pkey ON hub.person USING btree (id);
CREATE UNIQUE INDEX person_secret_pkey ON hub.person_secret USING btree (person);
CREATE INDEX possession_device ON hub.possession USING btree (device, began_at);
CREATE INDEX possession_last_holding ON hub.possession USING btree (last_holding) WHERE ((last_holding IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX possession_left ON hub.possession USING btree (tenant, ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX possession_origin ON hub.possession USING btree (origin_partner) WHERE ((origin_partner IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX possession_reseller ON hub.possession USING btree (reseller) WHERE (reseller IS NOT NULL);
CREATE INDEX possession_service ON hub.possession USING btree (service) WHERE (service IS NOT NULL);
CREATE INDEX possession_tenant ON hub.possession USING btree (tenant, began_at);
CREATE INDEX possession_vendor ON hub.possession USING btree (vendor) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX possession_open ON hub.possession USING btree (device) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX possession_pkey ON hub.possession USING btree (id);
CREATE INDEX proof_request_asker ON hub.proof_request USING btree (organisation, vendor) WHERE (state = 'open'::text);
CREATE INDEX proof_request_desk ON hub.proof_request USING btree (vendor, asked_at, id) WHERE (state = 'open'::text);
CREATE INDEX proof_request_device_idx ON hub.proof_request USING btree (device);
CREATE INDEX proof_request_organisation_idx ON hub.proof_request USING btree (organisation);
CREATE INDEX proof_request_person_idx ON hub.proof_request USING btree (person);
CREATE INDEX proof_request_possession_asked_at_idx ON hub.proof_request USING btree (possession, asked_at);
CREATE INDEX proof_request_tenant_idx ON hub.proof_request USING btree (tenant);
CREATE INDEX proof_request_vendor_idx ON hub.proof_request USING btree (vendor);
CREATE UNIQUE INDEX proof_request_open ON hub.proof_request USING btree (possession) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX proof_request_pkey ON hub.proof_request USING btree (id);
CREATE UNIQUE INDEX quota_pkey ON hub.quota USING btree (partner);
CREATE INDEX reach_organisation_whose_idx ON hub.reach USING btree (organisation, whose);
CREATE INDEX reach_tenant_idx ON hub.reach USING btree (tenant);
CREATE INDEX reach_unlisted ON hub.reach USING btree (organisation, tenant) INCLUDE (until) WHERE (NOT listed);
CREATE INDEX reach_whose_idx ON hub.reach USING btree (whose);
CREATE UNIQUE INDEX reach_pkey ON hub.reach USING btree (organisation, tenant, via) INCLUDE (whose, until);
CREATE UNIQUE INDEX recovery_code_pkey ON hub.recovery_code USING btree (person, hash);
CREATE INDEX registration_asked_at_idx ON hub.registration USING btree (asked_at);
CREATE INDEX registration_decided_by_idx ON hub.registration USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX registration_partner_confirmed_at_id_idx ON hub.registration USING btree (partner, confirmed_at, id);
CREATE INDEX registration_person_idx ON hub.registration USING btree (person) WHERE (person IS NOT NULL);
CREATE UNIQUE INDEX registration_pkey ON hub.registration USING btree (id);
CREATE UNIQUE INDEX registration_token_hash_key ON hub.registration USING btree (token_hash);
CREATE INDEX relationship_disabled_by_idx ON hub.relationship USING btree (disabled_by) WHERE (disabled_by IS NOT NULL);
CREATE INDEX relationship_from_organisation_kind_requested_at_id_idx ON hub.relationship USING btree (from_organisation, kind, requested_at, id);
CREATE INDEX relationship_to_organisation_kind_idx ON hub.relationship USING btree (to_organisation, kind);
CREATE UNIQUE INDEX relationship_once ON hub.relationship USING btree (from_organisation, to_organisation, kind) WHERE (state <> 'ended'::text);
CREATE UNIQUE INDEX relationship_pkey ON hub.relationship USING btree (id);
CREATE INDEX request_answered_by_idx ON hub.request USING btree (answered_by) WHERE (answered_by IS NOT NULL);
CREATE INDEX request_asked_by_idx ON hub.request USING btree (asked_by);
CREATE INDEX request_customer_created_at_id_idx ON hub.request USING btree (customer, created_at, id);
CREATE INDEX request_lapses_at_idx ON hub.request USING btree (lapses_at) WHERE (state = 'open'::text);
CREATE INDEX request_partner_created_at_id_idx ON hub.request USING btree (partner, created_at, id);
CREATE INDEX request_tenant_idx ON hub.request USING btree (tenant);
CREATE UNIQUE INDEX request_pkey ON hub.request USING btree (id);
CREATE INDEX request_device_device_idx ON hub.request_device USING btree (device);
CREATE UNIQUE INDEX request_device_pkey ON hub.request_device USING btree (request, device);
CREATE INDEX saved_view_organisation_idx ON hub.saved_view USING btree (organisation);
CREATE UNIQUE INDEX saved_view_default ON hub.saved_view USING btree (person, organisation, list) NULLS NOT DISTINCT WHERE is_default;
CREATE UNIQUE INDEX saved_view_name ON hub.saved_view USING btree (person, organisation, list, name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX saved_view_pkey ON hub.saved_view USING btree (id);
CREATE UNIQUE INDEX second_factor_pkey ON hub.second_factor USING btree (person);
CREATE INDEX session_acting_for_idx ON hub.session USING btree (acting_for);
CREATE INDEX session_person_idx ON hub.session USING btree (person);
CREATE UNIQUE INDEX session_pkey ON hub.session USING btree (id);
CREATE UNIQUE INDEX session_token_hash_key ON hub.session USING btree (token_hash);
CREATE UNIQUE INDEX setting_pkey ON hub.setting USING btree (one);
CREATE INDEX support_session_customer ON hub.support_session USING btree (customer, opened_at, id);
CREATE INDEX support_session_home ON hub.support_session USING btree (home, opened_at, id);
CREATE INDEX support_session_open ON hub.support_session USING btree (ends_at) WHERE (ended_at IS NULL);
CREATE INDEX support_session_person ON hub.support_session USING btree (person);
CREATE UNIQUE INDEX support_session_pkey ON hub.support_session USING btree (id);
CREATE INDEX tenant_default_reseller_idx ON hub.tenant USING btree (default_reseller) WHERE (default_reseller IS NOT NULL);
CREATE INDEX tenant_default_service_idx ON hub.tenant USING btree (default_service) WHERE (default_service IS NOT NULL);
CREATE INDEX tenant_listed_by_idx ON hub.tenant USING btree (listed_by) WHERE (listed_by IS NOT NULL);
CREATE INDEX tenant_managing_partner_idx ON hub.tenant USING btree (managing_partner) WHERE (managing_partner IS NOT NULL);
CREATE UNIQUE INDEX tenant_customer_id_key ON hub.tenant USING btree (customer_id);
CREATE UNIQUE INDEX tenant_once ON hub.tenant USING btree (organisation, kind);
CREATE UNIQUE INDEX tenant_pkey ON hub.tenant USING btree (id);
CREATE UNIQUE INDEX tenant_secret_cpin_lookup_key ON hub.tenant_secret USING btree (cpin_lookup);
CREATE UNIQUE INDEX tenant_secret_pkey ON hub.tenant_secret USING btree (tenant);
CREATE INDEX transfer_acting_created_at_id_idx ON hub.transfer USING btree (acting, created_at, id);
CREATE INDEX transfer_asked_by_idx ON hub.transfer USING btree (asked_by);
CREATE INDEX transfer_confirmed_by_idx ON hub.transfer USING btree (confirmed_by) WHERE (confirmed_by IS NOT NULL);
CREATE INDEX transfer_home_idx ON hub.transfer USING btree (home);
CREATE INDEX transfer_retry_of_created_at_idx ON hub.transfer USING btree (retry_of, created_at) WHERE (retry_of IS NOT NULL);
CREATE INDEX transfer_source_idx ON hub.transfer USING btree (source) WHERE (source IS NOT NULL);
CREATE INDEX transfer_state_idx ON hub.transfer USING btree (state) WHERE (state = ANY (ARRAY['receiving'::text, 'previewing'::text, 'previewed'::text, 'queued'::text, 'running'::text, 'undoing'::text]));
CREATE INDEX transfer_target_idx ON hub.transfer USING btree (target) WHERE (target IS NOT NULL);
CREATE INDEX transfer_undo_of_person_idx ON hub.transfer USING btree (undo_of_person) WHERE (undo_of_person IS NOT NULL);
CREATE UNIQUE INDEX transfer_pkey ON hub.transfer USING btree (id);
CREATE INDEX transfer_end_list ON hub.transfer_end USING btree (transfer, side, devices, tenant);
CREATE UNIQUE INDEX transfer_end_pkey ON hub.transfer_end USING btree (transfer, side, tenant);
CREATE INDEX transfer_row_follows ON hub.transfer_row USING btree (transfer, follows) WHERE (follows IS NOT NULL);
CREATE INDEX transfer_row_hosts ON hub.transfer_row USING btree (transfer, line) WHERE hosts;
CREATE INDEX transfer_row_outcome ON hub.transfer_row USING btree (transfer, (
CASE
    WHEN (outcome IS NULL) THEN foreseen
    ELSE outcome
END), line) WHERE (
CASE
    WHEN (outcome IS NULL) THEN foreseen
    ELSE outcome
END <> 'moved'::text);
CREATE INDEX transfer_row_to_do ON hub.transfer_row USING btree (transfer, line) WHERE ((foreseen = 'moved'::text) AND (outcome IS NULL));
CREATE INDEX transfer_row_to_undo ON hub.transfer_row USING btree (transfer, line) WHERE ((outcome = 'moved'::text) AND (undo IS NULL));
CREATE INDEX transfer_row_undone ON hub.transfer_row USING btree (transfer, undo, line) WHERE (undo IS NOT NULL);
CREATE UNIQUE INDEX transfer_row_pkey ON hub.transfer_row USING btree (transfer, line);
CREATE UNIQUE INDEX vendor_pkey ON hub.vendor USING btree (organisation);
CREATE UNIQUE INDEX vendor_criteria_pkey ON hub.vendor_criteria USING btree (vendor);

-- Policies
accreditation: door for ALL to :prefix_door using (true) with check (true)
accreditation: see_as_any for SELECT to :prefix_any using (((organisation = hub.home()) OR (vendor = hub.home()))) with check ()
accreditation: see_as_operator for SELECT to :prefix_operator using (true) with check ()
acquaintance: door for ALL to :prefix_door using (true) with check (true)
acquaintance: see_as_any for SELECT to :prefix_any using ((viewer = hub.acting())) with check ()
acquaintance: see_as_linked for SELECT to :prefix_linked using ((viewer = hub.acting())) with check ()
acquaintance: see_as_managed for SELECT to :prefix_managed using ((viewer = hub.acting())) with check ()
acquaintance: see_as_vendor for SELECT to :prefix_vendor using ((viewer = hub.acting())) with check ()
acquaintance: withhold_as_any for SELECT to :prefix_any using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
acquaintance: withhold_as_linked for SELECT to :prefix_linked using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
acquaintance: withhold_as_managed for SELECT to :prefix_managed using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
acquaintance: withhold_as_vendor for SELECT to :prefix_vendor using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
applicant: door for ALL to :prefix_door using (true) with check (true)
application: door for ALL to :prefix_door using (true) with check (true)
application: see_as_any for SELECT to :prefix_any using (((vendor = hub.acting()) OR (organisation = hub.acting()))) with check ()
application: see_as_operator for SELECT to :prefix_operator using (true) with check ()
attempt: door for ALL to :prefix_door using (true) with check (true)
audit_event: door for ALL to :prefix_door using (true) with check (true)
audit_event: see_as_any for SELECT to :prefix_any using ((organisation = hub.acting())) with check ()
audit_event: see_as_operator for SELECT to :prefix_operator using ((organisation = '00000000-0000-0000-0000-000000000000'::uuid)) with check ()
audit_event: withhold_as_any for SELECT to :prefix_any using (((hub.capacity() <> 'read_only_session'::text) OR false)) with check ()
audit_seal: door for ALL to :prefix_door using (true) with check (true)
audit_seal: see_as_any for SELECT to :prefix_any using (true) with check ()
audit_seal: see_as_operator for SELECT to :prefix_operator using (true) with check ()
consent: door for ALL to :prefix_door using (true) with check (true)
consent: add_as_any for INSERT to :prefix_any using () with check (((customer = hub.home()) AND (customer = hub.acting()) AND (given_by = hub.person()) AND (withdrawn_at IS NULL) AND (request IN ( SELECT r.id FROM hub.request r WHERE ((r.customer = consent.customer) AND (r.partner = consent.grantee) AND (r.tenant = consent.tenant) AND (r.kind = consent.kind) AND (r.scope = consent.scope) AND (r.until = consent.until) AND (r.state = 'accepted'::text))))))
consent: see_as_any for SELECT to :prefix_any using (((grantee = hub.home()) OR (customer = hub.home()))) with check ()
consent: see_as_managed for SELECT to :prefix_managed using (((grantee = hub.home()) OR (customer = hub.home()))) with check ()
consent: change_as_any for UPDATE to :prefix_any using (((customer = hub.home()) AND (customer = hub.acting()))) with check (((customer = hub.home()) AND (customer = hub.acting())))
counter: door for ALL to :prefix_door using (true) with check (true)
counter: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = counter.tenant)))) with check ()
counter: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = counter.tenant)))) with check ()
counter_delta: door for ALL to :prefix_door using (true) with check (true)
counter_delta: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = counter_delta.tenant)))) with check ()
counter_delta: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = counter_delta.tenant)))) with check ()
customer_card: door for ALL to :prefix_door using (true) with check (true)
customer_card: see_as_any for SELECT to :prefix_any using (((partner = hub.home()) AND (state <> 'ended'::text))) with check ()
customer_card: see_as_managed for SELECT to :prefix_managed using (((partner = hub.home()) AND (state <> 'ended'::text))) with check ()
demonstration_sign_in: door for ALL to :prefix_door using (true) with check (true)
device: door for ALL to :prefix_door using (true) with check (true)
device: see_as_any for SELECT to :prefix_any using (((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = device.tenant))) OR ((retired_at IS NULL) AND ((reseller IN ( SELECT l.id FROM hub.location l WHERE ((l.partner = hub.acting()) AND ((hub.locations() IS NULL) OR (l.id = ANY (hub.locations())))))) OR (service IN ( SELECT l.id FROM hub.location l WHERE ((l.partner = hub.acting()) AND ((hub.locations() IS NULL) OR (l.id = ANY (hub.locations())))))))))) with check ()
device: see_as_end_user for SELECT to :prefix_end_user using (((retired_at IS NULL) AND (possession IN ( SELECT door.used_stays() AS used_stays)))) with check ()
device: see_as_linked for SELECT to :prefix_linked using (((retired_at IS NULL) AND ((reseller IN ( SELECT l.id FROM hub.location l WHERE ((hub.locations() IS NULL) OR (l.id = ANY (hub.locations()))))) OR (service IN ( SELECT l.id FROM hub.location l WHERE ((hub.locations() IS NULL) OR (l.id = ANY (hub.locations())))))))) with check ()
device: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = device.tenant) OFFSET 0))) with check ()
device: see_as_vendor for SELECT to :prefix_vendor using (((vendor = hub.acting()) AND (retired_at IS NULL))) with check ()
device: change_as_managed for UPDATE to :prefix_managed using (((retired_at IS NULL) AND (EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = device.tenant))))) with check ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = device.tenant) OFFSET 0)))
device_registration: door for ALL to :prefix_door using (true) with check (true)
device_registration: add_as_any for INSERT to :prefix_any using () with check (((organisation = hub.acting()) AND (person = hub.person()) AND (outcomes IS NULL) AND (tenant IN ( SELECT r.tenant FROM hub.reach r))))
device_registration: see_as_any for SELECT to :prefix_any using ((organisation = hub.acting())) with check ()
device_registration_row: door for ALL to :prefix_door using (true) with check (true)
device_registration_row: add_as_any for INSERT to :prefix_any using () with check (((outcome IS NULL) AND (vendor IS NULL) AND (device IS NULL) AND (registration IN ( SELECT g.id FROM hub.device_registration g WHERE ((g.person = hub.person()) AND (g.outcomes IS NULL))))))
device_registration_row: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.device_registration g WHERE (g.id = device_registration_row.registration)))) with check ()
device_removal: door for ALL to :prefix_door using (true) with check (true)
device_removal: add_as_managed for INSERT to :prefix_managed using () with check (((organisation = hub.acting()) AND (person = hub.person()) AND (undone_at IS NULL) AND (tenant IN ( SELECT r.tenant FROM hub.reach r))))
device_removal: see_as_managed for SELECT to :prefix_managed using ((tenant IN ( SELECT r.tenant FROM hub.reach r WHERE ((hub.acting() = r.whose) OR (hub.acting() = device_removal.organisation))))) with check ()
device_removal: withhold_as_managed for SELECT to :prefix_managed using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
device_removal_row: door for ALL to :prefix_door using (true) with check (true)
device_removal_row: add_as_managed for INSERT to :prefix_managed using () with check ((removal IN ( SELECT m.id FROM hub.device_removal m WHERE ((m.person = hub.person()) AND (m.undone_at IS NULL)))))
device_removal_row: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.device_removal m WHERE (m.id = device_removal_row.removal)))) with check ()
device_user: door for ALL to :prefix_door using (true) with check (true)
device_user: see_as_end_user for SELECT to :prefix_end_user using ((possession IN ( SELECT door.used_stays() AS used_stays))) with check ()
digest: door for ALL to :prefix_door using (true) with check (true)
feed: door for ALL to :prefix_door using (true) with check (true)
feed: add_as_any for INSERT to :prefix_any using () with check (((reporter = hub.acting()) AND (person = hub.person()) AND (state = 'receiving'::text)))
feed: see_as_any for SELECT to :prefix_any using ((reporter = hub.acting())) with check ()
feed: change_as_any for UPDATE to :prefix_any using ((reporter = hub.acting())) with check ((reporter = hub.acting()))
feed_count: door for ALL to :prefix_door using (true) with check (true)
feed_count: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.feed f WHERE (f.id = feed_count.feed)))) with check ()
feed_retry: door for ALL to :prefix_door using (true) with check (true)
feed_retry: add_as_any for INSERT to :prefix_any using () with check (((reporter = hub.acting()) AND (person = hub.person()) AND (finished_at IS NULL) AND (feed IN ( SELECT f.id FROM hub.feed f WHERE ((f.reporter = hub.acting()) AND (f.state = ANY (ARRAY['done'::text, 'failed'::text])))))))
feed_retry: see_as_any for SELECT to :prefix_any using ((reporter = hub.acting())) with check ()
feed_row: door for ALL to :prefix_door using (true) with check (true)
feed_row: add_as_any for INSERT to :prefix_any using () with check (((reporter = hub.acting()) AND (outcome IS NULL) AND (feed IN ( SELECT f.id FROM hub.feed f WHERE ((f.state = 'receiving'::text) AND (f.person = hub.person()))))))
feed_row: see_as_any for SELECT to :prefix_any using (((reporter = hub.acting()) OR ((placed_for = hub.acting()) AND ((hub.locations() IS NULL) OR (location = ANY (hub.locations())))) OR ((vendor = hub.acting()) AND (outcome = 'held'::text)))) with check ()
feed_row: change_as_any for UPDATE to :prefix_any using (((reporter = hub.acting()) AND hub.is_rejected(outcome) AND (feed IN ( SELECT f.id FROM hub.feed f WHERE (f.state = ANY (ARRAY['done'::text, 'failed'::text])))))) with check (((reporter = hub.acting()) AND hub.is_rejected(outcome) AND (feed IN ( SELECT f.id FROM hub.feed f WHERE (f.state = ANY (ARRAY['done'::text, 'failed'::text]))))))
feed_row_past: door for ALL to :prefix_door using (true) with check (true)
feed_row_past: add_as_any for INSERT to :prefix_any using () with check (((reporter = hub.acting()) AND (act = 'corrected'::text) AND (feed IN ( SELECT f.id FROM hub.feed f WHERE ((f.reporter = hub.acting()) AND (f.state = ANY (ARRAY['done'::text, 'failed'::text])))))))
feed_row_past: see_as_any for SELECT to :prefix_any using ((reporter = hub.acting())) with check ()
idempotency_key: door for ALL to :prefix_door using (true) with check (true)
idempotency_key: add_as_any for INSERT to :prefix_any using () with check ((organisation = COALESCE(hub.acting(), hub.person())))
idempotency_key: add_as_operator for INSERT to :prefix_operator using () with check ((organisation = COALESCE(hub.acting(), hub.person())))
idempotency_key: see_as_any for SELECT to :prefix_any using ((organisation = COALESCE(hub.acting(), hub.person()))) with check ()
idempotency_key: see_as_operator for SELECT to :prefix_operator using ((organisation = COALESCE(hub.acting(), hub.person()))) with check ()
idempotency_key: withhold_as_any for SELECT to :prefix_any using (((hub.capacity() <> 'read_only_session'::text) OR false)) with check ()
idempotency_key: change_as_any for UPDATE to :prefix_any using ((organisation = COALESCE(hub.acting(), hub.person()))) with check ((organisation = COALESCE(hub.acting(), hub.person())))
idempotency_key: change_as_operator for UPDATE to :prefix_operator using ((organisation = COALESCE(hub.acting(), hub.person()))) with check ((organisation = COALESCE(hub.acting(), hub.person())))
installation: door for ALL to :prefix_door using (true) with check (true)
invitation: door for ALL to :prefix_door using (true) with check (true)
invitation: see_as_any for SELECT to :prefix_any using (((organisation = hub.home()) OR (from_organisation = hub.home()))) with check ()
known_device: door for ALL to :prefix_door using (true) with check (true)
location: door for ALL to :prefix_door using (true) with check (true)
location: add_as_any for INSERT to :prefix_any using () with check ((partner = hub.home()))
location: see_as_any for SELECT to :prefix_any using (((partner = hub.home()) OR (partner IN ( SELECT a.organisation FROM hub.accreditation a WHERE ((a.vendor = hub.home()) AND (((hub.now())::date >= a.valid_from) AND ((hub.now())::date <= COALESCE(a.valid_until, 'infinity'::date)))))))) with check ()
location: see_as_linked for SELECT to :prefix_linked using ((partner = hub.home())) with check ()
mail: door for ALL to :prefix_door using (true) with check (true)
mailbox_message: door for ALL to :prefix_door using (true) with check (true)
membership: door for ALL to :prefix_door using (true) with check (true)
membership: add_as_any for INSERT to :prefix_any using () with check (((organisation = hub.acting()) AND (person IS NULL) AND (status = 'invited'::text)))
membership: see_as_any for SELECT to :prefix_any using (((organisation = hub.acting()) OR (EXISTS ( SELECT FROM hub.reach r WHERE (r.whose = membership.organisation))))) with check ()
membership: see_as_end_user for SELECT to :prefix_end_user using (((organisation = hub.acting()) AND (person = hub.person()))) with check ()
membership: see_as_person for SELECT to :prefix_person using (((person = hub.person()) AND (status = 'active'::text))) with check ()
membership: change_as_any for UPDATE to :prefix_any using ((organisation = hub.acting())) with check ((organisation = hub.acting()))
notification: door for ALL to :prefix_door using (true) with check (true)
notification: see_as_person for SELECT to :prefix_person using ((person = hub.person())) with check ()
notification: change_as_person for UPDATE to :prefix_person using ((person = hub.person())) with check ((person = hub.person()))
notification_choice: door for ALL to :prefix_door using (true) with check (true)
notification_choice: add_as_person for INSERT to :prefix_person using () with check ((person = hub.person()))
notification_choice: see_as_person for SELECT to :prefix_person using ((person = hub.person())) with check ()
notification_choice: change_as_person for UPDATE to :prefix_person using ((person = hub.person())) with check ((person = hub.person()))
organisation: door for ALL to :prefix_door using (true) with check (true)
organisation: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.acquaintance a WHERE (a.organisation = organisation.id)))) with check ()
organisation: see_as_end_user for SELECT to :prefix_end_user using ((id = hub.acting())) with check ()
organisation: see_as_linked for SELECT to :prefix_linked using ((EXISTS ( SELECT FROM hub.acquaintance a WHERE (a.organisation = organisation.id)))) with check ()
organisation: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.acquaintance a WHERE (a.organisation = organisation.id)))) with check ()
organisation: see_as_operator for SELECT to :prefix_operator using (true) with check ()
organisation: see_as_person for SELECT to :prefix_person using (((id IN ( SELECT m.organisation FROM hub.membership m)) AND (state = 'active'::text))) with check ()
organisation: see_as_vendor for SELECT to :prefix_vendor using ((EXISTS ( SELECT FROM hub.acquaintance a WHERE (a.organisation = organisation.id)))) with check ()
organisation: change_as_any for UPDATE to :prefix_any using ((id = hub.acting())) with check ((id = hub.acting()))
organisation_detail: door for ALL to :prefix_door using (true) with check (true)
organisation_detail: see_as_any for SELECT to :prefix_any using ((organisation = hub.acting())) with check ()
organisation_detail: change_as_any for UPDATE to :prefix_any using ((organisation = hub.acting())) with check ((organisation = hub.acting()))
password_reset: door for ALL to :prefix_door using (true) with check (true)
person: door for ALL to :prefix_door using (true) with check (true)
person: see_as_person for SELECT to :prefix_person using ((id = hub.person())) with check ()
person: change_as_person for UPDATE to :prefix_person using ((id = hub.person())) with check ((id = hub.person()))
person_secret: door for ALL to :prefix_door using (true) with check (true)
possession: door for ALL to :prefix_door using (true) with check (true)
possession: add_as_managed for INSERT to :prefix_managed using () with check ((tenant IN ( SELECT r.tenant FROM hub.reach r)))
possession: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = possession.tenant)))) with check ()
possession: see_as_managed for SELECT to :prefix_managed using ((tenant IN ( SELECT r.tenant FROM hub.reach r))) with check ()
possession: change_as_managed for UPDATE to :prefix_managed using ((tenant IN ( SELECT r.tenant FROM hub.reach r))) with check ((tenant IN ( SELECT r.tenant FROM hub.reach r)))
proof_request: door for ALL to :prefix_door using (true) with check (true)
proof_request: add_as_managed for INSERT to :prefix_managed using () with check (((organisation = hub.acting()) AND (person = hub.person()) AND (state = 'open'::text) AND (settled_at IS NULL) AND (device IN ( SELECT d.id FROM hub.device d WHERE ((d.possession = proof_request.possession) AND (d.tenant = proof_request.tenant) AND (d.vendor = proof_request.vendor) AND (d.proof = 'none'::text) AND (d.retired_at IS NULL))))))
proof_request: see_as_any for SELECT to :prefix_any using ((tenant IN ( SELECT r.tenant FROM hub.reach r WHERE ((hub.acting() = r.whose) OR (hub.acting() = proof_request.organisation))))) with check ()
proof_request: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = proof_request.tenant)))) with check ()
proof_request: withhold_as_any for SELECT to :prefix_any using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
proof_request: withhold_as_managed for SELECT to :prefix_managed using (((hub.capacity() <> 'read_only_session'::text) OR (organisation = hub.acting()))) with check ()
quota: door for ALL to :prefix_door using (true) with check (true)
quota: see_as_any for SELECT to :prefix_any using ((partner = hub.home())) with check ()
quota: see_as_operator for SELECT to :prefix_operator using (true) with check ()
reach: door for ALL to :prefix_door using (true) with check (true)
reach: see_as_any for SELECT to :prefix_any using (((organisation = hub.acting()) AND (hub.capacity() <> 'end_user'::text) AND ((until IS NULL) OR (until > hub.now())))) with check ()
reach: see_as_managed for SELECT to :prefix_managed using (((organisation = hub.acting()) AND (hub.capacity() <> 'end_user'::text) AND ((until IS NULL) OR (until > hub.now())))) with check ()
recovery_code: door for ALL to :prefix_door using (true) with check (true)
recovery_code: see_as_person for SELECT to :prefix_person using ((person = hub.person())) with check ()
registration: door for ALL to :prefix_door using (true) with check (true)
registration: see_as_any for SELECT to :prefix_any using (((partner = hub.acting()) AND (decided_at IS NULL))) with check ()
relationship: door for ALL to :prefix_door using (true) with check (true)
relationship: see_as_any for SELECT to :prefix_any using (((from_organisation = hub.home()) OR (to_organisation = hub.home()))) with check ()
request: door for ALL to :prefix_door using (true) with check (true)
request: add_as_any for INSERT to :prefix_any using () with check (((partner = hub.home()) AND (partner = hub.acting()) AND (asked_by = hub.person()) AND (state = 'open'::text) AND (answered_at IS NULL) AND (tenant IN ( SELECT t.id FROM hub.tenant t WHERE ((t.kind = 'customer'::text) AND (t.organisation = request.customer))))))
request: see_as_any for SELECT to :prefix_any using (((partner = hub.home()) OR (customer = hub.home()))) with check ()
request: see_as_managed for SELECT to :prefix_managed using (((partner = hub.home()) OR (customer = hub.home()))) with check ()
request: change_as_any for UPDATE to :prefix_any using (((customer = hub.home()) AND (customer = hub.acting()))) with check (((customer = hub.home()) AND (customer = hub.acting())))
request: withdraw_as_any for UPDATE to :prefix_any using (((partner = hub.home()) AND (partner = hub.acting()) AND (state = 'open'::text))) with check (((partner = hub.home()) AND (partner = hub.acting()) AND (state = 'withdrawn'::text) AND (answered_by = hub.person())))
request_device: door for ALL to :prefix_door using (true) with check (true)
request_device: add_as_any for INSERT to :prefix_any using () with check (((request IN ( SELECT r.id FROM hub.request r WHERE ((r.partner = hub.home()) AND (r.state = 'open'::text)))) AND (device IN ( SELECT d.id FROM hub.device d))))
request_device: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.request r WHERE (r.id = request_device.request)))) with check ()
request_device: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.request r WHERE (r.id = request_device.request)))) with check ()
saved_view: door for ALL to :prefix_door using (true) with check (true)
saved_view: take_as_person for DELETE to :prefix_person using ((person = hub.person())) with check ()
saved_view: add_as_person for INSERT to :prefix_person using () with check ((person = hub.person()))
saved_view: see_as_person for SELECT to :prefix_person using ((person = hub.person())) with check ()
saved_view: change_as_person for UPDATE to :prefix_person using ((person = hub.person())) with check ((person = hub.person()))
second_factor: door for ALL to :prefix_door using (true) with check (true)
second_factor: see_as_person for SELECT to :prefix_person using ((person = hub.person())) with check ()
session: door for ALL to :prefix_door using (true) with check (true)
session: see_as_person for SELECT to :prefix_person using ((person = hub.person())) with check ()
session: change_as_person for UPDATE to :prefix_person using ((person = hub.person())) with check ((person = hub.person()))
setting: door for ALL to :prefix_door using (true) with check (true)
support_session: door for ALL to :prefix_door using (true) with check (true)
support_session: add_as_operator for INSERT to :prefix_operator using () with check (((home IS NULL) AND (person = hub.person()) AND (ended_at IS NULL) AND (opened_at = hub.now()) AND (ends_at <= (hub.now() + '04:00:00'::interval)) AND (customer IN ( SELECT o.id FROM hub.organisation o WHERE ((o.kind = 'customer'::text) AND (o.state = 'active'::text))))))
support_session: see_as_any for SELECT to :prefix_any using (((customer = hub.home()) OR (home = hub.home()))) with check ()
support_session: see_as_operator for SELECT to :prefix_operator using ((home IS NULL)) with check ()
support_session: change_as_any for UPDATE to :prefix_any using (((customer = hub.home()) OR (home = hub.home()))) with check (((customer = hub.home()) OR (home = hub.home())))
support_session: change_as_operator for UPDATE to :prefix_operator using ((home IS NULL)) with check ((home IS NULL))
tenant: door for ALL to :prefix_door using (true) with check (true)
tenant: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = tenant.id)))) with check ()
tenant: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = tenant.id)))) with check ()
tenant: change_as_any for UPDATE to :prefix_any using ((EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = tenant.id)))) with check ((id IN ( SELECT r.tenant FROM hub.reach r)))
tenant_secret: door for ALL to :prefix_door using (true) with check (true)
tenant_secret: add_as_any for INSERT to :prefix_any using () with check (((hub.capacity() = 'member'::text) AND (tenant IN ( SELECT r.tenant FROM hub.reach r))))
tenant_secret: see_as_any for SELECT to :prefix_any using (((hub.capacity() = 'member'::text) AND (EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = tenant_secret.tenant))))) with check ()
tenant_secret: change_as_any for UPDATE to :prefix_any using (((hub.capacity() = 'member'::text) AND (EXISTS ( SELECT FROM hub.reach r WHERE (r.tenant = tenant_secret.tenant))))) with check (((hub.capacity() = 'member'::text) AND (tenant IN ( SELECT r.tenant FROM hub.reach r))))
transfer: door for ALL to :prefix_door using (true) with check (true)
transfer: add_as_any for INSERT to :prefix_any using () with check (((acting = hub.acting()) AND (asked_by = hub.person())))
transfer: see_as_any for SELECT to :prefix_any using ((acting = hub.acting())) with check ()
transfer: see_as_managed for SELECT to :prefix_managed using ((acting = hub.acting())) with check ()
transfer: change_as_any for UPDATE to :prefix_any using ((acting = hub.acting())) with check ((acting = hub.acting()))
transfer: change_as_managed for UPDATE to :prefix_managed using ((acting = hub.acting())) with check ((acting = hub.acting()))
transfer_end: door for ALL to :prefix_door using (true) with check (true)
transfer_end: add_as_managed for INSERT to :prefix_managed using () with check ((transfer IN ( SELECT t.id FROM hub.transfer t)))
transfer_end: see_as_managed for SELECT to :prefix_managed using ((EXISTS ( SELECT FROM hub.transfer t WHERE (t.id = transfer_end.transfer)))) with check ()
transfer_row: door for ALL to :prefix_door using (true) with check (true)
transfer_row: add_as_any for INSERT to :prefix_any using () with check ((transfer IN ( SELECT t.id FROM hub.transfer t)))
transfer_row: add_as_managed for INSERT to :prefix_managed using () with check ((transfer IN ( SELECT t.id FROM hub.transfer t)))
transfer_row: see_as_any for SELECT to :prefix_any using ((EXISTS ( SELECT FROM hub.transfer t WHERE (t.id = transfer_row.transfer)))) with check ()
transfer_row: see_as_managed for SELECT to :prefix_managed using ((transfer IN ( SELECT t.id FROM hub.transfer t))) with check ()
transfer_row: change_as_any for UPDATE to :prefix_any using ((transfer IN ( SELECT t.id FROM hub.transfer t))) with check ((transfer IN ( SELECT t.id FROM hub.transfer t)))
transfer_row: change_as_managed for UPDATE to :prefix_managed using ((transfer IN ( SELECT t.id FROM hub.transfer t))) with check ((transfer IN ( SELECT t.id FROM hub.transfer t)))
vendor: door for ALL to :prefix_door using (true) with check (true)
vendor: see_as_any for SELECT to :prefix_any using (true) with check ()
vendor: see_as_end_user for SELECT to :prefix_end_user using (true) with check ()
vendor: see_as_linked for SELECT to :prefix_linked using (true) with check ()
vendor: see_as_managed for SELECT to :prefix_managed using (true) with check ()
vendor: see_as_vendor for SELECT to :prefix_vendor using (true) with check ()
vendor_criteria: door for ALL to :prefix_door using (true) with check (true)
vendor_criteria: add_as_any for INSERT to :prefix_any using () with check ((vendor = hub.acting()))
vendor_criteria: see_as_any for SELECT to :prefix_any using ((vendor = hub.acting())) with check ()
vendor_criteria: change_as_any for UPDATE to :prefix_any using ((vendor = hub.acting())) with check ((vendor = hub.acting()))

-- Column grants
accreditation select (created_at, id, kind, organisation, valid_from, valid_until, vendor) to :prefix_any
accreditation select (created_at, id, kind, organisation, valid_from, valid_until, vendor) to :prefix_operator
acquaintance select (kind, name_key, organisation, viewer) to :prefix_any
acquaintance select (kind, name_key, organisation, viewer) to :prefix_linked
acquaintance select (kind, name_key, organisation, viewer) to :prefix_managed
acquaintance select (kind, name_key, organisation, viewer) to :prefix_vendor
application select (approved, city, company, country, decided_at, filed_at, id, kinds, mail, name, organisation, reason, statement, vendor) to :prefix_any
application select (approved, city, company, country, decided_at, filed_at, id, kinds, mail, name, organisation, reason, statement, vendor) to :prefix_operator
audit_event select (acting, at, capacity, correlation, detail, era, home, id, kind, organisation, person, person_name, salt, subject, xid) to :prefix_any
audit_event select (acting, at, detail, era, home, id, kind, organisation, person, person_name, subject, xid) to :prefix_operator
audit_seal select (era, from_xid, hash, number, previous, root, rows, to_xid) to :prefix_any
audit_seal select (era, from_xid, number, to_xid) to :prefix_operator
consent insert (customer, given_at, given_by, given_by_name, grantee, id, kind, request, scope, tenant, until, withdrawn_at, withdrawn_by) to :prefix_any
consent select (customer, given_at, given_by, given_by_name, grantee, id, kind, request, scope, tenant, until, withdrawn_at, withdrawn_by) to :prefix_any
consent select (customer, given_at, given_by, given_by_name, grantee, id, kind, request, scope, tenant, until, withdrawn_at, withdrawn_by) to :prefix_managed
consent update (withdrawn_at, withdrawn_by) to :prefix_any
counter select (kind, n, tenant) to :prefix_any
counter select (kind, n, tenant) to :prefix_managed
counter_delta select (id, kind, n, tenant) to :prefix_any
counter_delta select (id, kind, n, tenant) to :prefix_managed
customer_card select (accepted_at, address, admin_mail, admin_name, admin_phone, city, country, invited_at, name, name_key, organisation, partner, postcode, relationship, revision, state) to :prefix_any
customer_card select (accepted_at, address, admin_mail, admin_name, admin_phone, city, country, invited_at, name, name_key, organisation, partner, postcode, relationship, revision, state) to :prefix_managed
device select (arrived_at, connection, first_seen_at, id, model, product_key, product_number, proof, reseller, retired_at, serial, serial_key, serial_tail, service, vendor) to :prefix_any
device select (archived_at, arrived_at, connection, first_seen_at, id, model, product_key, product_number, proof, retired_at, serial, serial_key, serial_tail, vendor) to :prefix_end_user
device select (archived_at, arrived_at, connection, first_seen_at, id, model, product_key, product_number, proof, reseller, retired_at, serial, serial_key, serial_tail, service, vendor) to :prefix_linked
device select (active_at, archived_at, arrived_at, connection, first_seen_at, host, id, mac, managing_partner, merged_into, model, possession, product_key, product_number, proof, reseller, retired_at, serial, serial_key, serial_tail, service, tenant, vendor) to :prefix_managed
device select (connection, first_seen_at, id, model, product_key, product_number, proof, retired_at, serial, serial_key, serial_tail, vendor) to :prefix_vendor
device update (active_at, archived_at, merged_into, retired_at) to :prefix_managed
device_registration insert (at, file_name, id, organisation, outcomes, person, registered_by, rows, tenant) to :prefix_any
device_registration select (at, file_name, id, organisation, outcomes, person, registered_by, rows, tenant) to :prefix_any
device_registration_row insert (device, evidence, fault, line, model, outcome, product_key, product_number, registration, serial, serial_key, vendor, vendor_name) to :prefix_any
device_registration_row select (device, evidence, fault, line, model, outcome, product_key, product_number, registration, serial, serial_key, vendor, vendor_name) to :prefix_any
device_removal insert (at, devices, id, organisation, person, removed_by, restored, tenant, undo_until, undone_at, undone_by) to :prefix_managed
device_removal select (at, devices, id, organisation, person, removed_by, restored, tenant, undo_until, undone_at, undone_by) to :prefix_managed
device_removal_row insert (device, possession, removal) to :prefix_managed
device_removal_row select (device, possession, removal) to :prefix_managed
device_user select (person, possession) to :prefix_end_user
feed insert (content_hash, created_at, decided, decided_to, file_name, finished_at, id, outcomes, person, received_at, reported_by, reporter, rows, run, state) to :prefix_any
feed select (content_hash, created_at, decided, decided_to, file_name, finished_at, id, outcomes, person, received_at, reported_by, reporter, rows, run, state) to :prefix_any
feed update (content_hash, finished_at, received_at, rows, run, state) to :prefix_any
feed_count select (feed, n, outcome, partner) to :prefix_any
feed_retry insert (asked_at, asked_by, decided, feed, finished_at, outcome, person, placed, reporter, rows, run) to :prefix_any
feed_retry select (asked_at, asked_by, decided, feed, finished_at, outcome, person, placed, reporter, rows, run) to :prefix_any
feed_row insert (device, end_customer, fault, feed, line, location, location_id, model, outcome, placed_for, product_key, product_number, reason, reporter, revision, run, sale_date, sale_date_text, serial, serial_key, vendor, vendor_name, waiting, web_order) to :prefix_any
feed_row select (device, end_customer, fault, feed, line, location, location_id, model, outcome, placed_for, product_key, product_number, reason, reporter, revision, run, sale_date, sale_date_text, serial, serial_key, vendor, vendor_name, waiting, web_order) to :prefix_any
feed_row update (end_customer, fault, location_id, model, product_key, product_number, revision, sale_date, sale_date_text, serial, serial_key, vendor_name, waiting, web_order) to :prefix_any
feed_row_past insert (act, at, by_name, fault, feed, line, outcome, reason, reporter, revision, sent) to :prefix_any
feed_row_past select (act, at, by_name, fault, feed, line, outcome, reason, reporter, revision, sent) to :prefix_any
idempotency_key insert (content_hash, created_at, key, operation, organisation, reply, status) to :prefix_any
idempotency_key insert (content_hash, created_at, key, operation, organisation, reply, status) to :prefix_operator
idempotency_key select (content_hash, created_at, key, operation, organisation, reply, status) to :prefix_any
idempotency_key select (content_hash, created_at, key, operation, organisation, reply, status) to :prefix_operator
idempotency_key update (reply, status) to :prefix_any
idempotency_key update (reply, status) to :prefix_operator
invitation select (accepted_at, expires_at, from_organisation, id, kind, mail, membership, name, organisation, relationship, revoked_at, sent_at, version) to :prefix_any
location insert (city, country, created_at, id, location_id, name, partner, takes_cases) to :prefix_any
location select (city, country, created_at, id, location_id, name, partner, takes_cases) to :prefix_any
location select (city, country, created_at, id, location_id, name, partner, takes_cases) to :prefix_linked
membership insert (created_at, id, joined_at, locations, mail, name, organisation, person, phone, revision, roles, status) to :prefix_any
membership select (created_at, id, joined_at, locations, mail, name, organisation, person, phone, revision, roles, status) to :prefix_any
membership select (created_at, id, joined_at, locations, mail, name, organisation, person, phone, revision, roles, status) to :prefix_end_user
membership select (created_at, id, joined_at, locations, mail, name, organisation, person, phone, revision, roles, status) to :prefix_person
membership update (locations, name, phone, revision, roles, status) to :prefix_any
notification select (at, id, kind, link, mail, mailing, organisation, payload, person, read_at) to :prefix_person
notification update (read_at) to :prefix_person
notification_choice insert (person, revision, ways) to :prefix_person
notification_choice select (person, revision, ways) to :prefix_person
notification_choice update (revision, ways) to :prefix_person
organisation select (country, created_at, id, kind, name, name_key, revision, state) to :prefix_any
organisation select (country, created_at, id, kind, name, name_key, revision, state) to :prefix_end_user
organisation select (country, created_at, id, kind, name, name_key, revision, state) to :prefix_linked
organisation select (country, created_at, id, kind, name, name_key, revision, state) to :prefix_managed
organisation select (country, created_at, id, kind, name, name_key, revision, state) to :prefix_operator
organisation select (country, id, kind, name, name_key, state) to :prefix_person
organisation select (country, created_at, id, kind, name, name_key, revision, state) to :prefix_vendor
organisation update (country, name, name_key, revision) to :prefix_any
organisation_detail select (address, city, organisation, phone, postcode, second_factor_required, session_hours, time_zone, web) to :prefix_any
organisation_detail update (address, city, phone, postcode, second_factor_required, session_hours, time_zone, web) to :prefix_any
person select (created_at, id, language, mail, name, operator, phone, time_zone) to :prefix_person
person update (language, name, phone, time_zone) to :prefix_person
possession insert (began_at, began_by, device, ended_at, id, last_holding, model, origin_partner, product_number, reseller, serial, service, tenant, vendor) to :prefix_managed
possession select (began_at, began_by, device, ended_at, id, last_holding, model, origin_partner, product_number, reseller, serial, service, tenant, vendor) to :prefix_any
possession select (began_at, began_by, device, ended_at, id, last_holding, model, origin_partner, product_number, reseller, serial, service, tenant, vendor) to :prefix_managed
possession update (ended_at, reseller, service) to :prefix_managed
proof_request insert (asked_at, device, evidence, id, organisation, person, possession, reason, settled_at, state, tenant, vendor) to :prefix_managed
proof_request select (asked_at, device, evidence, id, organisation, person, possession, reason, settled_at, state, tenant, vendor) to :prefix_any
proof_request select (asked_at, device, id, possession, state, tenant, vendor) to :prefix_managed
quota select (counted_at, devices, partner, used) to :prefix_any
quota select (counted_at, devices, partner, revision, used) to :prefix_operator
reach select (listed, organisation, tenant, until, via, whose) to :prefix_any
reach select (listed, organisation, tenant, until, via, whose) to :prefix_managed
recovery_code select (person, used_at) to :prefix_person
registration select (confirmed_at, decided_at, id, location_id, mail, name, partner) to :prefix_any
relationship select (accepted_at, disabled_by, ended_at, from_organisation, id, kind, requested_at, revision, state, to_organisation) to :prefix_any
request insert (answered_at, answered_by, answered_by_name, asked_by, asked_by_name, created_at, customer, id, kind, lapses_at, partner, purpose, scope, state, tenant, until) to :prefix_any
request select (answered_at, answered_by, answered_by_name, asked_by, asked_by_name, created_at, customer, id, kind, lapses_at, partner, purpose, scope, state, tenant, until) to :prefix_any
request select (answered_at, answered_by, answered_by_name, asked_by, asked_by_name, created_at, customer, id, kind, lapses_at, partner, purpose, scope, state, tenant, until) to :prefix_managed
request update (answered_at, answered_by, answered_by_name, state) to :prefix_any
request_device insert (device, request) to :prefix_any
request_device select (device, request) to :prefix_any
request_device select (device, request) to :prefix_managed
saved_view insert (id, is_default, list, name, organisation, person, revision, state) to :prefix_person
saved_view select (id, is_default, list, name, organisation, person, revision, state) to :prefix_person
saved_view update (is_default, name, revision, state) to :prefix_person
second_factor select (in_force_since, person) to :prefix_person
session select (acting_for, address, agent, created_at, ended_at, id, last_seen_at, person) to :prefix_person
session update (acting_for, ended_at) to :prefix_person
support_session insert (customer, ended_at, ended_by, ends_at, home, id, kind, opened_at, person, person_name, reason) to :prefix_operator
support_session select (customer, ended_at, ended_by, ends_at, home, id, kind, opened_at, person, person_name, reason) to :prefix_any
support_session select (customer, ended_at, ended_by, ends_at, home, id, kind, opened_at, person, person_name, reason) to :prefix_operator
support_session update (ended_at, ended_by) to :prefix_any
support_session update (ended_at, ended_by) to :prefix_operator
tenant select (archive_after_days, collection, created_at, customer_id, default_reseller, default_service, ever_used, id, kind, listed_by, managing_partner, organisation, revision) to :prefix_any
tenant select (archive_after_days, collection, created_at, customer_id, default_reseller, default_service, ever_used, id, kind, listed_by, managing_partner, organisation, revision) to :prefix_managed
tenant update (archive_after_days, collection, revision) to :prefix_any
tenant_secret insert (cpin_cipher, cpin_lookup, previous_lookup, previous_until, rotated_at, tenant) to :prefix_any
tenant_secret select (cpin_cipher, cpin_lookup, previous_lookup, previous_until, rotated_at, tenant) to :prefix_any
tenant_secret update (cpin_cipher, cpin_lookup, previous_lookup, previous_until, rotated_at) to :prefix_any
transfer insert (acting, asked_by, asked_by_name, asked_source, asked_target, confirmed_at, confirmed_by, confirmed_on_receipt, content_hash, created_at, file_name, finished_at, home, id, outcomes, previewed_at, progress, reminded_at, retry_of, revision, rows, several, source, source_count, sources, state, target, target_count, target_key, target_label, targets, undo_of_person, undo_outcomes, undone_at, undone_by_name, wants_consent) to :prefix_any
transfer select (acting, asked_by, asked_by_name, asked_source, asked_target, confirmed_at, confirmed_by, confirmed_on_receipt, content_hash, created_at, file_name, finished_at, home, id, outcomes, previewed_at, progress, reminded_at, retry_of, revision, rows, several, source, source_count, sources, state, target, target_count, target_key, target_label, targets, undo_of_person, undo_outcomes, undone_at, undone_by_name, wants_consent) to :prefix_any
transfer select (acting, asked_by, asked_by_name, asked_source, asked_target, confirmed_at, confirmed_by, confirmed_on_receipt, content_hash, created_at, file_name, finished_at, home, id, outcomes, previewed_at, progress, reminded_at, retry_of, revision, rows, several, source, source_count, sources, state, target, target_count, target_key, target_label, targets, undo_of_person, undo_outcomes, undone_at, undone_by_name, wants_consent) to :prefix_managed
transfer update (confirmed_at, confirmed_by, content_hash, finished_at, outcomes, previewed_at, progress, revision, rows, source, source_count, sources, state, target, target_count, target_key, target_label, targets, undo_of_person, undo_outcomes, undone_at, undone_by_name, wants_consent) to :prefix_any
transfer update (confirmed_at, confirmed_by, content_hash, finished_at, outcomes, previewed_at, progress, revision, rows, source, source_count, sources, state, target, target_count, target_key, target_label, targets, undo_of_person, undo_outcomes, undone_at, undone_by_name, wants_consent) to :prefix_managed
transfer_end insert (devices, side, tenant, transfer) to :prefix_managed
transfer_end select (devices, side, tenant, transfer) to :prefix_managed
transfer_row insert (added, device, fault, follows, foreseen, foreseen_source, from_possession, from_tenant, hint, hosts, line, outcome, picked, product_key, reason, serial, serial_key, target_key, target_text, to_possession, to_tenant, transfer, undo, undo_possession) to :prefix_any
transfer_row insert (added, device, fault, follows, foreseen, foreseen_source, from_possession, from_tenant, hint, hosts, line, outcome, picked, product_key, reason, serial, serial_key, target_key, target_text, to_possession, to_tenant, transfer, undo, undo_possession) to :prefix_managed
transfer_row select (added, device, fault, follows, foreseen, foreseen_source, from_possession, from_tenant, hint, hosts, line, outcome, picked, product_key, reason, serial, serial_key, target_key, target_text, to_possession, to_tenant, transfer, undo, undo_possession) to :prefix_any
transfer_row select (added, device, fault, follows, foreseen, foreseen_source, from_possession, from_tenant, hint, hosts, line, outcome, picked, product_key, reason, serial, serial_key, target_key, target_text, to_possession, to_tenant, transfer, undo, undo_possession) to :prefix_managed
transfer_row update (device, follows, foreseen, foreseen_source, from_possession, from_tenant, hint, hosts, outcome, reason, to_possession, to_tenant, undo, undo_possession) to :prefix_any
transfer_row update (device, follows, foreseen, foreseen_source, from_possession, from_tenant, hint, hosts, outcome, reason, to_possession, to_tenant, undo, undo_possession) to :prefix_managed
vendor select (name, organisation) to :prefix_any
vendor select (name, organisation) to :prefix_end_user
vendor select (name, organisation) to :prefix_linked
vendor select (name, organisation) to :prefix_managed
vendor select (name, organisation) to :prefix_vendor
vendor_criteria insert (criteria, is_open, revision, vendor) to :prefix_any
vendor_criteria select (criteria, is_open, revision, vendor) to :prefix_any
vendor_criteria update (criteria, is_open, revision) to :prefix_any

-- Doors
door.accept_invitation(hash bytea, by_person uuid, membership_id uuid, as_organisation uuid) returns TABLE(outcome text, organisation uuid, partner uuid, relationship uuid, kind text, tenants uuid[]): :prefix_system
door.acquaint(one uuid, other uuid) returns void: nobody
door.add_customer(ids jsonb, typed jsonb, hash bytea, expires timestamp with time zone) returns void: :prefix_any
door.administered_by(of_person uuid) returns TABLE(organisation uuid, name text): :prefix_system
door.admit_registration(registration_id uuid, membership_id uuid, of_roles text[]) returns TABLE(outcome text, person uuid, name text, mail text, language text): :prefix_any
door.announce_registration(registration_id uuid) returns TABLE(partner uuid, name text, mail text, location_id text): :prefix_system
door.apply(application_id uuid, to_vendor uuid, of_kinds text[], what text) returns text: :prefix_any
door.approve_application(application_id uuid, made jsonb, accreditation_ids uuid[], granted text[], from_day date, until_day date) returns TABLE(outcome text, organisation uuid, founded boolean, vendor uuid, person uuid, language text, given uuid[]): :prefix_any, :prefix_operator
door.archive_inactive(at_most integer) returns TABLE(organisation uuid, tenant uuid, days integer, n bigint): :prefix_system
door.ask_application(applicant_id uuid, card jsonb, to_vendors uuid[], of_kinds text[], hash bytea, expires timestamp with time zone) returns void: :prefix_system
door.ask_password_reset(reset_id uuid, of_mail text, hash bytea, expires timestamp with time zone) returns void: :prefix_system
door.ask_registration(registration_id uuid, of_mail text, of_name text, in_language text, of_location text, hash bytea, expires timestamp with time zone) returns void: :prefix_system
door.begin_feed(of_feed uuid) returns boolean: :prefix_any
door.begin_second_factor(of_person uuid, sealed bytea) returns boolean: :prefix_system
door.change_accreditation(accreditation_id uuid, until_day date) returns TABLE(outcome text, organisation uuid, vendor uuid): :prefix_any, :prefix_operator
door.change_relationship(relationship_id uuid, wanted text) returns TABLE(outcome text, other uuid, tenants uuid[]): :prefix_any
door.change_settings(what jsonb, expected integer) returns boolean: :prefix_operator, :prefix_system
door.complete_password_reset(hash bytea, new_hash text) returns boolean: :prefix_system
door.confirm_applicant(hash bytea, by_person uuid) returns uuid: :prefix_system
door.confirm_registration(hash bytea, by_person uuid) returns uuid: :prefix_system
door.confirm_second_factor(of_person uuid, sealed bytea, step bigint, hashes bytea[], kept_session uuid) returns boolean: :prefix_system
door.copy_managing_partner(of_tenant uuid, after_id uuid, at_most integer) returns uuid: :prefix_system
door.correct_customer(of_relationship uuid, typed jsonb, expected integer) returns TABLE(outcome text, mail_changed boolean): :prefix_any
door.count_attempt(of_kind text, about text, at_most integer, window_minutes integer) returns integer: :prefix_any, :prefix_person, :prefix_system
door.count_devices() returns trigger: nobody
door.count_held(of_feed uuid) returns TABLE(vendor uuid, n bigint): :prefix_any, :prefix_system
door.count_managed(of_partner uuid) returns bigint: nobody
door.count_placed(of_feed uuid) returns TABLE(partner uuid, n bigint): :prefix_any, :prefix_system
door.count_quotas() returns TABLE(partner uuid, name text, devices bigint, used bigint, level integer): :prefix_system
door.create_organisation(organisation_id uuid, of_kind text, of_name text, of_country text) returns void: :prefix_operator, :prefix_system
door.create_person(person_id uuid, of_mail text, of_name text, of_language text, of_time_zone text, hash text, is_operator boolean) returns void: :prefix_system
door.describe_cards(cards uuid[]) returns TABLE(relationship uuid, customer_id text, devices bigint): :prefix_any
door.discard_transfer(transfer_id uuid) returns boolean: :prefix_any, :prefix_system
door.drop_feed(of_feed uuid, forget boolean) returns boolean: :prefix_any
door.drop_lost_feeds(idle interval) returns integer: :prefix_system
door.drop_unwanted() returns trigger: nobody
door.end_digest(of_person uuid, digests text[]) returns boolean: :prefix_system
door.end_feed(of_feed uuid) returns boolean: :prefix_any
door.end_second_factor(of_person uuid) returns boolean: :prefix_system
door.fail_feed(of_feed uuid) returns boolean: :prefix_system
door.file_applications(applicant_id uuid) returns TABLE(application uuid, vendor uuid, company text, name text, mail text, kinds text[]): :prefix_system
door.find_applicant(hash bytea) returns TABLE(id uuid, company text, mail text, name text, expires_at timestamp with time zone, account uuid): :prefix_system
door.find_customer(of_organisation uuid, of_customer_id text) returns TABLE(id uuid, name text): :prefix_operator
door.find_digest(of_person uuid, digests text[]) returns TABLE(mail text, subscribed boolean): :prefix_system
door.find_feed(of_feed uuid) returns TABLE(reporter uuid, person uuid, state text, run integer): :prefix_system
door.find_invitation(hash bytea) returns TABLE(id uuid, kind text, organisation uuid, organisation_name text, from_name text, mail text, name text, roles text[], expires_at timestamp with time zone, account uuid): :prefix_system
door.find_mail(mail_id uuid) returns TABLE(to_address text, language text, kind text, payload jsonb, state text): :prefix_system
door.find_member(of_person uuid, of_organisation uuid) returns TABLE(name text, mail text, language text, time_zone text, organisation_name text, organisation_kind text, roles text[], locations uuid[]): :prefix_system
door.find_notices(of_mail uuid, declared jsonb, at_most integer) returns TABLE(kind text, payload jsonb, link text, organisation uuid, organisation_name text, at timestamp with time zone, total integer): :prefix_system
door.find_password(of_mail text) returns TABLE(person uuid, password_hash text): :prefix_system
door.find_password_reset(reset_id uuid, hash bytea) returns TABLE(person uuid, mail text, name text, language text, time_zone text, operator boolean, expires_at timestamp with time zone): :prefix_system
door.find_registration(hash bytea) returns TABLE(id uuid, mail text, name text, location_id text, expires_at timestamp with time zone, account uuid): :prefix_system
door.find_second_factor(of_person uuid) returns TABLE(secret bytea, in_force boolean): :prefix_system
door.find_session(hash bytea, asked uuid, idle interval, lifetime interval) returns TABLE(session uuid, person uuid, name text, mail text, language text, time_zone text, operator boolean, organisation uuid, organisation_name text, organisation_kind text, roles text[], locations uuid[], barrier text): :prefix_system
door.find_support_session(hash bytea, asked uuid, idle interval, lifetime interval) returns TABLE(session uuid, person uuid, name text, mail text, language text, time_zone text, operator boolean, organisation uuid, organisation_name text, home uuid, barrier text): :prefix_system
door.find_targets(customer_ids text[]) returns TABLE(customer_id text, tenant uuid, kind text, standing text, name text): :prefix_any, :prefix_managed
door.find_transfer_asker(transfer_id uuid) returns TABLE(person uuid, acting uuid, state text): :prefix_system
door.fold_counters() returns bigint: :prefix_system
door.follow_name() returns trigger: nobody
door.follow_relationship(relationship_id uuid) returns SETOF uuid: nobody
door.follow_vendor() returns trigger: nobody
door.forget_applications(refused_days integer) returns bigint: :prefix_system
door.forget_attempts(of_kind text, about text) returns void: :prefix_system
door.forget_old_keys(hours integer) returns bigint: :prefix_system
door.forget_old_links(device_days integer, registration_days integer) returns bigint: :prefix_system
door.found_organisation(organisation_id uuid, of_kind text, of_name text, of_country text) returns void: nobody
door.give_accreditation(accreditation_id uuid, of_vendor uuid, of_location text, of_organisation uuid, of_kind text, from_day date, until_day date) returns TABLE(outcome text, organisation uuid): :prefix_any, :prefix_operator, :prefix_system
door.health() returns TABLE(sealed_at timestamp with time zone, unsealed_seconds integer, mail_waiting integer, mail_failing integer, organisations jsonb, devices bigint): :prefix_operator, :prefix_system
door.held_rows(after_feed uuid, after_line integer, at_most integer) returns TABLE(feed uuid, line integer, reporter uuid, reported_at timestamp with time zone, product_number text, serial text, model text, location_id text, location uuid, sale_date date, web_order text): :prefix_any
door.hold_customer(of_relationship uuid) returns void: nobody
door.hold_tenants(tenants uuid[]) returns void: :prefix_managed
door.installation() returns SETOF hub.installation: :prefix_system
door.invite_member(membership_id uuid, invitation_id uuid, into_organisation uuid, of_name text, of_mail text, of_roles text[], hash bytea, expires timestamp with time zone) returns void: :prefix_any, :prefix_operator, :prefix_system
door.keep_demonstration_sign_ins(sign_ins jsonb) returns void: :prefix_system
door.keep_feed_chunk(f hub.feed, of_run integer, of_act text, of_name text) returns void: nobody
door.keep_mailbox_message(message jsonb) returns void: :prefix_system
door.keep_recovery_codes(of_person uuid, hashes bytea[]) returns boolean: :prefix_system
door.known_zone(of_zone text) returns text: nobody
door.lapse_proof_requests() returns trigger: nobody
door.lapse_requests() returns integer: :prefix_system
door.lapse_support_sessions(at_most integer) returns TABLE(id uuid, customer uuid, customer_name text, agent text, home uuid): :prefix_system
door.lapse_transfers(preview_hours integer, receipt_hours integer) returns TABLE(lapsed bigint, removed bigint): :prefix_system
door.last_report(other uuid) returns TABLE(reported_at timestamp with time zone, rows bigint, outcomes jsonb): :prefix_any
door.mail_notices(usual jsonb, at_most integer) returns TABLE(seen integer, mails uuid[]): :prefix_system
door.mark_listed() returns trigger: nobody
door.mend_preview(transfer_id uuid, mended jsonb, retargeted jsonb, lifts boolean) returns boolean: :prefix_any
door.migrations() returns SETOF text: :prefix_system
door.name_acquaintances() returns trigger: nobody
door.next_seal(at_most integer) returns TABLE(number bigint, era integer, from_xid xid8, to_xid xid8, previous bytea, leaves text[]): :prefix_system
door.notify_members(to_organisation uuid, holding text[], of_kind text, what jsonb, to_link text) returns SETOF uuid: :prefix_any, :prefix_managed, :prefix_operator, :prefix_system
door.notify_person(to_person uuid, about uuid, of_kind text, what jsonb, to_link text) returns void: :prefix_any, :prefix_managed, :prefix_system
door.open_digests(at_time timestamp with time zone, at_hour time without time zone, at_most integer) returns SETOF uuid: :prefix_system
door.open_feed_chunk() returns void: nobody
door.open_holding(of_partner uuid, tenant_id uuid, of_customer_id text) returns boolean: :prefix_any, :prefix_operator, :prefix_system
door.open_months() returns integer: :prefix_system
door.open_own(tenant_id uuid, of_customer_id text) returns boolean: :prefix_any
door.open_session(session_id uuid, of_person uuid, hash bytea, from_agent text, from_address text, device text, from_network text, proven_password text, proven_factor boolean) returns text: :prefix_system
door.open_vendors(after_name text, after_id uuid, at_most integer) returns TABLE(id uuid, name text, name_key text, criteria text): :prefix_system
door.operators() returns SETOF uuid: :prefix_system
door.organisation_of_applicant(applicant_id uuid) returns uuid: nobody
door.own_proof_room(of_vendor uuid, at_most integer) returns integer: :prefix_managed
door.partners_called(what text) returns SETOF uuid: :prefix_system
door.partners_without_holding() returns SETOF uuid: :prefix_any, :prefix_operator, :prefix_system
door.place_feed_chunk(of_feed uuid, at_most integer) returns TABLE(outcome text, partner uuid, tenant uuid, n bigint): :prefix_any
door.place_named(of_reporter uuid, of_proof text) returns void: nobody
door.point(devices uuid[], possessions uuid[], targets uuid[], restore boolean) returns integer: :prefix_managed
door.prefix() returns text: nobody
door.proof_requests(after_at timestamp with time zone, after_id uuid, at_most integer) returns TABLE(id uuid, asked_at timestamp with time zone, product_number text, serial text, model text, evidence text, contested boolean): :prefix_any
door.proof_room(of_organisation uuid, of_vendor uuid, at_most integer) returns integer: nobody
door.queue_mail(mail_id uuid, to_whom text, in_language text, of_kind text, what jsonb) returns void: :prefix_any, :prefix_operator, :prefix_person, :prefix_system
door.raise_era() returns integer: :prefix_system
door.read_demonstration_sign_ins() returns SETOF hub.demonstration_sign_in: :prefix_system
door.read_mailbox(of_address text, at_most integer) returns SETOF hub.mailbox_message: :prefix_system
door.record(events jsonb) returns void: :prefix_any, :prefix_managed, :prefix_operator, :prefix_person, :prefix_system
door.refuse_application(application_id uuid, because text) returns TABLE(outcome text, organisation uuid, vendor uuid, language text): :prefix_any, :prefix_operator
door.refuse_registration(registration_id uuid) returns TABLE(outcome text, name text): :prefix_any
door.refuse_rest(transfer_id uuid) returns integer: :prefix_system
door.register_devices(of_registration uuid, open_most integer) returns TABLE(vendor uuid, n bigint): :prefix_any
door.remind_transfers(lifetime_hours integer, before_hours integer, at_most integer) returns TABLE(transfer uuid, person uuid, acting uuid, rows integer, target text): :prefix_system
door.renew_invitation(of_relationship uuid, invitation_id uuid, hash bytea, expires timestamp with time zone) returns boolean: :prefix_any
door.request_supply(relationship_id uuid, of_location text) returns TABLE(outcome text, partner uuid): :prefix_any
door.restore_devices(of_removal uuid, by_name text, open_most integer) returns TABLE(restored integer, tenant uuid, organisation uuid, unproven uuid[], beside jsonb): :prefix_managed
door.runner_of_feed(f hub.feed) returns uuid: nobody
door.seal_leaves(of_numbers bigint[]) returns TABLE(number bigint, leaves bytea[]): :prefix_any
door.session_stands(hash bytea, held text[], idle interval, lifetime interval) returns TABLE(organisations uuid[], holding uuid[]): :prefix_system
door.set_demonstration(value boolean) returns void: :prefix_system
door.set_key_check(value bytea) returns boolean: :prefix_system
door.set_password(of_person uuid, new_hash text, kept_session uuid) returns boolean: :prefix_system
door.set_quota(of_partner uuid, most bigint, expected integer) returns TABLE(partner uuid, name text, devices bigint, used bigint, counted_at timestamp with time zone, level integer, was bigint, stale boolean): :prefix_operator, :prefix_system
door.settings() returns SETOF hub.setting: :prefix_operator, :prefix_system
door.settle_held(of_feed uuid, at_line integer, refusal text, instead boolean) returns TABLE(outcome text, reporter uuid, partner uuid, tenant uuid, serial text, file_name text, vendor_name text, other_device uuid, other_organisation uuid): :prefix_any
door.settle_mail(mail_id uuid, new_state text, why text) returns void: :prefix_system
door.settle_proof(of_request uuid, refusal text, instead boolean) returns TABLE(outcome text, device uuid, organisation uuid, asker uuid, serial text, vendor_name text, other_organisation uuid, other_device uuid): :prefix_any
door.sign_in_barrier(of_session uuid, for_organisation uuid) returns text: :prefix_person, :prefix_system
door.support_session_stands(of_session uuid, of_sign_in uuid, hold boolean) returns boolean: :prefix_system
door.take_second_factor(of_mail text) returns TABLE(outcome text, person uuid, name text, mail text, language text, time_zone text, organisations uuid[]): :prefix_operator, :prefix_system
door.tell_customers(of_transfer uuid, holding text[], to_link text) returns TABLE(person uuid, organisation uuid): :prefix_managed, :prefix_system
door.unfinished_feeds(since interval, at_most integer) returns SETOF uuid: :prefix_system
door.unfinished_transfers(since interval, at_most integer) returns TABLE(transfer uuid, state text): :prefix_system
door.use_recovery_code(of_person uuid, code_hash bytea) returns boolean: :prefix_system
door.use_time_step(of_person uuid, step bigint) returns boolean: :prefix_system
door.used_stays() returns SETOF uuid: :prefix_end_user
door.watch_audit() returns TABLE(unsealed text, horizon text, oldest text, pid integer, of_database name, of_user name): :prefix_system
door.watchers(of_tenants uuid[], holding text[], idle interval) returns TABLE(organisation uuid): :prefix_managed
door.write_seal(n bigint, of_era integer, from_x xid8, to_x xid8, of_rows integer, of_root bytea, before bytea, of_hash bytea) returns void: :prefix_system
