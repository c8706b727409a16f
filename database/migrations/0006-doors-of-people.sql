-- Doors of people and organisations. The first line of each checks the capacity; each says what it lets through.

create function hub.need(door text, variadic capacities text[]) returns void language plpgsql stable as $$
begin
  if not hub.capacity() = any (capacities) then
    raise insufficient_privilege using message = format('%s is not for %s', door, hub.capacity());
  end if;
end $$;
grant execute on function hub.need(text, text[]) to :prefix_door;

-- Counts one try and answers how many seconds to wait, 0 = go on. Exact: the row's lock makes tries wait for each other.
create function door.count_attempt(of_kind text, about text, at_most integer, window_minutes integer) returns integer language plpgsql as $$
declare tried hub.attempt;
begin
  perform hub.need('door.count_attempt', 'system', 'member', 'person');
  insert into hub.attempt as a (kind, subject, began_at, n) values (of_kind, about, hub.now(), 1)
  on conflict (kind, subject) do update set
    n = case when a.began_at + make_interval(mins => window_minutes) <= hub.now() then 1 else a.n + 1 end,
    began_at = case when a.began_at + make_interval(mins => window_minutes) <= hub.now() then hub.now() else a.began_at end
  returning * into tried;
  if tried.n <= at_most then return 0; end if;
  return greatest(1, ceil(extract(epoch from tried.began_at + make_interval(mins => window_minutes) - hub.now())))::integer;
end $$;
call wall.door('door.count_attempt(text, text, integer, integer)', '{system,any,person}');

create function door.forget_attempts(of_kind text, about text) returns void language plpgsql as $$
begin
  perform hub.need('door.forget_attempts', 'system');
  delete from hub.attempt where kind = of_kind and subject = about;
end $$;
call wall.door('door.forget_attempts(text, text)', '{system}');

