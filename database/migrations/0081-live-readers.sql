-- Live events of devices that came or went go to organisations, one each, however many of their people are signed in: each server tells its open streams,
-- which know where their person reads devices.

drop function door.watchers(uuid[], text[], interval);
-- Which organisations may have devices of these tenants before them: those that reach them and have somebody in a role that reads devices, with a session
-- that was used within `idle`. Only of tenants that the organisation acted for reaches too. Ids, for live events; nobody is shown them.
create function door.watchers(of_tenants uuid[], holding text[], idle interval) returns table (organisation uuid) language plpgsql stable as $$
#variable_conflict use_column
begin
  perform hub.need('door.watchers', 'member');
  return query
    select x.organisation from (
      select distinct r.organisation from hub.reach mine join hub.reach r on r.tenant = mine.tenant
      where mine.tenant = any (of_tenants) and mine.organisation = hub.acting()
        and (mine.until is null or mine.until > hub.now()) and (r.until is null or r.until > hub.now())) x
    where exists (
      select from hub.membership m join hub.session s on s.person = m.person and s.ended_at is null and s.last_seen_at > hub.now() - idle
      where m.organisation = x.organisation and m.status = 'active' and m.roles && holding);
end $$;
call wall.door('door.watchers(uuid[], text[], interval)', '{managed}');

drop function door.session_stands(bytea, interval, interval);
-- As before, and in which of these organisations the person holds one of the roles; no row where the session is over.
create function door.session_stands(hash bytea, held text[], idle interval, lifetime interval) returns table (organisations uuid[], holding uuid[])
language plpgsql as $$
#variable_conflict use_column
declare
  whose uuid;
  of_session uuid;
begin
  perform hub.need('door.session_stands', 'system');
  select x.person, x.id into whose, of_session from hub.session x
    where x.token_hash = hash and x.ended_at is null and x.last_seen_at > hub.now() - idle and x.created_at > hub.now() - lifetime;
  if not found then return; end if;
  return query
    select coalesce(array_agg(m.organisation), '{}'), coalesce(array_agg(m.organisation) filter (where m.roles && held), '{}')
    from hub.membership m join hub.organisation o on o.id = m.organisation and o.state = 'active'
    where m.person = whose and m.status = 'active' and door.sign_in_barrier(of_session, m.organisation) is null;
end $$;
call wall.door('door.session_stands(bytea, text[], interval, interval)', '{system}');
