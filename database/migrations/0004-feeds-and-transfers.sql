create table hub.feed (
  id uuid primary key,
  reporter uuid not null references hub.organisation,
  person uuid not null references hub.person,
  reported_by text not null,
  file_name text not null,
  content_hash bytea,
  state text not null check (state in ('receiving', 'queued', 'running', 'done', 'failed')),
  rows integer not null default 0,
  decided integer not null default 0,
  -- Chunks go in the order of the file: no row up to this line is left to do.
  decided_to integer not null default 0,
  outcomes jsonb not null default '{}',
  created_at timestamptz not null default now(),
  -- When its last batch came in: a feed that is `receiving` without one for an hour has lost its server.
  received_at timestamptz not null default now(),
  finished_at timestamptz
);
create index on hub.feed (reporter, created_at, id);
create index on hub.feed (person);
create index on hub.feed (state) where state in ('receiving', 'queued', 'running');

create table hub.feed_row (
  feed uuid not null references hub.feed,
  line integer not null,
  reporter uuid not null,
  vendor_name text not null default '',
  product_number text not null default '',
  product_key text not null default '' collate "C",
  serial text not null default '',
  serial_key text not null default '' collate "C",
  model text not null default '',
  location_id text not null default '',
  sale_date date,
  sale_date_text text not null default '',
  web_order text not null default '',
  end_customer text not null default '',
  fault text,
  outcome text check (outcome in ('placed', 'already_there', 'held', 'unknown_location', 'not_your_partner', 'not_your_vendor',
    'no_accreditation', 'unknown_vendor', 'bad_row', 'duplicate_row')),
  vendor uuid,
  location uuid,
  placed_for uuid,
  device uuid,
  primary key (feed, line)
);
comment on table hub.feed_row is 'What was reported, row by row, and what became of it. Ids of vendors, locations, partners and devices stand here without
foreign keys: the row is history, and each key would cost a look-up and an index per row.';
create index feed_row_outcome on hub.feed_row (feed, outcome, line) where outcome is not null;
-- R-B3: "an earlier row of that reporter placed it for the same location and the sale is the same".
create index feed_row_placed on hub.feed_row (device, reporter) where device is not null;
create index feed_row_held on hub.feed_row (vendor, feed, line) where outcome = 'held';

create table hub.transfer (
  id uuid primary key,
  asked_by uuid not null references hub.person,
  asked_by_name text not null,
  home uuid not null references hub.organisation,
  acting uuid not null references hub.organisation,
  state text not null check (state in ('receiving', 'previewing', 'previewed', 'queued', 'running', 'done', 'undoing', 'undone', 'lapsed', 'failed')),
  file_name text,
  content_hash bytea,
  -- As asked; null = by the first row (R-T3).
  asked_source text,
  asked_target text,
  confirmed_on_receipt boolean not null default false,
  source uuid references hub.tenant,
  target uuid references hub.tenant,
  rows integer not null default 0,
  progress integer not null default 0,
  outcomes jsonb not null default '{}',
  undo_outcomes jsonb,
  -- Tenants as they were called when it was previewed: [{ id, tenant, name, devices }], { id, tenant, name, collects }.
  sources jsonb not null default '[]',
  target_label jsonb,
  -- The Customer ID that all rows must name (R-T3); empty = no row names any.
  target_key text not null default '',
  confirmed_by uuid references hub.person,
  undo_of_person uuid references hub.person,
  confirmed_at timestamptz,
  created_at timestamptz not null default now(),
  previewed_at timestamptz,
  finished_at timestamptz,
  revision integer not null default 1
);
create index on hub.transfer (acting, created_at, id);
create index on hub.transfer (asked_by);
create index on hub.transfer (home);
create index on hub.transfer (source) where source is not null;
create index on hub.transfer (target) where target is not null;
create index on hub.transfer (confirmed_by) where confirmed_by is not null;
create index on hub.transfer (undo_of_person) where undo_of_person is not null;
create index on hub.transfer (state) where state in ('receiving', 'previewing', 'previewed', 'queued', 'running', 'undoing');

