-- Accounts: passwords changed and reset, second factor, where a session comes from and whether that place is known, phone.

alter table hub.person add column phone text;
grant update (phone) on hub.person to :prefix_person;
alter table hub.session add column address text not null default '';
grant select (address) on hub.session to :prefix_person;

create table hub.known_device (
  person uuid not null references hub.person,
  agent text not null,
  network text not null,
  last_seen_at timestamptz not null default now(),
  primary key (person, agent, network)
);
comment on table hub.known_device is 'From which browsers and networks somebody has signed in; doors alone.';
call wall.stand('hub.known_device');

create table hub.password_reset (
  id uuid primary key,
  mail text not null,
  token_hash bytea not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on hub.password_reset (mail);
create index on hub.password_reset (expires_at);
comment on table hub.password_reset is 'Asked for, known mail or not (R-A2); doors alone.';
call wall.stand('hub.password_reset');

create table hub.second_factor (
  person uuid primary key references hub.person,
  secret bytea not null,
  in_force_since timestamptz,
  last_step bigint not null default 0
);
comment on table hub.second_factor is 'TOTP. `secret` is sealed with the installation''s key; `last_step` is the last time step whose code was used: each is used once.';
call wall.stand('hub.second_factor');
call wall.see('hub.second_factor', '{person}', 'person = hub.person()', 'person, in_force_since');

create table hub.recovery_code (
  person uuid not null references hub.person,
  hash bytea not null,
  used_at timestamptz,
  primary key (person, hash)
);
call wall.stand('hub.recovery_code');
call wall.see('hub.recovery_code', '{person}', 'person = hub.person()', 'person, used_at');

-- A new session of a person whose password and, where there is one, second factor were right: `refused` where either has changed since they
-- were looked at. Else whether the browser or the network is one that the person has not signed in from before: `familiar`, `unfamiliar`.
drop function door.open_session(uuid, uuid, bytea, text);
create function door.open_session(session_id uuid, of_person uuid, hash bytea, from_agent text, from_address text, device text, from_network text,
  proven_password text, proven_factor boolean) returns text language plpgsql as $$
declare
  fresh boolean;
  first boolean;
begin
  perform hub.need('door.open_session', 'system');
  perform 1 from hub.person p where p.id = of_person for no key update;
  if not exists (select from hub.person_secret s where s.person = of_person and s.password_hash = proven_password)
    or (not proven_factor and exists (select from hub.second_factor f where f.person = of_person and f.in_force_since is not null)) then
    return 'refused';
  end if;
  insert into hub.session (id, person, token_hash, agent, address, created_at, last_seen_at)
  values (session_id, of_person, hash, left(from_agent, 300), left(from_address, 64), hub.now(), hub.now());
  first := not exists (select from hub.known_device k where k.person = of_person);
  insert into hub.known_device as k (person, agent, network, last_seen_at) values (of_person, device, from_network, hub.now())
  on conflict (person, agent, network) do update set last_seen_at = hub.now()
  returning k.xmax = 0 into fresh;
  return case when fresh and not first then 'unfamiliar' else 'familiar' end;
end $$;
call wall.door('door.open_session(uuid, uuid, bytea, text, text, text, text, text, boolean)', '{system}');

-- A new password; every session ends but the one kept, every open reset with it. Answers whether there is such a person.
create function door.set_password(of_person uuid, new_hash text, kept_session uuid) returns boolean language plpgsql as $$
begin
  perform hub.need('door.set_password', 'system');
  perform 1 from hub.person p where p.id = of_person for no key update;
  if not found then return false; end if;
  insert into hub.person_secret as s (person, password_hash) values (of_person, new_hash)
  on conflict (person) do update set password_hash = new_hash;
  update hub.session s set ended_at = hub.now() where s.person = of_person and s.ended_at is null and s.id is distinct from kept_session;
  update hub.password_reset r set used_at = hub.now() from hub.person p where p.id = of_person and r.mail = p.mail and r.used_at is null;
  return true;
end $$;
call wall.door('door.set_password(uuid, text, uuid)', '{system}');

-- Written whether or not the mail has an account: asking costs the same (R-A2). Who has it is looked up by the job that mails.
create function door.ask_password_reset(reset_id uuid, of_mail text, hash bytea, expires timestamptz) returns void language plpgsql as $$
begin
  perform hub.need('door.ask_password_reset', 'system');
  insert into hub.password_reset (id, mail, token_hash, asked_at, expires_at) values (reset_id, lower(of_mail), hash, hub.now(), expires);
end $$;
call wall.door('door.ask_password_reset(uuid, text, bytea, timestamptz)', '{system}');

-- Whose password an open reset sets, by its id or its token's hash; no row where nobody has that mail.
create function door.find_password_reset(reset_id uuid, hash bytea)
returns table (person uuid, mail text, name text, language text, time_zone text, operator boolean, expires_at timestamptz) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_password_reset', 'system');
  return query select p.id, p.mail, p.name, p.language, p.time_zone, p.operator, r.expires_at
    from hub.password_reset r join hub.person p on p.mail = r.mail
    where (r.id = reset_id or r.token_hash = hash) and r.used_at is null and r.expires_at > hub.now();
end $$;
call wall.door('door.find_password_reset(uuid, bytea)', '{system}');

-- Sets the password by a mailed link, once: false for whoever comes second.
create function door.complete_password_reset(hash bytea, new_hash text) returns boolean language plpgsql as $$
declare whom uuid;
begin
  perform hub.need('door.complete_password_reset', 'system');
  select p.id into whom from hub.password_reset r join hub.person p on p.mail = r.mail where r.token_hash = hash for no key update of p;
  if not exists (select from hub.password_reset r where r.token_hash = hash and r.used_at is null and r.expires_at > hub.now()) then return false; end if;
  return whom is not null and door.set_password(whom, new_hash, null);
end $$;
call wall.door('door.complete_password_reset(bytea, text)', '{system}');

-- The sealed secret of a person's second factor, in force or being set up.
create function door.find_second_factor(of_person uuid) returns table (secret bytea, in_force boolean) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_second_factor', 'system');
  return query select f.secret, f.in_force_since is not null from hub.second_factor f where f.person = of_person;
end $$;
call wall.door('door.find_second_factor(uuid)', '{system}');

-- A secret to be confirmed; false where a second factor is in force.
create function door.begin_second_factor(of_person uuid, sealed bytea) returns boolean language plpgsql as $$
begin
  perform hub.need('door.begin_second_factor', 'system');
  insert into hub.second_factor as f (person, secret) values (of_person, sealed)
  on conflict (person) do update set secret = sealed, last_step = 0 where f.in_force_since is null;
  return found;
end $$;
call wall.door('door.begin_second_factor(uuid, bytea)', '{system}');

-- New recovery codes; the earlier ones end.
create function door.keep_recovery_codes(of_person uuid, hashes bytea[]) returns boolean language plpgsql as $$
begin
  perform hub.need('door.keep_recovery_codes', 'system');
  perform 1 from hub.second_factor f where f.person = of_person and f.in_force_since is not null for update;
  if not found then return false; end if;
  delete from hub.recovery_code c where c.person = of_person;
  insert into hub.recovery_code (person, hash) select of_person, h from unnest(hashes) h;
  return true;
end $$;
call wall.door('door.keep_recovery_codes(uuid, bytea[])', '{system}');

-- The secret whose code was right comes in force; sessions that were opened without it end, but the one that did this.
create function door.confirm_second_factor(of_person uuid, sealed bytea, step bigint, hashes bytea[], kept_session uuid) returns boolean language plpgsql as $$
begin
  perform hub.need('door.confirm_second_factor', 'system');
  perform 1 from hub.person p where p.id = of_person for no key update;
  update hub.second_factor f set in_force_since = hub.now(), last_step = step
  where f.person = of_person and f.secret = sealed and f.in_force_since is null;
  if not found then return false; end if;
  update hub.session s set ended_at = hub.now() where s.person = of_person and s.ended_at is null and s.id is distinct from kept_session;
  return door.keep_recovery_codes(of_person, hashes);
end $$;
call wall.door('door.confirm_second_factor(uuid, bytea, bigint, bytea[], uuid)', '{system}');

-- Uses a time step up, and all before it; false where it was used.
create function door.use_time_step(of_person uuid, step bigint) returns boolean language plpgsql as $$
begin
  perform hub.need('door.use_time_step', 'system');
  update hub.second_factor f set last_step = step where f.person = of_person and f.in_force_since is not null and f.last_step < step;
  return found;
end $$;
call wall.door('door.use_time_step(uuid, bigint)', '{system}');

create function door.use_recovery_code(of_person uuid, code_hash bytea) returns boolean language plpgsql as $$
begin
  perform hub.need('door.use_recovery_code', 'system');
  update hub.recovery_code c set used_at = hub.now() where c.person = of_person and c.hash = code_hash and c.used_at is null;
  return found;
end $$;
call wall.door('door.use_recovery_code(uuid, bytea)', '{system}');

create function door.end_second_factor(of_person uuid) returns boolean language plpgsql as $$
begin
  perform hub.need('door.end_second_factor', 'system');
  delete from hub.recovery_code c where c.person = of_person;
  delete from hub.second_factor f where f.person = of_person and f.in_force_since is not null;
  return found;
end $$;
call wall.door('door.end_second_factor(uuid)', '{system}');

-- What is past its time: links that were never used, browsers and networks not used for long.
create function door.forget_old_links(device_days integer) returns bigint language plpgsql as $$
declare gone bigint;
begin
  perform hub.need('door.forget_old_links', 'system');
  delete from hub.password_reset where expires_at < hub.now() - interval '1 day';
  get diagnostics gone = row_count;
  delete from hub.known_device where last_seen_at < hub.now() - make_interval(days => device_days);
  return gone;
end $$;
call wall.door('door.forget_old_links(integer)', '{system}');
