-- Doors mended: one order of locks among what belongs to a customer, refusals where two ask for the same at once, what a given-up feed has placed,
-- and long work whose job is gone.

-- Holds what belongs to one relationship until the transaction ends, in the one order in which every door takes it: the relationship, its
-- card, its open invitations. Whoever comes second waits at the first of them, and reads all of it as it is by then.
create function door.hold_customer(of_relationship uuid) returns void language plpgsql as $$
begin
  perform 1 from hub.relationship r where r.id = of_relationship for update;
  perform 1 from hub.customer_card c where c.relationship = of_relationship for update;
  perform 1 from hub.invitation i where i.relationship = of_relationship and i.accepted_at is null and i.revoked_at is null order by i.id for update;
end $$;
call wall.door('door.hold_customer(uuid)', '{}');

-- A new link for a pending customer; the earlier ones end.
create or replace function door.renew_invitation(of_relationship uuid, invitation_id uuid, hash bytea, expires timestamptz) returns boolean language plpgsql as $$
declare c hub.customer_card;
begin
  perform hub.need('door.renew_invitation', 'member');
  perform door.hold_customer(of_relationship);
  select * into c from hub.customer_card where relationship = of_relationship and partner = hub.acting() and state = 'pending';
  if not found then return false; end if;
  update hub.invitation set revoked_at = hub.now() where relationship = of_relationship and accepted_at is null and revoked_at is null;
  insert into hub.invitation (id, kind, organisation, from_organisation, relationship, mail, name, token_hash, expires_at)
  values (invitation_id, 'customer', c.organisation, c.partner, of_relationship, c.admin_mail, c.admin_name, hash, expires);
  return true;
end $$;
call wall.door('door.renew_invitation(uuid, uuid, bytea, timestamptz)', '{any}');

-- Accepts an invitation for a person who is there by now; everything about it in migration 0006.
create or replace function door.accept_invitation(hash bytea, by_person uuid, membership_id uuid, as_organisation uuid)
returns table (outcome text, organisation uuid, partner uuid, relationship uuid, kind text, tenants uuid[]) language plpgsql as $$
#variable_conflict use_column
declare
  i hub.invitation;
  p hub.person;
  org uuid;
  followed uuid[];
begin
  perform hub.need('door.accept_invitation', 'system');
  perform door.hold_customer(x.relationship) from hub.invitation x where x.token_hash = hash and x.relationship is not null;
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
    begin
      update hub.relationship r set to_organisation = as_organisation where r.id = i.relationship;
    exception when unique_violation then
      -- Two invitations of one partner at once: the other one was quicker.
      return query select 'customers.already_managed', null::uuid, null::uuid, null::uuid, null::text, null::uuid[]; return;
    end;
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
create or replace function door.change_relationship(relationship_id uuid, wanted text)
returns table (outcome text, other uuid, tenants uuid[]) language plpgsql as $$
#variable_conflict use_column
declare
  r hub.relationship;
  followed uuid[];
begin
  perform hub.need('door.change_relationship', 'member');
  select * into r from hub.relationship x where x.id = relationship_id and hub.acting() in (x.from_organisation, x.to_organisation) for update;
  if not found then return query select 'http.not_found', null::uuid, null::uuid[]; return; end if;
  perform door.hold_customer(r.id);
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

-- Corrects what was typed while the invitation is pending (R-C1).
create or replace function door.correct_customer(of_relationship uuid, typed jsonb, expected integer)
returns table (outcome text, mail_changed boolean) language plpgsql as $$
#variable_conflict use_column
declare
  before hub.customer_card;
  card hub.customer_card;
