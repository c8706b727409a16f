-- The operator takes away a second factor that somebody has lost; their sessions end, so that whoever has the lost phone has none of them.

-- `removed`, `second_factor.not_in_force`, or `http.not_found`; with whom it was taken from, and where they are members. Nobody takes their own
-- away here: for that they prove who they are.
create function door.take_second_factor(of_mail text)
returns table (outcome text, person uuid, name text, mail text, language text, time_zone text, organisations uuid[]) language plpgsql as $$
#variable_conflict use_column
declare p hub.person;
begin
  perform hub.need('door.take_second_factor', 'operator', 'system');
  select x.* into p from hub.person x where x.mail = lower(of_mail) for no key update;
  if not found then
    return query select 'http.not_found', null::uuid, null::text, null::text, null::text, null::text, null::uuid[]; return;
  end if;
  if p.id = hub.person() then
    return query select 'second_factor.own', null::uuid, null::text, null::text, null::text, null::text, null::uuid[]; return;
  end if;
  delete from hub.second_factor f where f.person = p.id and f.in_force_since is not null;
  if not found then
    return query select 'second_factor.not_in_force', null::uuid, null::text, null::text, null::text, null::text, null::uuid[]; return;
  end if;
  delete from hub.recovery_code c where c.person = p.id;
  update hub.session s set ended_at = hub.now() where s.person = p.id and s.ended_at is null;
  return query select 'removed', p.id, p.name, p.mail, p.language, p.time_zone,
    array(select m.organisation from hub.membership m where m.person = p.id and m.status = 'active');
end $$;
call wall.door('door.take_second_factor(text)', '{operator,system}');