create table hub.transfer_row (
  transfer uuid not null references hub.transfer,
  line integer not null,
  serial text not null,
  serial_key text not null collate "C",
  product_key text not null default '' collate "C",
  target_text text not null,
  target_key text not null default '',
  fault text,
  -- Named by its id, from a list.
  picked boolean not null default false,
  -- Fixed at receipt, or what the preview foresaw.
  foreseen text check (foreseen in ('moved', 'already_there', 'not_found', 'duplicate_row', 'ambiguous_serial', 'bad_row', 'target_not_found',
    'target_not_accepted', 'wrong_target', 'wrong_source', 'not_allowed')),
  foreseen_source uuid,
  device uuid,
  outcome text check (outcome in ('moved', 'already_there', 'not_found', 'duplicate_row', 'ambiguous_serial', 'bad_row', 'target_not_found',
    'target_not_accepted', 'wrong_target', 'wrong_source', 'not_allowed', 'changed_since_preview')),
  -- The rule's new answer where it is `changed_since_preview`; the finer reason of `not_allowed`.
  reason text,
  from_tenant uuid,
  to_tenant uuid,
  from_possession uuid,
  to_possession uuid,
  undo_possession uuid,
  undo text check (undo in ('moved_back', 'moved_since', 'source_not_available', 'not_allowed')),
  primary key (transfer, line)
) with (fillfactor = 70);
comment on table hub.transfer_row is 'What a person asked, row by row, and what became of it. Ids of devices, tenants and possessions stand here without
foreign keys: the row is history, and each key would cost a look-up per row of a move.';
create index transfer_row_to_do on hub.transfer_row (transfer, line) where foreseen = 'moved' and outcome is null;
create index transfer_row_to_undo on hub.transfer_row (transfer, line) where outcome = 'moved' and undo is null;

call wall.stand('hub.feed');
call wall.see('hub.feed', '{any}', 'reporter = hub.acting()');
call wall.add('hub.feed', '{any}', 'reporter = hub.acting() and person = hub.person() and state = ''receiving''');
call wall.change('hub.feed', '{any}', 'state, rows, content_hash, received_at, finished_at', 'reporter = hub.acting()');
call wall.stand('hub.feed_row');
-- R-A7: feed row: its reporter; once placed, the partner of the location (members may be limited to locations); held: the vendor.
call wall.see('hub.feed_row', '{any}',
  'reporter = hub.acting() or (placed_for = hub.acting() and (hub.locations() is null or location = any (hub.locations())))
   or (vendor = hub.acting() and outcome = ''held'')');
-- While it is received. Outcomes are the doors' alone.
call wall.add('hub.feed_row', '{any}',
  'reporter = hub.acting() and outcome is null and feed in (select f.id from hub.feed f where f.state = ''receiving'' and f.person = hub.person())');

call wall.stand('hub.transfer');
call wall.see('hub.transfer', '{managed,any}', 'acting = hub.acting()');
call wall.add('hub.transfer', '{any}', 'acting = hub.acting() and asked_by = hub.person()');
call wall.change('hub.transfer', '{managed,any}',
  'state, content_hash, source, target, target_key, target_label, rows, progress, outcomes, undo_outcomes, sources, undo_of_person, confirmed_by, confirmed_at, previewed_at,
   finished_at, revision',
  'acting = hub.acting()');
call wall.stand('hub.transfer_row');
call wall.see('hub.transfer_row', '{managed,any}', 'transfer in (select t.id from hub.transfer t)');
call wall.add('hub.transfer_row', '{any}', 'transfer in (select t.id from hub.transfer t)');
call wall.change('hub.transfer_row', '{managed,any}',
  'foreseen, foreseen_source, device, outcome, reason, from_tenant, to_tenant, from_possession, to_possession, undo_possession, undo',
  'transfer in (select t.id from hub.transfer t)');
