create table hub.audit_event (
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  -- Whose log: one event for each organisation that may know.
  organisation uuid not null,
  era integer not null,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  person uuid, person_name text,
  home uuid, acting uuid,
  capacity text not null,
  correlation text,
  subject uuid,
  detail jsonb not null default '{}',
  primary key (id, at)
) partition by range (at);
create table hub.audit_event_other partition of hub.audit_event default;
create index audit_event_list on hub.audit_event (organisation, at, id);
create index audit_event_seal on hub.audit_event (era, xid, id);

create table hub.audit_seal (
  number bigint primary key,
  era integer not null,
  from_xid xid8 not null,
  to_xid xid8 not null,
  rows integer not null,
  root bytea not null,
  -- Unique: two seals after the same one would be two logs.
  previous bytea not null unique,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  check (from_xid < to_xid),
  check (rows > 0)
);
comment on table hub.audit_seal is 'Each covers all rows of its era with from_xid <= xid < to_xid; an era''s first begins at 0, each next where the one before ended.';

create table hub.notification (
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  person uuid not null,
  organisation uuid,
  kind text not null,
  payload jsonb not null default '{}',
  link text,
  read_at timestamptz,
  primary key (id, at)
) partition by range (at);
create table hub.notification_other partition of hub.notification default;
create index notification_list on hub.notification (person, at, id);
create index notification_unread on hub.notification (person) where read_at is null;

-- Append-only: no way has update or delete, the door role neither.
call wall.stand('hub.audit_event');
revoke update, delete on hub.audit_event from :prefix_door;
call wall.see('hub.audit_event', '{any}', 'organisation = hub.acting()',
  'id, at, organisation, era, xid, kind, person, person_name, home, acting, capacity, correlation, subject, detail');
call wall.stand('hub.audit_event_other');
revoke update, delete on hub.audit_event_other from :prefix_door;
call wall.stand('hub.audit_seal');
revoke update, delete on hub.audit_seal from :prefix_door;
call wall.see('hub.audit_seal', '{any}', 'true', 'number, era, from_xid, to_xid');
call wall.stand('hub.notification');
call wall.see('hub.notification', '{person}', 'person = hub.person()');
call wall.change('hub.notification', '{person}', 'read_at', 'person = hub.person()');
call wall.stand('hub.notification_other');

-- Partitions three months ahead; owned by the table owner, who alone may make them. A hub that slept longer has put rows into the
-- default partition meanwhile: they move into their month, else it could not be attached.
create function door.open_months() returns integer language plpgsql as $$
declare
  parent text;
  began timestamptz;
  ended timestamptz;
  made integer := 0;
  part text;
begin
  if hub.capacity() not in ('system', 'nobody') then raise insufficient_privilege using message = 'door.open_months is for the system'; end if;
  perform pg_advisory_xact_lock(7310003);
  foreach parent in array array['audit_event', 'notification'] loop
    for ahead in 0..3 loop
      began := (date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => ahead)) at time zone 'UTC';
      ended := (date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => ahead + 1)) at time zone 'UTC';
      part := parent || '_' || to_char(began at time zone 'UTC', 'YYYY_MM');
      continue when to_regclass('hub.' || part) is not null;
      execute format('create table hub.%I (like hub.%I including defaults including constraints)', part, parent);
      execute format('alter table hub.%I enable row level security', part);
      execute format('create policy door on hub.%I to :prefix_door using (true) with check (true)', part);
      execute format('lock table hub.%I in access exclusive mode', parent || '_other');
      execute format('with gone as (delete from hub.%I where at >= %L and at < %L returning *) insert into hub.%I select * from gone',
        parent || '_other', began, ended, part);
      execute format('alter table hub.%I attach partition hub.%I for values from (%L) to (%L)', parent, part, began, ended);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
alter function door.open_months() security definer set search_path = pg_catalog, pg_temp;
revoke all on function door.open_months() from public;
grant execute on function door.open_months() to :prefix_system;
select door.open_months();

