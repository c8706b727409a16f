-- Companies apply to be partners, and partners and providers for accreditation by a further vendor; the vendor decides (R-B6). Nothing on
-- the way tells a stranger whether a company, a mail or an application exists (R-A2): asking and confirming do the same work for anybody.

create table hub.vendor_criteria (
  vendor uuid primary key references hub.organisation,
  is_open boolean not null,
  criteria text not null,
  revision integer not null default 1
);
comment on table hub.vendor_criteria is 'Whether a vendor takes applications, and by what it decides, in its own words. Open ones are told to anybody.';
call wall.stand('hub.vendor_criteria');
call wall.see('hub.vendor_criteria', '{any}', 'vendor = hub.acting()');
call wall.add('hub.vendor_criteria', '{any}', 'vendor = hub.acting()');
call wall.change('hub.vendor_criteria', '{any}', 'is_open, criteria, revision', 'vendor = hub.acting()');

create table hub.applicant (
  id uuid primary key,
  company text not null,
  country text not null,
  city text,
  name text not null,
  mail text not null,
  language text not null,
  vendors uuid[] not null,
  kinds text[] not null,
  statement text not null,
  token_hash bytea not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  person uuid references hub.person,
  confirmed_at timestamptz,
  filed_at timestamptz,
  organisation uuid references hub.organisation
);
comment on table hub.applicant is 'A company that wants to be a partner, as it wrote of itself. `person`: who confirmed by the mailed link; `organisation`: what it became with the first approval.';
create index on hub.applicant (person) where person is not null;
create index on hub.applicant (organisation) where organisation is not null;
create index on hub.applicant (asked_at);
call wall.stand('hub.applicant');

create table hub.application (
  id uuid primary key,
  vendor uuid not null references hub.organisation,
  applicant uuid references hub.applicant,
  organisation uuid references hub.organisation,
  -- One open application per company and vendor. A company that is no organisation yet is known by its name, its country and its mail domain:
  -- by the name alone, a stranger could stand in another one's way.
  company_key text not null collate "C",
  company text not null,
  country text,
  city text,
  name text not null,
  mail text not null,
  kinds text[] not null,
  statement text not null,
  filed_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references hub.person,
  approved boolean,
  reason text,
  check (applicant is not null or organisation is not null),
  check ((decided_at is null) = (approved is null))
);
create unique index application_once on hub.application (vendor, company_key) where decided_at is null;
create index on hub.application (vendor, id);
create index on hub.application (organisation, id) where organisation is not null;
create index on hub.application (applicant) where applicant is not null;
create index on hub.application (decided_by) where decided_by is not null;
call wall.stand('hub.application');
call wall.see('hub.application', '{any}', 'vendor = hub.acting() or organisation = hub.acting()',
  'id, vendor, organisation, company, country, city, name, mail, kinds, statement, filed_at, decided_at, approved, reason');
call wall.see('hub.application', '{operator}', 'true',
  'id, vendor, organisation, company, country, city, name, mail, kinds, statement, filed_at, decided_at, approved, reason');

