-- Self-registration of a partner's people by location ID, and their admission (R-A8). Nothing on the way tells whether the ID exists (R-A2):
-- asking and confirming do the same work for any ID; the job that follows looks up whose it is.

create table hub.registration (
  id uuid primary key,
  mail text not null,
  name text not null,
  language text not null,
  location_id text not null,
  token_hash bytea not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  person uuid references hub.person,
  confirmed_at timestamptz,
  partner uuid references hub.organisation,
  decided_at timestamptz,
  decided_by uuid references hub.person,
  admitted boolean
);
comment on table hub.registration is 'Who wants to work for the partner of a location ID. `person`: who confirmed by the mailed link; `partner`: whose location it is, once looked up.';
create index on hub.registration (person) where person is not null;
create index on hub.registration (partner, confirmed_at, id);
create index on hub.registration (decided_by) where decided_by is not null;
create index on hub.registration (asked_at);
call wall.stand('hub.registration');
call wall.see('hub.registration', '{any}', 'partner = hub.acting() and decided_at is null', 'id, mail, name, location_id, confirmed_at, partner, decided_at');

create function door.ask_registration(registration_id uuid, of_mail text, of_name text, in_language text, of_location text, hash bytea, expires timestamptz)
returns void language plpgsql as $$
begin
  perform hub.need('door.ask_registration', 'system');
  insert into hub.registration (id, mail, name, language, location_id, token_hash, asked_at, expires_at)
  values (registration_id, lower(of_mail), of_name, in_language, of_location, hash, hub.now(), expires);
end $$;
call wall.door('door.ask_registration(uuid, text, text, text, text, bytea, timestamptz)', '{system}');

-- What an open registration is about, for whoever holds its link.
create function door.find_registration(hash bytea)
returns table (id uuid, mail text, name text, location_id text, expires_at timestamptz, account uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_registration', 'system');
  return query select r.id, r.mail, r.name, r.location_id, r.expires_at, p.id
    from hub.registration r left join hub.person p on p.mail = r.mail
    where r.token_hash = hash and r.confirmed_at is null and r.expires_at > hub.now();
end $$;
call wall.door('door.find_registration(bytea)', '{system}');

-- The mail is the person's own: confirmed by its link, once. Answers the registration's id; null where it was used, lapsed, or is another's.
create function door.confirm_registration(hash bytea, by_person uuid) returns uuid language plpgsql as $$
declare confirmed uuid;
begin
  perform hub.need('door.confirm_registration', 'system');
  update hub.registration r set person = by_person, confirmed_at = hub.now() from hub.person p
  where r.token_hash = hash and r.confirmed_at is null and r.expires_at > hub.now() and p.id = by_person and p.mail = r.mail
  returning r.id into confirmed;
  return confirmed;
end $$;
call wall.door('door.confirm_registration(bytea, uuid)', '{system}');

-- Hands a confirmed registration to the partner whose location it names, once; no row where there is none, where the person is a member
-- already, or where they wait there already.
create function door.announce_registration(registration_id uuid)
returns table (partner uuid, name text, mail text, location_id text) language plpgsql as $$
#variable_conflict use_column
declare
  r hub.registration;
  whom uuid;
begin
  perform hub.need('door.announce_registration', 'system');
  select * into r from hub.registration x
    where x.id = registration_id and x.confirmed_at is not null and x.partner is null and x.decided_at is null for update;
  if not found then return; end if;
  -- Two of one person at once: one after the other.
  perform 1 from hub.person p where p.id = r.person for no key update;
  select o.id into whom from hub.location l join hub.organisation o on o.id = l.partner and o.kind = 'partner' and o.state = 'active'
    where l.location_id = r.location_id;
  if whom is null
    or exists (select from hub.membership m where m.organisation = whom and m.person = r.person and m.status = 'active')
    or exists (select from hub.registration x where x.partner = whom and x.person = r.person and x.decided_at is null) then
    return;
  end if;
  update hub.registration x set partner = whom where x.id = r.id;
  return query select whom, r.name, r.mail, r.location_id;
end $$;
call wall.door('door.announce_registration(uuid)', '{system}');

-- An administrator of the partner admits: the person becomes a member with the roles given.
create function door.admit_registration(registration_id uuid, membership_id uuid, of_roles text[])
returns table (outcome text, person uuid, name text, mail text, language text) language plpgsql as $$
#variable_conflict use_column
declare
  r hub.registration;
  p hub.person;
begin
  perform hub.need('door.admit_registration', 'member');
  select * into r from hub.registration x where x.id = registration_id and x.partner = hub.acting() for update;
  if not found then return query select 'http.not_found', null::uuid, null::text, null::text, null::text; return; end if;
  if r.decided_at is not null then return query select 'registrations.decided', null::uuid, null::text, null::text, null::text; return; end if;
  select * into strict p from hub.person x where x.id = r.person;
  begin
    insert into hub.membership (id, person, organisation, roles, name, mail, status, joined_at)
    values (membership_id, p.id, hub.acting(), of_roles, p.name, p.mail, 'active', hub.now());
  exception when unique_violation then
    -- Invited or a member by now.
    return query select 'members.already_a_member', null::uuid, null::text, null::text, null::text; return;
  end;
  update hub.registration x set decided_at = hub.now(), decided_by = hub.person(), admitted = true where x.id = r.id;
  return query select 'admitted', p.id, p.name, p.mail, p.language;
end $$;
call wall.door('door.admit_registration(uuid, uuid, text[])', '{any}');

create function door.refuse_registration(registration_id uuid) returns table (outcome text, name text) language plpgsql as $$
#variable_conflict use_column
declare r hub.registration;
begin
  perform hub.need('door.refuse_registration', 'member');
  select * into r from hub.registration x where x.id = registration_id and x.partner = hub.acting() for update;
  if not found then return query select 'http.not_found', null::text; return; end if;
  if r.decided_at is not null then return query select 'registrations.decided', null::text; return; end if;
  update hub.registration x set decided_at = hub.now(), decided_by = hub.person(), admitted = false where x.id = r.id;
  return query select 'refused', r.name;
end $$;
call wall.door('door.refuse_registration(uuid)', '{any}');

-- Registrations lapse too, answered ones with them.
drop function door.forget_old_links(integer);
create function door.forget_old_links(device_days integer, registration_days integer) returns bigint language plpgsql as $$
declare gone bigint;
begin
  perform hub.need('door.forget_old_links', 'system');
  delete from hub.password_reset where expires_at < hub.now() - interval '1 day';
  get diagnostics gone = row_count;
  delete from hub.known_device where last_seen_at < hub.now() - make_interval(days => device_days);
  delete from hub.registration where coalesce(confirmed_at + make_interval(days => registration_days), expires_at + interval '1 day') < hub.now();
  return gone;
end $$;
call wall.door('door.forget_old_links(integer, integer)', '{system}');