-- The password's hash of whoever has this mail; no row where nobody has.
create function door.find_password(of_mail text) returns table (person uuid, password_hash text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_password', 'system');
  return query select p.id, s.password_hash from hub.person p join hub.person_secret s on s.person = p.id where p.mail = lower(of_mail);
end $$;
call wall.door('door.find_password(text)', '{system}');

create function door.open_session(session_id uuid, of_person uuid, hash bytea, from_agent text) returns void language plpgsql as $$
begin
  perform hub.need('door.open_session', 'system');
  insert into hub.session (id, person, token_hash, agent, created_at, last_seen_at)
  values (session_id, of_person, hash, left(from_agent, 300), hub.now(), hub.now());
end $$;
call wall.door('door.open_session(uuid, uuid, bytea, text)', '{system}');

-- Who a request is: its session, the person, and the membership in the organisation it acts for, all as of now (R-A4).
create function door.find_session(hash bytea, asked uuid, idle interval, lifetime interval)
returns table (session uuid, person uuid, name text, mail text, language text, time_zone text, operator boolean, memberships integer,
  organisation uuid, organisation_name text, organisation_kind text, roles text[], locations uuid[])
language plpgsql as $$
#variable_conflict use_column
declare s hub.session;
begin
  perform hub.need('door.find_session', 'system');
  select x.* into s from hub.session x
    where x.token_hash = hash and x.ended_at is null and x.last_seen_at > hub.now() - idle and x.created_at > hub.now() - lifetime;
  if not found then return; end if;
  if s.last_seen_at < hub.now() - interval '1 minute' then
    update hub.session x set last_seen_at = hub.now() where x.id = s.id;
  end if;
  return query
    select s.id, p.id, p.name, p.mail, p.language, p.time_zone, p.operator, mine.n::integer, o.id, o.name, o.kind, m.roles, m.locations
    from hub.person p
    cross join lateral (select count(*) as n, min(x.organisation::text)::uuid as only_one from hub.membership x where x.person = p.id and x.status = 'active') mine
    left join hub.membership m on m.person = p.id and m.status = 'active'
      and m.organisation = coalesce(asked, s.acting_for, case when mine.n = 1 then mine.only_one end)
    left join hub.organisation o on o.id = m.organisation and o.state = 'active'
    where p.id = s.person;
end $$;
call wall.door('door.find_session(bytea, uuid, interval, interval)', '{system}');

-- The same for a job's asker: rights are resolved anew at each chunk (R-A4). No row = no member any more.
create function door.find_member(of_person uuid, of_organisation uuid)
returns table (name text, mail text, language text, time_zone text, organisation_name text, organisation_kind text, roles text[], locations uuid[])
language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_member', 'system');
  return query
    select p.name, p.mail, p.language, p.time_zone, o.name, o.kind, m.roles, m.locations
    from hub.membership m join hub.person p on p.id = m.person join hub.organisation o on o.id = m.organisation and o.state = 'active'
    where m.person = of_person and m.organisation = of_organisation and m.status = 'active';
end $$;
call wall.door('door.find_member(uuid, uuid)', '{system}');

create function door.create_person(person_id uuid, of_mail text, of_name text, of_language text, hash text, is_operator boolean) returns void language plpgsql as $$
begin
  perform hub.need('door.create_person', 'system');
  insert into hub.person (id, mail, name, language, operator) values (person_id, lower(of_mail), of_name, of_language, is_operator);
  insert into hub.person_secret (person, password_hash) values (person_id, hash);
end $$;
call wall.door('door.create_person(uuid, text, text, text, text, boolean)', '{system}');

-- Makes two organisations known to each other.
create function door.acquaint(one uuid, other uuid) returns void language sql as $$
  insert into hub.acquaintance (viewer, organisation) values (one, other), (other, one) on conflict do nothing
$$;
call wall.door('door.acquaint(uuid, uuid)', '{}');

create function hub.name_key(name text) returns text language sql immutable strict parallel safe as
$$ select lower(regexp_replace(btrim(name), '\s+', ' ', 'g')) $$;
grant execute on function hub.name_key(text) to :prefix_door, :prefix_end_user, :prefix_managed, :prefix_any, :prefix_operator, :prefix_vendor, :prefix_linked;

create function door.create_organisation(organisation_id uuid, of_kind text, of_name text, of_country text) returns void language plpgsql as $$
begin
  perform hub.need('door.create_organisation', 'operator', 'system');
  insert into hub.organisation (id, kind, name, name_key, country) values (organisation_id, of_kind, of_name, hub.name_key(of_name), of_country);
  insert into hub.organisation_detail (organisation) values (organisation_id);
  insert into hub.acquaintance (viewer, organisation) values (organisation_id, organisation_id);
end $$;
call wall.door('door.create_organisation(uuid, text, text, text)', '{operator,system}');

-- A member who is invited: by a colleague into the own organisation, or by the operator as the first administrator.
create function door.invite_member(membership_id uuid, invitation_id uuid, into_organisation uuid, of_name text, of_mail text, of_roles text[], hash bytea, expires timestamptz)
returns void language plpgsql as $$
begin
  perform hub.need('door.invite_member', 'member', 'operator', 'system');
  if hub.capacity() = 'member' and into_organisation is distinct from hub.acting() then
    raise insufficient_privilege using message = 'door.invite_member: another organisation';
  end if;
  insert into hub.membership (id, organisation, roles, name, mail, status)
  values (membership_id, into_organisation, of_roles, of_name, lower(of_mail), 'invited');
  insert into hub.invitation (id, kind, organisation, from_organisation, membership, mail, name, token_hash, expires_at)
  values (invitation_id, 'member', into_organisation, into_organisation, membership_id, lower(of_mail), of_name, hash, expires);
end $$;
call wall.door('door.invite_member(uuid, uuid, uuid, text, text, text[], bytea, timestamptz)', '{any,operator,system}');

-- What an open invitation is about, for whoever holds its link.
create function door.find_invitation(hash bytea)
returns table (id uuid, kind text, organisation uuid, organisation_name text, from_name text, mail text, name text, roles text[], expires_at timestamptz, account uuid)
language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_invitation', 'system');
  return query
    select i.id, i.kind, i.organisation, coalesce(c.name, o.name), coalesce(f.name, ''), i.mail, i.name,
      coalesce(m.roles, array['customer_admin']), i.expires_at, p.id
    from hub.invitation i
    join hub.organisation o on o.id = i.organisation
    left join hub.organisation f on f.id = i.from_organisation
    left join hub.membership m on m.id = i.membership
    left join hub.customer_card c on c.relationship = i.relationship
    left join hub.person p on p.mail = i.mail
    where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > hub.now()
      -- A member removed before they accepted: their link says so at once.
      and (i.membership is null or m.status = 'invited');
end $$;
call wall.door('door.find_invitation(bytea)', '{system}');

create function door.administered_by(of_person uuid) returns table (organisation uuid, name text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.administered_by', 'system');
  return query select o.id, o.name from hub.membership m join hub.organisation o on o.id = m.organisation and o.kind = 'customer' and o.state = 'active'
    where m.person = of_person and m.status = 'active' and 'customer_admin' = any (m.roles) order by o.name_key;
end $$;
call wall.door('door.administered_by(uuid)', '{system}');

-- Reach: one function per cause. This one follows a relationship, and keeps the tenant's managing partner (data-model.md).
-- Answers the tenants whose devices have to be told (a job copies `managing_partner` in chunks).
create function door.follow_relationship(relationship_id uuid) returns setof uuid language plpgsql as $$
declare r hub.relationship;
begin
  select * into strict r from hub.relationship where id = relationship_id;
  if r.kind <> 'manages' then return; end if;
  -- Moves hold their tenants (door.hold_tenants): a change of reach waits for the chunk that is at work, and the next chunk sees it (R-A4).
  perform 1 from hub.tenant t where t.organisation = r.to_organisation and t.kind = 'customer' order by t.id for no key update;
  -- By what stands between the two, not by this row alone: an earlier relationship that ended takes nothing from a later one.
  if exists (select from hub.relationship m join hub.organisation o on o.id = m.to_organisation and o.state = 'active'
      where m.kind = 'manages' and m.from_organisation = r.from_organisation and m.to_organisation = r.to_organisation and m.state = 'accepted') then
    insert into hub.reach (organisation, tenant, whose, via)
    select r.from_organisation, t.id, t.organisation, 'manages' from hub.tenant t where t.organisation = r.to_organisation and t.kind = 'customer'
    on conflict do nothing;
  else
    delete from hub.reach x using hub.tenant t
    where t.organisation = r.to_organisation and x.tenant = t.id and x.organisation = r.from_organisation and x.via = 'manages';
  end if;
  return query
    -- Until the job has told the devices, lists go by the tenant (listed_by null).
    update hub.tenant t set managing_partner = next.partner, listed_by = null
    from (select t2.id, (select m.from_organisation from hub.relationship m
            where m.to_organisation = t2.organisation and m.kind = 'manages' and m.state = 'accepted'
            order by m.accepted_at, m.id limit 1) as partner
          from hub.tenant t2 where t2.organisation = r.to_organisation and t2.kind = 'customer') next
    where next.id = t.id and t.managing_partner is distinct from next.partner
    returning t.id;
end $$;
call wall.door('door.follow_relationship(uuid)', '{}');

-- A customer that a partner adds: its organisation (until acceptance a placeholder), tenant, relationship, card and invitation (R-C1).
create function door.add_customer(ids jsonb, typed jsonb, hash bytea, expires timestamptz) returns void language plpgsql as $$
declare
  org uuid := (ids->>'organisation')::uuid;
  rel uuid := (ids->>'relationship')::uuid;
begin
  perform hub.need('door.add_customer', 'member');
  if not exists (select from hub.organisation where id = hub.acting() and kind = 'partner') then
    raise insufficient_privilege using message = 'door.add_customer is for partners';
  end if;
  insert into hub.organisation (id, kind, name, name_key, country, state)
  values (org, 'customer', typed->>'name', hub.name_key(typed->>'name'), typed->>'country', 'invited');
  insert into hub.organisation_detail (organisation, address, city, postcode) values (org, typed->>'address', typed->>'city', typed->>'postcode');
  insert into hub.acquaintance (viewer, organisation) values (org, org), (hub.acting(), org), (org, hub.acting()) on conflict do nothing;
  insert into hub.tenant (id, kind, organisation, customer_id) values ((ids->>'tenant')::uuid, 'customer', org, ids->>'customerId');
  insert into hub.relationship (id, kind, from_organisation, to_organisation, state) values (rel, 'manages', hub.acting(), org, 'requested');
  insert into hub.customer_card (relationship, partner, organisation, name, name_key, address, city, postcode, country, admin_name, admin_mail, admin_phone)
  values (rel, hub.acting(), org, typed->>'name', hub.name_key(typed->>'name'), typed->>'address', typed->>'city', typed->>'postcode', typed->>'country',
    typed->>'adminName', lower(typed->>'adminMail'), typed->>'adminPhone');
  insert into hub.invitation (id, kind, organisation, from_organisation, relationship, mail, name, token_hash, expires_at)
  values ((ids->>'invitation')::uuid, 'customer', org, hub.acting(), rel, lower(typed->>'adminMail'), typed->>'adminName', hash, expires);
end $$;
call wall.door('door.add_customer(jsonb, jsonb, bytea, timestamptz)', '{any}');

-- A new link for a pending customer; the earlier ones end.
create function door.renew_invitation(of_relationship uuid, invitation_id uuid, hash bytea, expires timestamptz) returns boolean language plpgsql as $$
declare c hub.customer_card;
begin
  perform hub.need('door.renew_invitation', 'member');
  select * into c from hub.customer_card where relationship = of_relationship and partner = hub.acting() and state = 'pending' for update;
  if not found then return false; end if;
  update hub.invitation set revoked_at = hub.now() where relationship = of_relationship and accepted_at is null and revoked_at is null;
  insert into hub.invitation (id, kind, organisation, from_organisation, relationship, mail, name, token_hash, expires_at)
  values (invitation_id, 'customer', c.organisation, c.partner, of_relationship, c.admin_mail, c.admin_name, hash, expires);
  return true;
end $$;
call wall.door('door.renew_invitation(uuid, uuid, bytea, timestamptz)', '{any}');

-- Accepts an invitation for a person who is there by now, and acts in their name from then on in this transaction.
-- Answers: the outcome (`accepted`, or the code of the problem), the organisation joined, the partner to tell, tenants to follow.
create function door.accept_invitation(hash bytea, by_person uuid, membership_id uuid, as_organisation uuid)
returns table (outcome text, organisation uuid, partner uuid, relationship uuid, kind text, tenants uuid[]) language plpgsql as $$
#variable_conflict use_column
declare
  i hub.invitation;
  p hub.person;
  org uuid;
  followed uuid[];
begin
  perform hub.need('door.accept_invitation', 'system');
  select * into i from hub.invitation x
    where x.token_hash = hash and x.accepted_at is null and x.revoked_at is null and x.expires_at > hub.now() for update;
  if not found then return query select 'invitations.not_valid', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return; end if;
  select * into strict p from hub.person x where x.id = by_person;
  if p.mail <> i.mail then return query select 'invitations.other_person', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return; end if;
  org := i.organisation;
  if i.kind = 'member' then
    if exists (select from hub.membership m where m.organisation = org and m.person = by_person and m.status = 'active') then
      return query select 'members.already_a_member', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return;
    end if;
    update hub.membership m set person = by_person, status = 'active', joined_at = hub.now(), revision = m.revision + 1
    where m.id = i.membership and m.status = 'invited';
    if not found then return query select 'invitations.not_valid', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return; end if;
  elsif as_organisation is null then
    update hub.organisation o set state = 'active', revision = o.revision + 1 where o.id = org and o.state = 'invited';
    insert into hub.membership (id, person, organisation, roles, name, mail, status, joined_at)
    values (membership_id, by_person, org, array['customer_admin'], p.name, p.mail, 'active', hub.now());
    insert into hub.reach (organisation, tenant, whose, via)
    select org, t.id, org, 'own' from hub.tenant t where t.organisation = org on conflict do nothing;
  else
    -- As one they already administer: the placeholder closes, the relationship turns to the organisation that is there.
    if not exists (select from hub.membership m join hub.organisation o on o.id = m.organisation and o.kind = 'customer' and o.state = 'active'
        where m.person = by_person and m.organisation = as_organisation and m.status = 'active' and 'customer_admin' = any (m.roles)) then
      return query select 'invitations.not_an_administrator', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return;
    end if;
    if exists (select from hub.relationship r where r.kind = 'manages' and r.from_organisation = i.from_organisation
        and r.to_organisation = as_organisation and r.state <> 'ended') then
      return query select 'customers.already_managed', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return;
    end if;
    update hub.organisation o set state = 'closed', merged_into = as_organisation where o.id = org;
    update hub.relationship r set to_organisation = as_organisation where r.id = i.relationship;
    update hub.customer_card c set organisation = as_organisation where c.relationship = i.relationship;
    org := as_organisation;
    perform door.acquaint(org, i.from_organisation);
  end if;
  update hub.invitation x set accepted_at = hub.now(), accepted_by = by_person, organisation = org where x.id = i.id;
  if i.kind = 'customer' then
    update hub.relationship r set state = 'accepted', accepted_at = hub.now(), revision = r.revision + 1 where r.id = i.relationship;
    update hub.customer_card c set state = 'accepted', accepted_at = hub.now(), name = o.name, name_key = o.name_key, revision = c.revision + 1
    from hub.organisation o where o.id = org and c.relationship = i.relationship;
    select array_agg(f) into followed from door.follow_relationship(i.relationship) f;
  end if;
  perform set_config('hub.person', by_person::text, true), set_config('hub.home', org::text, true), set_config('hub.acting', org::text, true),
    set_config('hub.capacity', 'member', true);
  return query select 'accepted', org, i.from_organisation, i.relationship, i.kind, coalesce(followed, '{}');
end $$;
call wall.door('door.accept_invitation(bytea, uuid, uuid, uuid)', '{system}');

-- Changes of a relationship's state by one of its two ends; answers the outcome and the tenants to follow.
create function door.change_relationship(relationship_id uuid, wanted text)
returns table (outcome text, other uuid, tenants uuid[]) language plpgsql as $$
#variable_conflict use_column
declare
  r hub.relationship;
  followed uuid[];
begin
  perform hub.need('door.change_relationship', 'member');
  select * into r from hub.relationship x where x.id = relationship_id and hub.acting() in (x.from_organisation, x.to_organisation) for update;
  if not found then return query select 'http.not_found', null::uuid, null::uuid[]; return; end if;
  if wanted = 'accept' then
    if r.state <> 'requested' or r.to_organisation <> hub.acting() then return query select 'relationships.not_open', null::uuid, null::uuid[]; return; end if;
    update hub.relationship set state = 'accepted', accepted_at = hub.now(), revision = revision + 1 where id = r.id;
  elsif wanted = 'end' then
    if r.state = 'ended' then return query select 'relationships.not_open', null::uuid, null::uuid[]; return; end if;
    update hub.relationship set state = 'ended', ended_at = hub.now(), revision = revision + 1 where id = r.id;
    update hub.invitation set revoked_at = hub.now() where relationship = r.id and accepted_at is null and revoked_at is null;
  elsif wanted = 'disable' then
    if r.state <> 'accepted' then
      return query select case when r.state = 'disabled' then 'customers.access_unchanged' else 'customers.never_accepted' end, null::uuid, null::uuid[]; return;
    end if;
    update hub.relationship set state = 'disabled', disabled_by = hub.acting(), revision = revision + 1 where id = r.id;
  elsif wanted = 'enable' then
    -- R-C2: after an earlier acceptance, re-enabling skips pending; only the side that switched it off switches it on.
    if r.state <> 'disabled' then
      return query select case when r.state = 'accepted' then 'customers.access_unchanged' else 'customers.never_accepted' end, null::uuid, null::uuid[]; return;
    end if;
    if r.disabled_by <> hub.acting() then return query select 'relationships.not_open', null::uuid, null::uuid[]; return; end if;
    update hub.relationship set state = 'accepted', disabled_by = null, revision = revision + 1 where id = r.id;
  else
    raise invalid_parameter_value using message = wanted;
  end if;
  update hub.customer_card c set revision = c.revision + 1,
    state = case n.state when 'requested' then 'pending' else n.state end, accepted_at = n.accepted_at
  from hub.relationship n where n.id = r.id and c.relationship = r.id;
  select array_agg(f) into followed from door.follow_relationship(r.id) f;
  return query select 'changed', case when r.from_organisation = hub.acting() then r.to_organisation else r.from_organisation end, coalesce(followed, '{}');
end $$;
call wall.door('door.change_relationship(uuid, text)', '{any}');

-- A provider asks the partner of a location ID; null where no partner has it (R-A2).
create function door.request_supply(relationship_id uuid, of_location text) returns table (outcome text, partner uuid) language plpgsql as $$
#variable_conflict use_column
declare whom uuid;
begin
  perform hub.need('door.request_supply', 'member');
  if not exists (select from hub.organisation where id = hub.acting() and kind = 'provider') then
    return query select 'accreditations.kind_of_organisation', null::uuid; return;
  end if;
  select l.partner into whom from hub.location l where l.location_id = of_location;
  if whom is null then return query select 'http.not_found', null::uuid; return; end if;
  if exists (select from hub.relationship r where r.kind = 'supplies' and r.from_organisation = hub.acting() and r.to_organisation = whom and r.state <> 'ended') then
    return query select 'relationships.exists', null::uuid; return;
  end if;
  insert into hub.relationship (id, kind, from_organisation, to_organisation, state) values (relationship_id, 'supplies', hub.acting(), whom, 'requested');
  perform door.acquaint(hub.acting(), whom);
  return query select 'requested', whom;
end $$;
call wall.door('door.request_supply(uuid, text)', '{any}');

-- A vendor's word for a partner or provider, found by location ID, or by id where they have had dealings (R-A2). The operator speaks for any vendor.
create function door.give_accreditation(accreditation_id uuid, of_vendor uuid, of_location text, of_organisation uuid, of_kind text, from_day date, until_day date)
returns table (outcome text, organisation uuid) language plpgsql as $$
#variable_conflict use_column
declare
  whom uuid;
  whose text;
begin
  perform hub.need('door.give_accreditation', 'member', 'operator', 'system');
  if hub.capacity() = 'member' and of_vendor is distinct from hub.acting() then return query select 'http.not_found', null::uuid; return; end if;
  if not exists (select from hub.organisation o where o.id = of_vendor and o.kind = 'vendor') then
    return query select 'accreditations.kind_of_organisation', null::uuid; return;
  end if;
  select l.partner into whom from hub.location l where l.location_id = of_location;
  if whom is null and (hub.capacity() <> 'member' or exists (select from hub.acquaintance a where a.viewer = of_vendor and a.organisation = of_organisation)) then
    whom := of_organisation;
  end if;
  select o.kind into whose from hub.organisation o where o.id = whom and o.state = 'active';
  if whose is null then return query select 'http.not_found', null::uuid; return; end if;
  -- Resell and service are a partner's; reporting sales is a provider's or a reseller's (section 1, R-B3).
  if whose not in ('partner', 'provider') or (whose = 'provider' and of_kind <> 'report_sales') then
    return query select 'accreditations.kind_of_organisation', null::uuid; return;
  end if;
  insert into hub.accreditation (id, organisation, vendor, kind, valid_from, valid_until)
  values (accreditation_id, whom, of_vendor, of_kind, from_day, until_day);
  perform door.acquaint(of_vendor, whom);
  return query select 'given', whom;
end $$;
call wall.door('door.give_accreditation(uuid, uuid, text, uuid, text, date, date)', '{any,operator,system}');

create function door.change_accreditation(accreditation_id uuid, until_day date) returns table (outcome text, organisation uuid, vendor uuid) language plpgsql as $$
#variable_conflict use_column
declare a hub.accreditation;
begin
  perform hub.need('door.change_accreditation', 'member', 'operator');
  select * into a from hub.accreditation x where x.id = accreditation_id and (hub.capacity() = 'operator' or x.vendor = hub.acting()) for update;
  if not found then return query select 'http.not_found', null::uuid, null::uuid; return; end if;
  if until_day < a.valid_from then return query select 'accreditations.dates', null::uuid, null::uuid; return; end if;
  update hub.accreditation x set valid_until = until_day where x.id = a.id;
  return query select 'changed', a.organisation, a.vendor;
end $$;
call wall.door('door.change_accreditation(uuid, date)', '{any,operator}');

-- R-B1: partners whose first accreditation is valid by now and who have no holding tenant yet.
create function door.partners_without_holding() returns setof uuid language plpgsql as $$
begin
  perform hub.need('door.partners_without_holding', 'system', 'member', 'operator');
  return query
    select o.id from hub.organisation o
    where o.kind = 'partner' and o.state = 'active'
      and not exists (select from hub.tenant t where t.organisation = o.id and t.kind = 'holding')
      and exists (select from hub.accreditation a where a.organisation = o.id and a.kind in ('resell_monitor', 'service_delivery')
        and hub.now()::date >= a.valid_from and hub.now()::date <= coalesce(a.valid_until, 'infinity'))
      and (hub.capacity() <> 'member' or exists (select from hub.accreditation a where a.organisation = o.id and a.vendor = hub.acting()));
end $$;
call wall.door('door.partners_without_holding()', '{system,any,operator}');

-- Makes a holding tenant, once; false where it is there, or not due.
create function door.open_holding(of_partner uuid, tenant_id uuid, of_customer_id text) returns boolean language plpgsql as $$
begin
  perform hub.need('door.open_holding', 'system', 'member', 'operator');
  if not exists (select from door.partners_without_holding() p where p = of_partner) then return false; end if;
  insert into hub.tenant (id, kind, organisation, customer_id) values (tenant_id, 'holding', of_partner, of_customer_id)
  on conflict (organisation, kind) do nothing;
  if not found then return false; end if;
  insert into hub.reach (organisation, tenant, whose, via) values (of_partner, tenant_id, of_partner, 'own');
  return true;
end $$;
call wall.door('door.open_holding(uuid, uuid, text)', '{system,any,operator}');

-- The name of a customer changes on the cards of its partners too.
create function door.follow_name() returns trigger language plpgsql as $$
begin
  update hub.customer_card c set name = new.name, name_key = new.name_key where c.organisation = new.id and c.state in ('accepted', 'disabled');
  return null;
end $$;
call wall.door('door.follow_name()', '{}');
create trigger follow_name after update of name on hub.organisation for each row execute function door.follow_name();

-- Copies a tenant's managing partner to its devices, a chunk at a time in id order; answers where to go on, null = done (then lists may use it).
create function door.copy_managing_partner(of_tenant uuid, after_id uuid, at_most integer) returns uuid language plpgsql as $$
declare
  t hub.tenant;
  last uuid;
begin
  perform hub.need('door.copy_managing_partner', 'system');
  select * into t from hub.tenant where id = of_tenant for no key update;
  if not found then return null; end if;
  with part as (select d.id from hub.device d where d.tenant = of_tenant and d.id > coalesce(after_id, '00000000-0000-0000-0000-000000000000')
      order by d.id limit at_most for update),
  changed as (update hub.device d set managing_partner = t.managing_partner from part s where d.id = s.id and d.managing_partner is distinct from t.managing_partner)
  select max(s.id::text)::uuid into last from part s;
  if last is null then update hub.tenant set listed_by = t.managing_partner where id = of_tenant; end if;
  return last;
end $$;
call wall.door('door.copy_managing_partner(uuid, uuid, integer)', '{system}');

create function door.queue_mail(mail_id uuid, to_whom text, in_language text, of_kind text, what jsonb) returns void language plpgsql as $$
begin
  perform hub.need('door.queue_mail', 'member', 'operator', 'system', 'person');
  insert into hub.mail (id, organisation, to_address, language, kind, payload) values (mail_id, hub.acting(), to_whom, in_language, of_kind, what);
end $$;
call wall.door('door.queue_mail(uuid, text, text, text, jsonb)', '{any,operator,system,person}');

create function door.find_mail(mail_id uuid) returns table (to_address text, language text, kind text, payload jsonb, state text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_mail', 'system');
  return query select m.to_address, m.language, m.kind, m.payload, m.state from hub.mail m where m.id = mail_id;
end $$;
call wall.door('door.find_mail(uuid)', '{system}');

create function door.settle_mail(mail_id uuid, new_state text, why text) returns void language plpgsql as $$
begin
  perform hub.need('door.settle_mail', 'system');
  update hub.mail set state = new_state, tries = tries + 1, error = why, sent_at = case when new_state = 'sent' then hub.now() end where id = mail_id;
end $$;
call wall.door('door.settle_mail(uuid, text, text)', '{system}');

create function door.keep_mailbox_message(message jsonb) returns void language plpgsql as $$
begin
  perform hub.need('door.keep_mailbox_message', 'system');
  insert into hub.mailbox_message (id, from_address, to_address, subject, text, html)
  values ((message->>'id')::uuid, message->>'from', message->>'to', message->>'subject', message->>'text', message->>'html');
end $$;
call wall.door('door.keep_mailbox_message(jsonb)', '{system}');

create function door.read_mailbox(of_address text, at_most integer) returns setof hub.mailbox_message language plpgsql as $$
begin
  perform hub.need('door.read_mailbox', 'system');
  return query select m.* from hub.mailbox_message m where of_address is null or m.to_address = lower(of_address) order by m.at desc, m.id desc limit at_most;
end $$;
call wall.door('door.read_mailbox(text, integer)', '{system}');

-- The one door that the login itself may open: how the roles of this hub are called (data-model.md, "Who owns what").
create function door.prefix() returns text language sql stable as $$ select prefix from hub.installation $$;
call wall.door('door.prefix()', '{}');
grant usage on schema door to :login;
grant execute on function door.prefix() to :login;

-- Which migrations are in, for a server that may not migrate.
create function door.migrations() returns setof text language plpgsql as $$
begin
  perform hub.need('door.migrations', 'system');
  return query select name from hub.migration;
end $$;
call wall.door('door.migrations()', '{system}');
grant select on hub.migration to :prefix_door;

create function door.installation() returns setof hub.installation language plpgsql as $$
begin
  perform hub.need('door.installation', 'system');
  return query select * from hub.installation;
end $$;
call wall.door('door.installation()', '{system}');

create function door.set_key_check(value bytea) returns boolean language plpgsql as $$
begin
  perform hub.need('door.set_key_check', 'system');
  update hub.installation set key_check = value where key_check is null;
  return found;
end $$;
call wall.door('door.set_key_check(bytea)', '{system}');

create function door.set_demonstration(value boolean) returns void language plpgsql as $$
begin
  perform hub.need('door.set_demonstration', 'system');
  update hub.installation set demonstration = value;
end $$;
call wall.door('door.set_demonstration(boolean)', '{system}');

create function door.forget_old_keys(hours integer) returns bigint language plpgsql as $$
declare gone bigint;
begin
  perform hub.need('door.forget_old_keys', 'system');
  delete from hub.idempotency_key where created_at < hub.now() - make_interval(hours => hours);
  get diagnostics gone = row_count;
  delete from hub.attempt where began_at < hub.now() - interval '1 day';
  return gone;
end $$;
call wall.door('door.forget_old_keys(integer)', '{system}');

call wall.stand('hub.installation');
