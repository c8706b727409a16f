-- What people choose to hear of and how, and the mails that tell it: at once, or once a day.

create table hub.notification_choice (
  person uuid primary key references hub.person,
  -- Kind -> mail, digest, hub or none. A kind that is not named goes its usual way (contract/notifications.ts).
  ways jsonb not null default '{}',
  revision integer not null default 1
);
call wall.stand('hub.notification_choice');
call wall.see('hub.notification_choice', '{person}', 'person = hub.person()');
call wall.add('hub.notification_choice', '{person}', 'person = hub.person()');
call wall.change('hub.notification_choice', '{person}', 'ways, revision', 'person = hub.person()');

-- The last digest of each person: never two for one day.
create table hub.digest (
  person uuid primary key references hub.person,
  day date not null
);
call wall.stand('hub.digest');

-- open = nobody has looked yet whether it is mailed; digest = waits for the next one. What was told before choices existed is in the bell alone.
alter table hub.notification add column mailing text check (mailing in ('open', 'digest')), add column mail uuid;
alter table hub.notification alter column mailing set default 'open';
comment on column hub.notification.mail is 'By which mail it is told.';
create index notification_open on hub.notification (id) where mailing = 'open';
create index notification_digest on hub.notification (person, at) where mailing = 'digest' and read_at is null;
create index notification_mail on hub.notification (mail) where mail is not null;

-- A mail that has nothing to tell when it is to be sent is not sent.
alter table hub.mail drop constraint mail_state_check;
alter table hub.mail add constraint mail_state_check check (state in ('queued', 'sent', 'failed', 'dropped'));

-- Whoever does not want to hear of a kind is not told, by whichever door.
create function door.drop_unwanted() returns trigger language plpgsql as $$
begin
  if exists (select from hub.notification_choice c where c.person = new.person and c.ways->>new.kind = 'none') then return null; end if;
  return new;
end $$;
call wall.door('door.drop_unwanted()', '{}');
create trigger drop_unwanted before insert on hub.notification for each row execute function door.drop_unwanted();

-- A time zone that this database does not know counts as UTC.
create function door.known_zone(of_zone text) returns text language plpgsql stable as $$
begin
  perform now() at time zone of_zone;
  return of_zone;
exception when invalid_parameter_value then return 'UTC';
end $$;
call wall.door('door.known_zone(text)', '{}');

-- Looks at notifications that nobody looked at: those that are told by mail at once are, one mail for each person; those for the digest wait; the
-- others are in the bell alone. `usual`: kind -> way. Answers how many it looked at, and the mails that it wrote, to be queued in the same transaction. Each
-- is looked at once, by one server: the others skip it.
create function door.mail_notices(usual jsonb, at_most integer) returns table (seen integer, mails uuid[]) language plpgsql as $$
begin
  perform hub.need('door.mail_notices', 'system');
  return query
    with looked as materialized (
      select n.id, n.at, n.person, coalesce(c.ways->>n.kind, usual->>n.kind, 'hub') as way
      from (select x.id, x.at, x.person, x.kind from hub.notification x where x.mailing = 'open' order by x.id limit at_most for update skip locked) n
      left join hub.notification_choice c on c.person = n.person),
    letters as (
      insert into hub.mail (id, to_address, language, kind, payload)
      select hub.new_id(), p.mail, p.language, 'news', jsonb_build_object('person', p.id, 'name', p.name, 'timeZone', door.known_zone(p.time_zone))
      from (select distinct l.person from looked l where l.way = 'mail') l join hub.person p on p.id = l.person
      returning id, (payload->>'person')::uuid as person),
    told as (
      update hub.notification n set mailing = case when l.way = 'digest' then 'digest' end, mail = case when l.way = 'mail' then m.id end
      from looked l left join letters m on m.person = l.person
      where n.id = l.id and n.at = l.at)
    select (select count(*)::int from looked), array(select m.id from letters m);
end $$;
call wall.door('door.mail_notices(jsonb, integer)', '{system}');
-- Rows newer than its statistics: the planner would read all months for the few that it was given.
alter function door.mail_notices(jsonb, integer) set enable_hashjoin = off;
alter function door.mail_notices(jsonb, integer) set enable_mergejoin = off;

