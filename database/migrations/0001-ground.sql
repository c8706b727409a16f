-- Roles, schemas, what a transaction knows of its actor, and the walls that later migrations put tables behind.
-- `:prefix` is the installation's prefix of role names (data-model.md, "Who owns what"); `:login` the user of DATABASE_URL.

-- One role per way of seeing. None is a member of another: membership would add policies.
create role :prefix_door nologin;      -- owns the doors; the only one that no wall stops
create role :prefix_managed nologin;   -- tenants in reach
create role :prefix_linked nologin;    -- devices through a partner slot
create role :prefix_vendor nologin;    -- a vendor's own devices
create role :prefix_end_user nologin;  -- devices one is the recorded user of
create role :prefix_any nologin;       -- reach or slot, for point reads and writes
create role :prefix_person nologin;    -- a person alone: session, notifications
create role :prefix_operator nologin;  -- whoever runs the hub: organisations and accreditations
create role :prefix_system nologin;    -- nobody in particular: works through doors only
create role :prefix_jobs nologin;      -- the job queue, and nothing else

grant :prefix_door to current_user;
grant :prefix_managed, :prefix_linked, :prefix_vendor, :prefix_end_user, :prefix_any, :prefix_person, :prefix_operator, :prefix_system, :prefix_jobs to :login;

create schema hub;
create schema door;
create schema wall;
create schema jobs;
revoke all on schema public from public;
grant usage on schema hub to :prefix_door, :prefix_managed, :prefix_linked, :prefix_vendor, :prefix_end_user, :prefix_any, :prefix_person, :prefix_operator, :prefix_system;
grant usage on schema door to :prefix_managed, :prefix_linked, :prefix_vendor, :prefix_end_user, :prefix_any, :prefix_person, :prefix_operator, :prefix_system;
grant usage, create on schema door to :prefix_door;
grant usage on schema jobs to :prefix_jobs;
alter default privileges revoke execute on functions from public;

-- What the transaction knows. Empty settings are null: a forgotten one reaches nothing.
create function hub.person() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('hub.person', true), '')::uuid $$;
create function hub.acting() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('hub.acting', true), '')::uuid $$;
create function hub.home() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('hub.home', true), '')::uuid $$;
create function hub.capacity() returns text language sql stable parallel safe as $$ select coalesce(nullif(current_setting('hub.capacity', true), ''), 'nobody') $$;
create function hub.correlation() returns text language sql stable parallel safe as $$ select nullif(current_setting('hub.correlation', true), '') $$;
-- Locations that the member is limited to; null = all of the partner's.
create function hub.locations() returns uuid[] language sql stable parallel safe as $$ select nullif(current_setting('hub.locations', true), '')::uuid[] $$;
-- The one clock in SQL; a setting in tests, always emptied by the server.
create function hub.now() returns timestamptz language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('hub.now', true), '')::timestamptz, now()) $$;
-- UUIDv7 for rows that are made set by set; all others get theirs from the server.
create function hub.new_id() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;
-- R-D1: case, spaces and separators do not matter, leading zeros do. The same rule as contract/serial.ts.
create function hub.fold(value text) returns text language sql immutable strict parallel safe as
$$ select upper(regexp_replace(value, '[^0-9A-Za-z]', '', 'g')) $$;

grant execute on function hub.person(), hub.acting(), hub.home(), hub.capacity(), hub.correlation(), hub.locations(), hub.now(), hub.new_id(), hub.fold(text)
  to :prefix_door, :prefix_managed, :prefix_linked, :prefix_vendor, :prefix_end_user, :prefix_any, :prefix_person, :prefix_operator, :prefix_system;

create table hub.installation (
  id boolean primary key default true check (id),
  prefix text not null,
  era integer not null default 1,
  system_identifier bigint,
  key_check bytea,
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table hub.installation is 'One row: what this hub knows of itself. Not behind a wall; readable through a door.';

-- Walls: each puts a table behind row-level security in one line.

-- Enables the wall; only doors pass until a way is opened.
create procedure wall.stand(behind regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', behind);
  execute format('create policy door on %s to :prefix_door using (true) with check (true)', behind);
  execute format('grant select, insert, update, delete on %s to :prefix_door', behind);
end $$;

-- Opens a way of seeing: who, which columns (null = all), and the one test.
create procedure wall.see(behind regclass, ways text[], test text, columns text default null) language plpgsql as $$
declare way text;
begin
  foreach way in array ways loop
    execute format('create policy see_as_%s on %s for select to :prefix_%s using (%s)', way, behind, way, test);
    execute format('grant select %s on %s to :prefix_%s', coalesce('(' || columns || ')', ''), behind, way);
  end loop;
end $$;

-- Opens a way of adding rows.
create procedure wall.add(behind regclass, ways text[], test text) language plpgsql as $$
declare way text;
begin
  foreach way in array ways loop
    execute format('create policy add_as_%s on %s for insert to :prefix_%s with check (%s)', way, behind, way, test);
    execute format('grant insert on %s to :prefix_%s', behind, way);
  end loop;
end $$;

-- Opens a way of changing columns of rows.
create procedure wall.change(behind regclass, ways text[], columns text, test text) language plpgsql as $$
declare way text;
begin
  foreach way in array ways loop
    execute format('create policy change_as_%s on %s for update to :prefix_%s using (%s) with check (%s)', way, behind, way, test, test);
    execute format('grant update (%s) on %s to :prefix_%s', columns, behind, way);
  end loop;
end $$;

-- A door: owned by the door role, closed to everybody but the ways named.
create procedure wall.door(signature regprocedure, ways text[]) language plpgsql as $$
declare way text;
begin
  execute format('alter function %s owner to :prefix_door', signature);
  execute format('alter function %s security definer set search_path = pg_catalog, pg_temp', signature);
  execute format('revoke all on function %s from public', signature);
  foreach way in array ways loop
    execute format('grant execute on function %s to :prefix_%s', signature, way);
  end loop;
end $$;

create table hub.migration (
  name text primary key,
  hash text not null,
  applied_at timestamptz not null default now()
);
comment on table hub.migration is 'Which migrations are in. Read and written by the owner alone.';
do $$ begin execute format('grant temporary on database %I to :prefix_door', current_database()); end $$;