begin
  perform hub.need('door.correct_customer', 'member');
  perform door.hold_customer(of_relationship);
  select * into before from hub.customer_card c where c.relationship = of_relationship and c.partner = hub.acting() and c.state <> 'ended';
  if not found then return query select 'http.not_found', false; return; end if;
  if before.revision <> expected then return query select 'http.stale', false; return; end if;
  if before.state <> 'pending' then return query select 'customers.not_pending', false; return; end if;
  update hub.customer_card c set
    name = coalesce(typed->>'name', c.name), name_key = hub.name_key(coalesce(typed->>'name', c.name)),
    address = case when typed ? 'address' then typed->>'address' else c.address end,
    city = case when typed ? 'city' then typed->>'city' else c.city end,
    postcode = case when typed ? 'postcode' then typed->>'postcode' else c.postcode end,
    country = coalesce(typed->>'country', c.country),
    admin_name = coalesce(typed->>'adminName', c.admin_name),
    admin_mail = coalesce(lower(typed->>'adminMail'), c.admin_mail),
    admin_phone = case when typed ? 'adminPhone' then typed->>'adminPhone' else c.admin_phone end,
    revision = c.revision + 1
  where c.relationship = of_relationship returning * into card;
  update hub.organisation o set name = card.name, name_key = card.name_key, country = card.country, revision = o.revision + 1
  where o.id = card.organisation and o.state = 'invited';
  update hub.organisation_detail d set address = card.address, city = card.city, postcode = card.postcode
  from hub.organisation o where o.id = d.organisation and o.id = card.organisation and o.state = 'invited';
  update hub.invitation i set name = card.admin_name where i.relationship = of_relationship and i.accepted_at is null and i.revoked_at is null;
  return query select 'changed', card.admin_mail <> before.admin_mail;
end $$;
call wall.door('door.correct_customer(uuid, jsonb, integer)', '{any}');

-- A provider asks the partner of a location ID; not found where no partner has it (R-A2).
create or replace function door.request_supply(relationship_id uuid, of_location text) returns table (outcome text, partner uuid) language plpgsql as $$
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
  begin
    insert into hub.relationship (id, kind, from_organisation, to_organisation, state) values (relationship_id, 'supplies', hub.acting(), whom, 'requested');
  exception when unique_violation then
    -- Asked twice at once: the other one was quicker.
    return query select 'relationships.exists', null::uuid; return;
  end;
  perform door.acquaint(hub.acting(), whom);
  return query select 'requested', whom;
end $$;
call wall.door('door.request_supply(uuid, text)', '{any}');

-- R-B1: partners whose first accreditation is valid by now and who have no holding tenant yet; in one order, since who opens them locks each.
create or replace function door.partners_without_holding() returns setof uuid language plpgsql as $$
begin
  perform hub.need('door.partners_without_holding', 'system', 'member', 'operator');
  return query
    select o.id from hub.organisation o
    where o.kind = 'partner' and o.state = 'active'
      and not exists (select from hub.tenant t where t.organisation = o.id and t.kind = 'holding')
      and exists (select from hub.accreditation a where a.organisation = o.id and a.kind in ('resell_monitor', 'service_delivery')
        and hub.now()::date >= a.valid_from and hub.now()::date <= coalesce(a.valid_until, 'infinity'))
      and (hub.capacity() <> 'member' or exists (select from hub.accreditation a where a.organisation = o.id and a.vendor = hub.acting()))
    order by o.id;
end $$;
call wall.door('door.partners_without_holding()', '{system,any,operator}');

-- How many devices each partner has got by a feed so far: also one that is given up before its end (R-N1). One's own, or for its job.
create function door.count_placed(of_feed uuid) returns table (partner uuid, n bigint) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.count_placed', 'system', 'member');
  return query
    select r.placed_for, count(*) from hub.feed_row r join hub.feed f on f.id = r.feed
    where r.feed = of_feed and r.outcome = 'placed' and (hub.capacity() = 'system' or f.reporter = hub.acting())
    group by r.placed_for order by r.placed_for;
end $$;
call wall.door('door.count_placed(uuid)', '{any,system}');

-- Long work that is not at its end since a while, the oldest first, held until the transaction ends; what somebody works on just now is left
-- out. Whether its job is gone, the queue knows.
create function door.unfinished_feeds(since interval, at_most integer) returns setof uuid language plpgsql as $$
begin
  perform hub.need('door.unfinished_feeds', 'system');
  return query
    select f.id from hub.feed f where f.state in ('queued', 'running') and f.received_at < hub.now() - since
    order by f.id limit at_most for update skip locked;
end $$;
call wall.door('door.unfinished_feeds(interval, integer)', '{system}');

create function door.unfinished_transfers(since interval, at_most integer) returns table (transfer uuid, state text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.unfinished_transfers', 'system');
  return query
    select t.id, t.state from hub.transfer t
    where t.state in ('previewing', 'queued', 'running', 'undoing') and coalesce(t.confirmed_at, t.created_at) < hub.now() - since
    order by t.id limit at_most for update skip locked;
end $$;
call wall.door('door.unfinished_transfers(interval, integer)', '{system}');
