-- The test of a written row (R-A1) looks its tenant's reach up row by row, as reading does (docs/decisions/0015): hashed, one device written cost a
-- reading of all tenants in reach, 0.8 ms for a partner of 1,000 customers.
alter policy change_as_managed on hub.device with check (exists (select from hub.reach r where r.tenant = device.tenant offset 0));

-- Who a request is (R-A4), as one statement with what its organisation asks of a sign-in: it is asked at each request, and two doors of several
-- statements took twice the time. The only membership is looked for where neither the request nor the session says which.
drop function door.find_session(bytea, uuid, interval, interval);
create function door.find_session(hash bytea, asked uuid, idle interval, lifetime interval)
returns table (session uuid, person uuid, name text, mail text, language text, time_zone text, operator boolean,
  organisation uuid, organisation_name text, organisation_kind text, roles text[], locations uuid[], barrier text)
language plpgsql as $$
#variable_conflict use_column
declare at timestamptz := hub.now(); seen_at timestamptz;
begin
  perform hub.need('door.find_session', 'system');
  select s.id, p.id, p.name, p.mail, p.language, p.time_zone, p.operator, o.id, o.name, o.kind, m.roles, m.locations, s.last_seen_at,
    case
      when d.second_factor_required and not exists (select from hub.second_factor f where f.person = p.id and f.in_force_since is not null)
        then 'session.second_factor_needed'
      when s.created_at + make_interval(hours => d.session_hours) <= at then 'session.too_old'
    end
  into session, person, name, mail, language, time_zone, operator, organisation, organisation_name, organisation_kind, roles, locations, seen_at, barrier
  from hub.session s
  join hub.person p on p.id = s.person
  left join hub.membership m on m.person = p.id and m.status = 'active' and m.organisation = coalesce(asked, s.acting_for,
    (select min(x.organisation::text)::uuid from hub.membership x where x.person = s.person and x.status = 'active' having count(*) = 1))
  left join hub.organisation o on o.id = m.organisation and o.state = 'active'
  left join hub.organisation_detail d on d.organisation = o.id
  where s.token_hash = hash and s.ended_at is null and s.last_seen_at > at - idle and s.created_at > at - lifetime;
  if not found then return; end if;
  if seen_at < at - interval '1 minute' then
    update hub.session x set last_seen_at = at where x.token_hash = hash;
  end if;
  return next;
end $$;
call wall.door('door.find_session(bytea, uuid, interval, interval)', '{system}');