-- Who takes applications, by name: told to anybody.
create function door.open_vendors(after_name text, after_id uuid, at_most integer)
returns table (id uuid, name text, name_key text, criteria text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.open_vendors', 'system');
  return query select o.id, o.name, o.name_key, c.criteria
    from hub.vendor_criteria c join hub.organisation o on o.id = c.vendor and o.kind = 'vendor' and o.state = 'active'
    where c.is_open and (after_id is null or (o.name_key, o.id) > (after_name, after_id))
    order by o.name_key, o.id limit at_most;
end $$;
call wall.door('door.open_vendors(text, uuid, integer)', '{system}');

create function door.ask_application(applicant_id uuid, card jsonb, to_vendors uuid[], of_kinds text[], hash bytea, expires timestamptz)
returns void language plpgsql as $$
begin
  perform hub.need('door.ask_application', 'system');
  insert into hub.applicant (id, company, country, city, name, mail, language, vendors, kinds, statement, token_hash, asked_at, expires_at)
  values (applicant_id, card->>'company', card->>'country', card->>'city', card->>'name', lower(card->>'mail'), card->>'language',
    to_vendors, of_kinds, card->>'statement', hash, hub.now(), expires);
end $$;
call wall.door('door.ask_application(uuid, jsonb, uuid[], text[], bytea, timestamptz)', '{system}');

-- What an open application is about, for whoever holds its link.
create function door.find_applicant(hash bytea)
returns table (id uuid, company text, mail text, name text, expires_at timestamptz, account uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_applicant', 'system');
  return query select a.id, a.company, a.mail, a.name, a.expires_at, p.id
    from hub.applicant a left join hub.person p on p.mail = a.mail
    where a.token_hash = hash and a.confirmed_at is null and a.expires_at > hub.now();
end $$;
call wall.door('door.find_applicant(bytea)', '{system}');

-- The mail is the person's own: confirmed by its link, once. Answers the applicant; null where it was used, lapsed, or is another's.
create function door.confirm_applicant(hash bytea, by_person uuid) returns uuid language plpgsql as $$
declare confirmed uuid;
begin
  perform hub.need('door.confirm_applicant', 'system');
  update hub.applicant a set person = by_person, confirmed_at = hub.now() from hub.person p
  where a.token_hash = hash and a.confirmed_at is null and a.expires_at > hub.now() and p.id = by_person and p.mail = a.mail
  returning a.id into confirmed;
  return confirmed;
end $$;
call wall.door('door.confirm_applicant(bytea, uuid)', '{system}');

-- The organisation that an applicant is by now: made by an earlier approval of this application, or of another one of the same person for the
-- same company while they still work for it; null = none yet. Two vendors at once wait for each other at the person.
create function door.organisation_of_applicant(applicant_id uuid) returns uuid language plpgsql as $$
declare
  a hub.applicant;
  made uuid;
begin
  select * into strict a from hub.applicant x where x.id = applicant_id;
  perform 1 from hub.person p where p.id = a.person for no key update;
  select x.organisation into made from hub.applicant x where x.id = a.id;
  if made is null then
    select x.organisation into made from hub.applicant x join hub.membership m on m.organisation = x.organisation
      and m.person = a.person and m.status = 'active' and m.roles @> '{global_admin}'
    where x.person = a.person and hub.name_key(x.company) = hub.name_key(a.company) and x.country = a.country
    order by x.id limit 1;
  end if;
  return made;
end $$;
call wall.door('door.organisation_of_applicant(uuid)', '{}');

-- Lays a confirmed application on the desks of the vendors that it names, once; not where one of the company lies there already, also as the
-- organisation that it has become, and not with vendors that take none.
create function door.file_applications(applicant_id uuid)
returns table (application uuid, vendor uuid, company text, name text, mail text, kinds text[]) language plpgsql as $$
#variable_conflict use_column
declare
  a hub.applicant;
  whose uuid;
begin
  perform hub.need('door.file_applications', 'system');
  update hub.applicant x set filed_at = hub.now() where x.id = applicant_id and x.confirmed_at is not null and x.filed_at is null returning * into a;
  if not found then return; end if;
  whose := door.organisation_of_applicant(a.id);
  return query
    insert into hub.application as n (id, vendor, applicant, organisation, company_key, company, country, city, name, mail, kinds, statement, filed_at)
    select hub.new_id(), c.vendor, a.id, whose, coalesce(whose::text, concat_ws('|', hub.name_key(a.company), a.country, split_part(a.mail, '@', 2))), a.company, a.country,
      a.city, a.name, a.mail, a.kinds, a.statement, hub.now()
    from hub.vendor_criteria c join hub.organisation o on o.id = c.vendor and o.kind = 'vendor' and o.state = 'active'
    where c.is_open and c.vendor = any (a.vendors)
    order by c.vendor
    on conflict do nothing
    returning n.id, n.vendor, n.company, n.name, n.mail, n.kinds;
  perform door.acquaint(x.vendor, whose) from hub.application x where x.applicant = a.id and whose is not null;
end $$;
call wall.door('door.file_applications(uuid)', '{system}');

-- A partner or provider applies to a further vendor. A vendor that takes no applications is as absent (R-A2).
create function door.apply(application_id uuid, to_vendor uuid, of_kinds text[], what text) returns text language plpgsql as $$
declare
  o hub.organisation;
  p hub.person;
begin
  perform hub.need('door.apply', 'member');
  select * into strict o from hub.organisation x where x.id = hub.acting();
  select * into strict p from hub.person x where x.id = hub.person();
  if o.kind not in ('partner', 'provider') or (o.kind = 'provider' and of_kinds <> '{report_sales}') then
    return 'accreditations.kind_of_organisation';
  end if;
  if not exists (select from hub.vendor_criteria c join hub.organisation v on v.id = c.vendor and v.kind = 'vendor' and v.state = 'active'
    where c.vendor = to_vendor and c.is_open) then
    return 'http.not_found';
  end if;
  insert into hub.application (id, vendor, organisation, company_key, company, country, city, name, mail, kinds, statement, filed_at)
  select application_id, to_vendor, o.id, o.id::text, o.name, o.country, d.city, p.name, p.mail, of_kinds, what, hub.now()
  from hub.organisation_detail d where d.organisation = o.id
  on conflict do nothing;
  if not found then return 'applications.already_open'; end if;
  perform door.acquaint(to_vendor, o.id);
  return 'filed';
end $$;
call wall.door('door.apply(uuid, uuid, text[], text)', '{any}');

-- The making of an organisation, for the doors that make one.
create function door.found_organisation(organisation_id uuid, of_kind text, of_name text, of_country text) returns void language plpgsql as $$
begin
  insert into hub.organisation (id, kind, name, name_key, country) values (organisation_id, of_kind, of_name, hub.name_key(of_name), of_country);
  insert into hub.organisation_detail (organisation) values (organisation_id);
  insert into hub.acquaintance (viewer, organisation) values (organisation_id, organisation_id);
end $$;
call wall.door('door.found_organisation(uuid, text, text, text)', '{}');

create or replace function door.create_organisation(organisation_id uuid, of_kind text, of_name text, of_country text) returns void language plpgsql as $$
begin
  perform hub.need('door.create_organisation', 'operator', 'system');
  perform door.found_organisation(organisation_id, of_kind, of_name, of_country);
end $$;
call wall.door('door.create_organisation(uuid, text, text, text)', '{operator,system}');

-- The vendor approves, or the operator for it: a company that is none yet becomes an organisation with a location and its administrator; the
-- accreditations are given, but for a kind that it has for that time already. Its other open applications are that organisation's from here on, so
-- that none of it lies twice on a desk. `granted` and `accreditation_ids` go together; answers which of these were given.
create function door.approve_application(application_id uuid, made jsonb, accreditation_ids uuid[], granted text[], from_day date, until_day date)
returns table (outcome text, organisation uuid, founded boolean, vendor uuid, person uuid, language text, given uuid[]) language plpgsql as $$
#variable_conflict use_column
declare
  a hub.application;
  p hub.person;
  whom uuid;
  whose text;
  is_new boolean := false;
  made_ids uuid[] := '{}';
  of_vendor uuid;
begin
  perform hub.need('door.approve_application', 'member', 'operator');
  -- The person before the application: this approval changes others of theirs, too.
  perform 1 from hub.application x join hub.applicant n on n.id = x.applicant join hub.person h on h.id = n.person
    where x.id = application_id and (hub.capacity() = 'operator' or x.vendor = hub.acting()) for no key update of h;
  select * into a from hub.application x
    where x.id = application_id and (hub.capacity() = 'operator' or x.vendor = hub.acting()) for update;
  if not found then return query select 'http.not_found', null::uuid, null::boolean, null::uuid, null::uuid, null::text, null::uuid[]; return; end if;
  if a.decided_at is not null then
    return query select 'applications.decided', null::uuid, null::boolean, null::uuid, null::uuid, null::text, null::uuid[]; return;
  end if;
  whom := a.organisation;
  if a.applicant is not null then
    select x.* into strict p from hub.applicant n join hub.person x on x.id = n.person where n.id = a.applicant;
    whom := coalesce(whom, door.organisation_of_applicant(a.applicant));
    is_new := whom is null;
  end if;
  if is_new then
    whom := (made->>'organisation')::uuid;
    perform door.found_organisation(whom, 'partner', a.company, a.country);
    update hub.organisation_detail d set city = a.city where d.organisation = whom;
    insert into hub.location (id, partner, location_id, name, city, country)
    values ((made->>'location')::uuid, whom, made->>'locationId', coalesce(a.city, a.company), a.city, a.country);
    insert into hub.membership (id, person, organisation, roles, name, mail, status, joined_at)
    values ((made->>'membership')::uuid, p.id, whom, '{global_admin}', p.name, p.mail, 'active', hub.now());
  end if;
  select o.kind into whose from hub.organisation o where o.id = whom and o.state = 'active';
  if whose is distinct from 'partner' and (whose is distinct from 'provider' or granted <> '{report_sales}') then
    return query select 'accreditations.kind_of_organisation', null::uuid, null::boolean, null::uuid, null::uuid, null::text, null::uuid[]; return;
  end if;
  perform door.acquaint(a.vendor, whom);
  for n in 1..cardinality(granted) loop
    continue when exists (select from hub.accreditation x where x.organisation = whom and x.vendor = a.vendor and x.kind = granted[n]
      and x.valid_from <= from_day and coalesce(x.valid_until, 'infinity') >= coalesce(until_day, 'infinity'));
    if (select g.outcome from door.give_accreditation(accreditation_ids[n], a.vendor, null, whom, granted[n], from_day, until_day) g) <> 'given' then
      raise exception 'door.approve_application: accreditation not given';
    end if;
    made_ids := made_ids || accreditation_ids[n];
  end loop;
  update hub.applicant x set organisation = whom where x.organisation is null
    and (x.id = a.applicant or x.person = p.id and hub.name_key(x.company) = hub.name_key(a.company) and x.country = a.country);
  for of_vendor in update hub.application x set organisation = whom, company_key = whom::text
    from hub.applicant n
    where n.person = p.id and n.organisation = whom and x.applicant = n.id and x.id <> a.id and x.decided_at is null
      and not exists (select from hub.application y where y.vendor = x.vendor and y.company_key = whom::text and y.decided_at is null)
    returning x.vendor
  loop
    perform door.acquaint(of_vendor, whom);
  end loop;
  update hub.application x set decided_at = hub.now(), decided_by = hub.person(), approved = true, organisation = whom, kinds = granted where x.id = a.id;
  return query select 'approved', whom, is_new, a.vendor, p.id, p.language, made_ids;
end $$;
call wall.door('door.approve_application(uuid, jsonb, uuid[], text[], date, date)', '{any,operator}');

create function door.refuse_application(application_id uuid, because text)
returns table (outcome text, organisation uuid, vendor uuid, language text) language plpgsql as $$
#variable_conflict use_column
declare a hub.application;
begin
  perform hub.need('door.refuse_application', 'member', 'operator');
  select * into a from hub.application x
    where x.id = application_id and (hub.capacity() = 'operator' or x.vendor = hub.acting()) for update;
  if not found then return query select 'http.not_found', null::uuid, null::uuid, null::text; return; end if;
  if a.decided_at is not null then return query select 'applications.decided', null::uuid, null::uuid, null::text; return; end if;
  update hub.application x set decided_at = hub.now(), decided_by = hub.person(), approved = false, reason = because where x.id = a.id;
  return query select 'refused', a.organisation, a.vendor,
    (select p.language from hub.applicant n join hub.person p on p.id = n.person where n.id = a.applicant);
end $$;
call wall.door('door.refuse_application(uuid, text)', '{any,operator}');

-- What companies wrote that never confirmed, and what was refused to companies that are none here, is forgotten.
create function door.forget_applications(refused_days integer) returns bigint language plpgsql as $$
declare gone bigint;
begin
  perform hub.need('door.forget_applications', 'system');
  delete from hub.application a where a.organisation is null and a.approved = false
    and a.decided_at < hub.now() - make_interval(days => refused_days);
  delete from hub.applicant n where n.expires_at < hub.now() - interval '1 day' and (n.confirmed_at is null or n.filed_at is not null)
    and not exists (select from hub.application a where a.applicant = n.id);
  get diagnostics gone = row_count;
  return gone;
end $$;
call wall.door('door.forget_applications(integer)', '{system}');

-- The operator decides for any vendor: then partners hear of it all the same.
call wall.door('door.notify_members(uuid, text[], text, jsonb, text)', '{operator}');
