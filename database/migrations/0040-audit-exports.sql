-- The audit log as its organisation takes it home (R-A6): verifiable alone, and without the names of other organisations' people.

-- Covers who acted in what is hashed. Chance, not an id: whoever is not told it learns nothing from the hash. Rows from before have none.
alter table hub.audit_event add column salt uuid;
alter table hub.audit_event alter column salt set default gen_random_uuid();
comment on column hub.audit_event.salt is 'Covers person and person_name in the hash; null in rows from before 0040, which were hashed with both.';

-- An organisation's own rows in the order of the seals; what happened to one thing; one topic; one person's acts.
create index audit_event_own on hub.audit_event (organisation, era, xid, id);
create index audit_event_topic on hub.audit_event (organisation, split_part(kind, '.', 1), at, id);
create index audit_event_subject on hub.audit_event (subject) where subject is not null;
create index audit_event_person on hub.audit_event (person, at, id) where person is not null;
-- From a row to its seal: the first that ends behind it.
create index audit_seal_end on hub.audit_seal (era, to_xid);

grant select (salt) on hub.audit_event to :prefix_any;
grant select (rows, root, previous, hash) on hub.audit_seal to :prefix_any;

-- Who acted, covered: the same person's acts cannot be told by it, nor can a name be tried.
create function hub.audit_person(salt uuid, person uuid, person_name text) returns text language sql stable as $$
  select case when person is not null or person_name is not null
    then encode(sha256(convert_to(salt || '|' || coalesce(person::text, '') || '|' || coalesce(person_name, ''), 'UTF8')), 'hex') end
$$;

-- What is hashed of an event: every column, in one text that any program can make again; who acted is covered since 0040.
create or replace function hub.audit_leaf(e hub.audit_event) returns text language sql stable as $$
  select case when e.salt is null
    then jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.organisation, e.era, e.xid::text, e.kind,
      e.person, e.person_name, e.home, e.acting, e.capacity, e.correlation, e.subject, e.detail)::text
    else jsonb_build_object('id', e.id, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'organisation', e.organisation, 'era', e.era, 'xid', e.xid::text, 'kind', e.kind,
      'person', hub.audit_person(e.salt, e.person, e.person_name), 'home', e.home, 'acting', e.acting, 'capacity', e.capacity,
      'correlation', e.correlation, 'subject', e.subject, 'detail', e.detail)::text end
$$;
grant execute on function hub.audit_leaf(hub.audit_event) to :prefix_any;
grant execute on function hub.audit_person(uuid, uuid, text) to :prefix_door, :prefix_any;

-- The hashes of all rows under seals that cover a row of the organisation acted for, in their order: what its rows' Merkle paths are made
-- from. Hashes alone: each covers chance, so that nobody can try what another organisation's row says.
create function door.seal_leaves(of_numbers bigint[]) returns table (number bigint, leaves bytea[]) language plpgsql as $$
#variable_conflict use_column
begin
  if hub.capacity() <> 'member' then raise insufficient_privilege using message = 'door.seal_leaves is for members'; end if;
  return query
    select s.number, array(
      select sha256('\x00'::bytea || convert_to(hub.audit_leaf(e), 'UTF8')) from hub.audit_event e
      where e.era = s.era and e.xid >= s.from_xid and e.xid < s.to_xid order by e.xid, e.id)
    from hub.audit_seal s
    where s.number = any(of_numbers) and exists (
      select from hub.audit_event o where o.organisation = hub.acting() and o.era = s.era and o.xid >= s.from_xid and o.xid < s.to_xid);
end $$;
call wall.door('door.seal_leaves(bigint[])', '{any}');
-- Rows come in the order of the index, as in door.next_seal.
alter function door.seal_leaves(bigint[]) set enable_sort = off;

-- What holds the sealing up, if anything: the first transaction whose rows could be sealed and are not (0 where it is of an earlier era), up to
-- where they could be, and the oldest writing transaction in any database of the cluster, with whose it is. Since when, nobody here can see:
-- whoever asks again and again knows how long it stays the same.
create function door.watch_audit() returns table (unsealed text, horizon text, oldest text, pid integer, of_database name, of_user name)
language plpgsql as $$
#variable_conflict use_column
declare
  snapshot pg_snapshot := pg_current_snapshot();
  until_x xid8 := pg_snapshot_xmin(snapshot);
  last_era integer;
  last_to xid8;
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.watch_audit is for the system'; end if;
  horizon := until_x::text;
  select s.era, s.to_xid into last_era, last_to from hub.audit_seal s order by s.number desc limit 1;
  select case when e.era < i.era then '0' else e.xid::text end into unsealed from hub.audit_event e, hub.installation i
    where (e.era, e.xid) >= (coalesce(last_era, 0), coalesce(last_to, '0')) and (e.era < i.era or e.xid < until_x) order by e.era, e.xid limit 1;
  if until_x < pg_snapshot_xmax(snapshot) then
    oldest := horizon;
    select l.pid, a.datname, a.usename into pid, of_database, of_user from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'transactionid' and l.transactionid = until_x::xid and l.granted and l.mode = 'ExclusiveLock' limit 1;
  end if;
  return next;
end $$;
call wall.door('door.watch_audit()', '{system}');
alter function door.watch_audit() set enable_sort = off;