-- Records what was done: who is taken from the transaction, never from the caller. One event per organisation that may know, which
-- by it knows the card of whoever did it (R-A7).
create function door.record(events jsonb) returns void language plpgsql as $$
begin
  if hub.capacity() = 'nobody' then raise insufficient_privilege using message = 'door.record: nobody acts'; end if;
  insert into hub.audit_event (id, organisation, era, kind, person, person_name, home, acting, capacity, correlation, subject, detail)
  select (e->>'id')::uuid, (e->>'organisation')::uuid, i.era, e->>'kind', hub.person(),
    (select p.name from hub.person p where p.id = hub.person()),
    hub.home(), hub.acting(), hub.capacity(), hub.correlation(), (e->>'subject')::uuid, coalesce(e->'detail', '{}')
  from jsonb_array_elements(events) e, hub.installation i;
  insert into hub.acquaintance (viewer, organisation)
  select distinct (e->>'organisation')::uuid, o.id from jsonb_array_elements(events) e
  join hub.organisation o on o.id in (hub.home(), hub.acting()) and o.id <> (e->>'organisation')::uuid
  on conflict do nothing;
end $$;
call wall.door('door.record(jsonb)', '{managed,any,person,operator,system}');

-- Tells people: members of an organisation that hold one of the roles, or one person. Answers who was told.
create function door.notify_members(to_organisation uuid, holding text[], of_kind text, what jsonb, to_link text)
returns setof uuid language plpgsql as $$
begin
  if hub.capacity() = 'nobody' then raise insufficient_privilege using message = 'door.notify_members: nobody acts'; end if;
  return query
    insert into hub.notification (id, person, organisation, kind, payload, link)
    select hub.new_id(), m.person, to_organisation, of_kind, what, to_link
    from hub.membership m
    where m.organisation = to_organisation and m.status = 'active' and m.roles && holding
    returning hub.notification.person;
end $$;
call wall.door('door.notify_members(uuid, text[], text, jsonb, text)', '{managed,any,system}');
create function door.notify_person(to_person uuid, about uuid, of_kind text, what jsonb, to_link text) returns void language plpgsql as $$
begin
  if hub.capacity() = 'nobody' then raise insufficient_privilege using message = 'door.notify_person: nobody acts'; end if;
  insert into hub.notification (id, person, organisation, kind, payload, link)
  values (hub.new_id(), to_person, about, of_kind, what, to_link);
end $$;
call wall.door('door.notify_person(uuid, uuid, text, jsonb, text)', '{managed,any,system}');

-- What is hashed of an event: every column, in one text that any program can make again.
create function hub.audit_leaf(e hub.audit_event) returns text language sql stable as $$
  select jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.organisation, e.era, e.xid::text, e.kind,
    e.person, e.person_name, e.home, e.acting, e.capacity, e.correlation, e.subject, e.detail)::text
$$;
grant execute on function hub.audit_leaf(hub.audit_event) to :prefix_door;

