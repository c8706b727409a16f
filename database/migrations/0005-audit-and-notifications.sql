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
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp()
);

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

-- Partitions three months ahead; owned by the table owner, who alone may make them.
create function door.open_months() returns integer language plpgsql as $$
declare
  parent text;
  month date;
  made integer := 0;
  part text;
begin
  foreach parent in array array['audit_event', 'notification'] loop
    for ahead in 0..3 loop
      month := (date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => ahead))::date;
      part := parent || '_' || to_char(month, 'YYYY_MM');
      if to_regclass('hub.' || part) is null then
        execute format('create table hub.%I (like hub.%I including defaults including constraints)', part, parent);
        execute format('alter table hub.%I enable row level security', part);
        execute format('create policy door on hub.%I to :prefix_door using (true) with check (true)', part);
        execute format('alter table hub.%I attach partition hub.%I for values from (%L) to (%L)', parent, part,
          month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
alter function door.open_months() security definer set search_path = pg_catalog, pg_temp;
revoke all on function door.open_months() from public;
grant execute on function door.open_months() to :prefix_system;
select door.open_months();

-- Records what was done: who is taken from the transaction, never from the caller. One event per organisation that may know.
create function door.record(events jsonb) returns void language plpgsql as $$
begin
  if hub.capacity() = 'nobody' then raise insufficient_privilege using message = 'door.record: nobody acts'; end if;
  insert into hub.audit_event (id, organisation, era, kind, person, person_name, home, acting, capacity, correlation, subject, detail)
  select (e->>'id')::uuid, (e->>'organisation')::uuid, i.era, e->>'kind', hub.person(),
    (select p.name from hub.person p where p.id = hub.person()),
    hub.home(), hub.acting(), hub.capacity(), hub.correlation(), (e->>'subject')::uuid, coalesce(e->'detail', '{}')
  from jsonb_array_elements(events) e, hub.installation i;
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

-- Sealing: the rows next in line, in order, up to the snapshot's horizon: no later row can come before. Whole transactions only.
create function door.rows_to_seal(at_most integer)
returns table (era integer, xid xid8, leaf text) language plpgsql as $$
#variable_conflict use_column
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.rows_to_seal is for the system'; end if;
  return query
    with last as (
      select coalesce((select s.era from hub.audit_seal s order by s.number desc limit 1), 0) as era,
        coalesce((select s.to_xid from hub.audit_seal s order by s.number desc limit 1), '0'::xid8) as to_xid),
    due as (
      select e.*, row_number() over (order by e.era, e.xid, e.id) as place
      from hub.audit_event e, last l
      where (e.era > l.era or (e.era = l.era and e.xid >= l.to_xid))
        and (e.era < (select i.era from hub.installation i) or e.xid < pg_snapshot_xmin(pg_current_snapshot()))
      order by e.era, e.xid, e.id
      limit at_most + 1),
    cut as (select d.era, d.xid from due d where d.place = at_most + 1)
    select d.era, d.xid, hub.audit_leaf(row(d.id, d.at, d.organisation, d.era, d.xid, d.kind, d.person, d.person_name, d.home, d.acting, d.capacity,
      d.correlation, d.subject, d.detail)::hub.audit_event)
    from due d
    where not exists (select from cut c where c.era = d.era and c.xid = d.xid)
    order by d.era, d.xid, d.id;
end $$;
call wall.door('door.rows_to_seal(integer)', '{system}');

create function door.last_seal() returns table (number bigint, era integer, to_xid xid8, hash bytea) language plpgsql as $$
#variable_conflict use_column
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.last_seal is for the system'; end if;
  perform pg_advisory_xact_lock(7310002);
  return query select s.number, s.era, s.to_xid, s.hash from hub.audit_seal s order by s.number desc limit 1;
end $$;
call wall.door('door.last_seal()', '{system}');

create function door.write_seal(n bigint, of_era integer, from_x xid8, to_x xid8, of_rows integer, of_root bytea, before bytea, of_hash bytea)
returns void language plpgsql as $$
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.write_seal is for the system'; end if;
  insert into hub.audit_seal (number, era, from_xid, to_xid, rows, root, previous, hash)
  values (n, of_era, from_x, to_x, of_rows, of_root, before, of_hash);
end $$;
call wall.door('door.write_seal(bigint, integer, xid8, xid8, integer, bytea, bytea, bytea)', '{system}');
