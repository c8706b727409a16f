-- Support sessions: somebody's time inside a customer, to read (R-A7, R-H7). Today whoever runs the hub opens them; later agents of partners do.

create table hub.support_session (
  id uuid primary key,
  person uuid not null references hub.person,
  person_name text not null,
  -- The organisation that the person comes from; null: whoever runs the hub.
  home uuid references hub.organisation,
  customer uuid not null references hub.organisation,
  kind text not null check (kind in ('read_only')),
  reason text not null,
  opened_at timestamptz not null default hub.now(),
  ends_at timestamptz not null check (ends_at > opened_at),
  ended_at timestamptz,
  ended_by text check (ended_by in ('agent', 'customer', 'time')),
  check ((ended_at is null) = (ended_by is null))
);
comment on table hub.support_session is 'Who was inside which customer, why and until when. One that is past ends_at is over, whether or not that was written down yet.';
create index support_session_customer on hub.support_session (customer, opened_at, id);
create index support_session_home on hub.support_session (home, opened_at, id);
create index support_session_person on hub.support_session (person);
create index support_session_open on hub.support_session (ends_at) where ended_at is null;
call wall.stand('hub.support_session');
-- Either side, each at home: nobody inside a session sees or ends one.
call wall.see('hub.support_session', '{operator}', 'home is null');
call wall.see('hub.support_session', '{any}', 'customer = hub.home() or home = hub.home()');
call wall.change('hub.support_session', '{operator}', 'ended_at, ended_by', 'home is null');
call wall.change('hub.support_session', '{any}', 'ended_at, ended_by', 'customer = hub.home() or home = hub.home()');
-- A partner's agents need the customer's consent, which is not asked for yet: the operator alone.
call wall.add('hub.support_session', '{operator}', 'home is null and person = hub.person() and ended_at is null and opened_at = hub.now() and ends_at <= hub.now() + interval ''4 hours''
  and customer in (select o.id from hub.organisation o where o.kind = ''customer'' and o.state = ''active'')');
call wall.door('door.notify_members(uuid, text[], text, jsonb, text)', '{managed,any,operator,system}');

-- What a session reads less of than the customer's own administrators do: a further test, beside the way's own.
create procedure wall.withhold(behind regclass, ways text[], but text) language plpgsql as $$
declare way text;
begin
  foreach way in array ways loop
    execute format('create policy withhold_as_%s on %s as restrictive for select to :prefix_%s using (hub.capacity() <> ''read_only_session'' or %s)', way, behind, way, but);
  end loop;
end $$;
-- Of cards, the customer's own: the others would tell of its partners.
call wall.withhold('hub.acquaintance', '{managed,linked,vendor,any}', 'organisation = hub.acting()');
-- Partners' acts: in the log, requests for proof, removals.
call wall.withhold('hub.audit_event', '{any}', 'false');
call wall.withhold('hub.proof_request', '{managed,any}', 'organisation = hub.acting()');
call wall.withhold('hub.device_removal', '{managed}', 'organisation = hub.acting()');
-- Answers that were given to the customer's people.
call wall.withhold('hub.idempotency_key', '{any}', 'false');

-- The customer that a session is to be opened into, by its organisation's id or by its Customer ID.
create function door.find_customer(of_organisation uuid, of_customer_id text) returns table (id uuid, name text) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_customer', 'operator');
  return query
    select o.id, o.name from hub.organisation o
    where o.kind = 'customer' and o.state = 'active'
      and o.id = coalesce(of_organisation, (select t.organisation from hub.tenant t where t.customer_id = of_customer_id and t.kind = 'customer'));
end $$;
call wall.door('door.find_customer(uuid, text)', '{operator}');

-- Who a request inside a support session is: what `find_session` tells of the person, and the customer, as of now (R-A4). No customer where the
-- support session is somebody else's, over, or not theirs to have any more.
create function door.find_support_session(hash bytea, asked uuid, idle interval, lifetime interval)
returns table (session uuid, person uuid, name text, mail text, language text, time_zone text, operator boolean,
  organisation uuid, organisation_name text, home uuid, barrier text)
language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_support_session', 'system');
  return query
    select f.session, f.person, f.name, f.mail, f.language, f.time_zone, f.operator, o.id, o.name, s.home, door.sign_in_barrier(f.session, o.id)
    from door.find_session(hash, null, idle, lifetime) f
    left join hub.support_session s on s.id = asked and door.support_session_stands(s.id, f.session)
    left join hub.organisation o on o.id = s.customer;
end $$;
call wall.door('door.find_support_session(bytea, uuid, interval, interval)', '{system}');

-- Whether a support session still stands for the sign-in under which it is used: before each view, and before each piece of a stream (R-A4).
-- Whoever writes a view down holds it until then: in the log no view comes after its end.
create function door.support_session_stands(of_session uuid, of_sign_in uuid, hold boolean default false) returns boolean language plpgsql as $$
begin
  perform hub.need('door.support_session_stands', 'system');
  if hold then
    perform 1 from hub.support_session s where s.id = of_session for share;
  end if;
  return exists (
    select from hub.support_session s
    join hub.session i on i.id = of_sign_in and i.person = s.person and i.ended_at is null
    join hub.person p on p.id = s.person
    join hub.organisation o on o.id = s.customer and o.kind = 'customer' and o.state = 'active'
    where s.id = of_session and s.ended_at is null and s.ends_at > hub.now() and s.home is null and p.operator);
end $$;
call wall.door('door.support_session_stands(uuid, uuid, boolean)', '{system}');

-- Writes the end of those whose time is over.
create function door.lapse_support_sessions(at_most integer) returns table (id uuid, customer uuid, customer_name text, agent text, home uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.lapse_support_sessions', 'system');
  return query
    with over as materialized (
      select s.id from hub.support_session s where s.ended_at is null and s.ends_at <= hub.now() order by s.ends_at limit at_most for update skip locked)
    update hub.support_session s set ended_at = s.ends_at, ended_by = 'time' from over x, hub.organisation o
    where s.id = x.id and o.id = s.customer
    returning s.id, s.customer, o.name, s.person_name, s.home;
end $$;
call wall.door('door.lapse_support_sessions(integer)', '{system}');

-- As before; the hub's own log has no organisation that could know others.
create or replace function door.record(events jsonb) returns void language plpgsql as $$
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
  where (e->>'organisation')::uuid <> '00000000-0000-0000-0000-000000000000'::uuid
  on conflict do nothing;
end $$;
call wall.door('door.record(jsonb)', '{managed,any,person,operator,system}');