-- Sealing. What the next seal is to cover: rows of one era, in order of (xid, id), whole transactions only; no row where there is nothing
-- to seal, or where another server seals just now. The lock is held until the transaction ends.
-- Nothing is skipped and nothing comes twice, because a seal begins where the one before ended and ends at an xid below which no
-- transaction runs any more: later rows have that xid or a higher one. (The horizon is taken in a statement before the one that reads.)
create function door.next_seal(at_most integer)
returns table (number bigint, era integer, from_xid xid8, to_xid xid8, previous bytea, leaves text[]) language plpgsql as $$
#variable_conflict use_column
declare
  last_number bigint := 0;
  last_era integer := 0;
  last_to xid8 := '0';
  last_hash bytea := decode(repeat('00', 32), 'hex');
  horizon xid8;
  of_era integer;
  from_x xid8;
  to_x xid8;
  first_x xid8;
  cut_x xid8;
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.next_seal is for the system'; end if;
  if not pg_try_advisory_xact_lock(7310002) then return; end if;
  select s.number, s.era, s.to_xid, s.hash into last_number, last_era, last_to, last_hash from hub.audit_seal s order by s.number desc limit 1;
  if not found then
    last_number := 0; last_era := 0; last_to := '0'; last_hash := decode(repeat('00', 32), 'hex');
  end if;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  select e.era into of_era from hub.audit_event e where (e.era, e.xid) >= (last_era, last_to) order by e.era, e.xid limit 1;
  if not found then return; end if;
  from_x := case when of_era = last_era then last_to else '0'::xid8 end;
  -- Rows of an earlier era came with a restore: their transactions are over, whatever their xid is in this cluster.
  if of_era < (select i.era from hub.installation i) then
    select (e.xid::text::numeric + 1)::text::xid8 into horizon from hub.audit_event e where e.era = of_era order by e.xid desc limit 1;
  end if;
  select min(d.xid), case when count(*) > at_most then max(d.xid) end into first_x, cut_x
  from (select e.xid from hub.audit_event e where e.era = of_era and e.xid >= from_x and e.xid < horizon order by e.xid, e.id limit at_most + 1) d;
  if first_x is null then return; end if;
  -- Too many: up to the transaction that does not fit any more, or, where the first one alone does not, that one whole.
  to_x := case when cut_x is null then horizon when cut_x > first_x then cut_x else (first_x::text::numeric + 1)::text::xid8 end;
  return query select last_number + 1, of_era, from_x, to_x, last_hash, array(
    select hub.audit_leaf(e) from hub.audit_event e where e.era = of_era and e.xid >= from_x and e.xid < to_x order by e.xid, e.id);
end $$;
call wall.door('door.next_seal(integer)', '{system}');
-- Rows come in the order of the index: the planner knows nothing of rows newer than its statistics, and would sort a whole backlog each time.
alter function door.next_seal(integer) set enable_sort = off;

-- Writes what door.next_seal gave out in the same transaction.
create function door.write_seal(n bigint, of_era integer, from_x xid8, to_x xid8, of_rows integer, of_root bytea, before bytea, of_hash bytea)
returns void language plpgsql as $$
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.write_seal is for the system'; end if;
  insert into hub.audit_seal (number, era, from_xid, to_xid, rows, root, previous, hash)
  values (n, of_era, from_x, to_x, of_rows, of_root, before, of_hash);
end $$;
call wall.door('door.write_seal(bigint, integer, xid8, xid8, integer, bytea, bytea, bytea)', '{system}');

-- At start: a database that was restored into another cluster begins a new era, since xids begin anew there. Answers the era.
create function door.raise_era() returns integer language plpgsql as $$
declare
  here bigint;
  at_era integer;
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.raise_era is for the system'; end if;
  select c.system_identifier into here from pg_control_system() c;
  update hub.installation i set era = i.era + case when i.system_identifier is null then 0 else 1 end, system_identifier = here
  where i.system_identifier is distinct from here;
  select i.era into at_era from hub.installation i;
  return at_era;
end $$;
call wall.door('door.raise_era()', '{system}');

-- Whether a session still stands, and the organisations that its person is a member of, without counting as use of the session: a page
-- that is only open must not keep it alive. Null where the session is over.
create function door.session_stands(hash bytea, idle interval, lifetime interval) returns uuid[] language plpgsql as $$
declare whose uuid;
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.session_stands is for the system'; end if;
  select x.person into whose from hub.session x
    where x.token_hash = hash and x.ended_at is null and x.last_seen_at > hub.now() - idle and x.created_at > hub.now() - lifetime;
  if not found then return null; end if;
  return array(select m.organisation from hub.membership m join hub.organisation o on o.id = m.organisation and o.state = 'active'
    where m.person = whose and m.status = 'active');
end $$;
call wall.door('door.session_stands(bytea, interval, interval)', '{system}');