-- The digests that are due: of people for whom it is past the hour, who have had none for this day of theirs, and something unread has been waiting since
-- before that hour. What comes later waits for tomorrow, so that nobody gets two in a day, on days of 23 or 25 hours neither. Answers the mails that
-- it wrote, to be queued in the same transaction.
create function door.open_digests(at_time timestamptz, at_hour time, at_most integer) returns setof uuid language plpgsql as $$
begin
  perform hub.need('door.open_digests', 'system');
  return query
    with waiting as materialized (
      select p.id, p.time_zone from (select distinct n.person from hub.notification n where n.mailing = 'digest' and n.read_at is null) w
      cross join lateral (select x.id, x.time_zone from hub.person x where x.id = w.person limit 1) p),
    zones as materialized (
      select z.time_zone, t.zone, (at_time at time zone t.zone)::date as day, ((at_time at time zone t.zone)::date + at_hour) at time zone t.zone as until
      from (select distinct w.time_zone from waiting w) z cross join lateral (select door.known_zone(z.time_zone) as zone) t),
    due as materialized (
      select w.id, z.day, z.until from waiting w join zones z on z.time_zone = w.time_zone
      where z.until <= at_time
        and not exists (select from hub.digest d where d.person = w.id and d.day >= z.day)
        and exists (select from hub.notification n where n.person = w.id and n.mailing = 'digest' and n.at < z.until and n.read_at is null)
      order by w.id limit at_most),
    claimed as (
      insert into hub.digest as g (person, day) select d.id, d.day from due d order by d.id
      on conflict (person) do update set day = excluded.day where g.day < excluded.day
      returning g.person),
    letters as (
      insert into hub.mail (id, to_address, language, kind, payload)
      select hub.new_id(), p.mail, p.language, 'digest', jsonb_build_object('person', p.id, 'name', p.name, 'timeZone', door.known_zone(p.time_zone))
      from claimed c join hub.person p on p.id = c.person
      returning id, (payload->>'person')::uuid as person),
    told as (
      update hub.notification n set mailing = null, mail = m.id
      from letters m join due d on d.id = m.person
      where n.person = m.person and n.mailing = 'digest' and n.read_at is null and n.at < d.until)
    select m.id from letters m;
end $$;
call wall.door('door.open_digests(timestamptz, time, integer)', '{system}');
alter function door.open_digests(timestamptz, time, integer) set enable_hashjoin = off;
alter function door.open_digests(timestamptz, time, integer) set enable_mergejoin = off;

-- What a mail of the two tells, newest first, as of now: nothing of an organisation that its person has left, that is gone, or whose rules for signing in
-- they do not meet; nothing that their roles no longer bring, that they have read, or that they do not want by mail any more; nothing for operators once they are none (R-A4).
-- `declared`: kind -> {to, roles, usually}. `total`: of how many these are the first.
create function door.find_notices(of_mail uuid, declared jsonb, at_most integer)
returns table (kind text, payload jsonb, link text, organisation uuid, organisation_name text, at timestamptz, total integer) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_notices', 'system');
  return query
    select n.kind, n.payload, n.link, n.organisation, o.name, n.at, count(*) over ()::int
    from hub.notification n
    left join hub.notification_choice c on c.person = n.person
    left join hub.organisation o on o.id = n.organisation
    where n.mail = of_mail and n.read_at is null
      and (declared->n.kind->>'to' is distinct from 'operators' or exists (select from hub.person p where p.id = n.person and p.operator))
      and coalesce(c.ways->>n.kind, declared->n.kind->>'usually') in ('mail', 'digest')
      and (n.organisation is null or o.state = 'active' and exists (
        select from hub.membership m join hub.organisation_detail d on d.organisation = m.organisation
        where m.person = n.person and m.organisation = n.organisation and m.status = 'active' and declared->n.kind->'roles' ?| m.roles
          and (not d.second_factor_required or exists (select from hub.second_factor f where f.person = m.person and f.in_force_since is not null))))
    order by n.at desc, n.id desc limit at_most;
end $$;
call wall.door('door.find_notices(uuid, jsonb, integer)', '{system}');

-- Whose digest a link ends, and whether any kind goes into it. `digests`: the kinds that do unless they chose.
create function door.find_digest(of_person uuid, digests text[]) returns table (mail text, subscribed boolean) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_digest', 'system');
  return query
    select p.mail, exists (select from jsonb_each_text(coalesce(c.ways, '{}')) w where w.value = 'digest')
      or exists (select from unnest(digests) u (kind) where not coalesce(c.ways, '{}') ? u.kind)
    from hub.person p left join hub.notification_choice c on c.person = p.id where p.id = of_person;
end $$;
call wall.door('door.find_digest(uuid, text[])', '{system}');

-- Ends it: what went into the digest is in the bell only. Answers whether there is such a person.
create function door.end_digest(of_person uuid, digests text[]) returns boolean language plpgsql as $$
begin
  perform hub.need('door.end_digest', 'system');
  if not exists (select from hub.person p where p.id = of_person) then return false; end if;
  insert into hub.notification_choice as c (person, ways)
  select of_person, coalesce(jsonb_object_agg(u.kind, 'hub'), '{}') from unnest(digests) u (kind)
  on conflict (person) do update set revision = c.revision + 1, ways = excluded.ways || (
    select coalesce(jsonb_object_agg(w.key, case when w.value = 'digest' then 'hub' else w.value end), '{}') from jsonb_each_text(c.ways) w);
  return true;
end $$;
call wall.door('door.end_digest(uuid, text[])', '{system}');
