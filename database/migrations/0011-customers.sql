-- My customers: what a partner may correct, and the Customer ID of a customer whose access is off.

-- Corrects what was typed while the invitation is pending (R-C1): card, placeholder and open invitation say the same afterwards.
-- `typed` holds only what changes; a null takes it away. Answers the outcome, and whether the invitation now goes to another address.
create function door.correct_customer(of_relationship uuid, typed jsonb, expected integer)
returns table (outcome text, mail_changed boolean) language plpgsql as $$
#variable_conflict use_column
declare
  before hub.customer_card;
  card hub.customer_card;
begin
  perform hub.need('door.correct_customer', 'member');
  select * into before from hub.customer_card c where c.relationship = of_relationship and c.partner = hub.acting() and c.state <> 'ended' for update;
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

-- Cards change through doors alone from here on: an accepted customer keeps its own data (R-C1).
drop policy change_as_any on hub.customer_card;
revoke update (name, name_key, address, city, postcode, country, admin_name, admin_mail, admin_phone, revision) on hub.customer_card from :prefix_any;

-- What stands beside a card in My customers. R-C2: the Customer ID from acceptance on, also while access is off; the number of devices only
-- while accepted (counter and deltas in one statement). Nothing while pending, nothing for anybody but the card's partner. A door, not the
-- walls: those of tenants and counters hash the whole reach, 10,000 tenants for a page of 50.
create function door.describe_cards(cards uuid[]) returns table (relationship uuid, customer_id text, devices bigint) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.describe_cards', 'member');
  return query
    select r.id, t.customer_id, case when r.state = 'accepted' then
      (select coalesce(sum(n.n), 0)::bigint from (
        select c.n from hub.counter c where c.tenant = t.id and c.kind = 'devices'
        union all select d.n from hub.counter_delta d where d.tenant = t.id and d.kind = 'devices') n) end
    from hub.relationship r join hub.tenant t on t.organisation = r.to_organisation and t.kind = 'customer'
    where r.id = any (cards) and r.from_organisation = hub.home() and r.kind = 'manages' and r.state in ('accepted', 'disabled');
end $$;
call wall.door('door.describe_cards(uuid[])', '{any}');
