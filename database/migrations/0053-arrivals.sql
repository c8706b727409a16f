-- What a transfer did to customers' tenants is told to them, and whoever has a list of devices open hears of it.

-- What left a tenant at one time, as `possession_tenant` finds what came.
create index possession_left on hub.possession (tenant, ended_at) where ended_at is not null;

-- A transfer that has come to its end, or its undo: one notification for each customer whose tenant devices came into or left, to its members who
-- hold one of the roles, with how many and by which partner; never from where or where to (R-A6, R-A7). Counted from the rows, so that chunks done
-- again are counted once; called in the transaction that ends it, which happens once. Answers who was told.
create function door.tell_customers(of_transfer uuid, holding text[], to_link text) returns table (person uuid, organisation uuid) language plpgsql as $$
#variable_conflict use_column
declare
  t hub.transfer;
begin
  perform hub.need('door.tell_customers', 'member', 'system');
  select * into t from hub.transfer x where x.id = of_transfer and x.state in ('done', 'undone') and (hub.capacity() = 'system' or x.acting = hub.acting());
  if not found then return; end if;
  return query
    insert into hub.notification as made (id, person, organisation, kind, payload, link)
    select hub.new_id(), m.person, c.organisation,
      'devices_moved' || case when t.state = 'undone' then '_back' else '' end || case when c.came then '_in' else '_out' end,
      jsonb_build_object('count', c.n, 'partner', o.name), to_link
    from (
      select tenant.organisation, side.came, sum(moved.n) as n
      from (
        select r.from_tenant, r.to_tenant, count(*) as n from hub.transfer_row r
        where r.transfer = of_transfer and case when t.state = 'undone' then r.undo = 'moved_back' else r.outcome = 'moved' end
        group by 1, 2) moved
      cross join lateral (values (moved.from_tenant, t.state = 'undone'), (moved.to_tenant, t.state <> 'undone')) side (tenant, came)
      join hub.tenant tenant on tenant.id = side.tenant and tenant.kind = 'customer'
      group by 1, 2) c
    join hub.organisation o on o.id = t.acting
    join hub.membership m on m.organisation = c.organisation and m.status = 'active' and m.roles && holding
    returning made.person, made.organisation;
end $$;
call wall.door('door.tell_customers(uuid, text[], text)', '{managed,system}');

-- Who may have devices of these tenants before them: members of the organisations that reach them, in a role that reads devices, with a session that
-- was used within `idle`, so that a large organisation does not cost an event for everybody who ever joined it. Only of tenants that the organisation
-- acted for reaches too. Ids, for live events; nobody is shown them.
create function door.watchers(of_tenants uuid[], holding text[], idle interval) returns table (person uuid, organisation uuid) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.watchers', 'member');
  return query
    select distinct m.person, m.organisation from hub.reach mine
    join hub.reach r on r.tenant = mine.tenant
    join hub.membership m on m.organisation = r.organisation and m.status = 'active' and m.roles && holding
    where mine.tenant = any (of_tenants) and mine.organisation = hub.acting()
      and (mine.until is null or mine.until > hub.now()) and (r.until is null or r.until > hub.now())
      and exists (select from hub.session s where s.person = m.person and s.ended_at is null and s.last_seen_at > hub.now() - idle);
end $$;
call wall.door('door.watchers(uuid[], text[], interval)', '{managed}');

-- As before, without organisations whose rules for signing in this session does not meet: their events do not reach it (R-A4).
create or replace function door.session_stands(hash bytea, idle interval, lifetime interval) returns uuid[] language plpgsql as $$
declare
  whose uuid;
  of_session uuid;
begin
  if hub.capacity() <> 'system' then raise insufficient_privilege using message = 'door.session_stands is for the system'; end if;
  select x.person, x.id into whose, of_session from hub.session x
    where x.token_hash = hash and x.ended_at is null and x.last_seen_at > hub.now() - idle and x.created_at > hub.now() - lifetime;
  if not found then return null; end if;
  return array(select m.organisation from hub.membership m join hub.organisation o on o.id = m.organisation and o.state = 'active'
    where m.person = whose and m.status = 'active' and door.sign_in_barrier(of_session, m.organisation) is null);
end $$;
call wall.door('door.session_stands(bytea, interval, interval)', '{system}');
