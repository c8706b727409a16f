-- What an organisation asks of everybody who acts for it: a second factor, and how old a session may be.

alter table hub.organisation_detail
  add column second_factor_required boolean not null default false,
  add column session_hours integer check (session_hours > 0);
grant update (second_factor_required, session_hours) on hub.organisation_detail to :prefix_any;

-- Why somebody may not act for an organisation in this session, as the code of a problem; null where they may. Asked at each request, so
-- that a new rule is in force at the next one (R-A4). Of other people's sessions it tells nothing.
create function door.sign_in_barrier(of_session uuid, for_organisation uuid) returns text language plpgsql stable as $$
begin
  perform hub.need('door.sign_in_barrier', 'system', 'person', 'member', 'end_user', 'operator');
  return (
    select case
      when d.second_factor_required and not exists (select from hub.second_factor f where f.person = s.person and f.in_force_since is not null)
        then 'session.second_factor_needed'
      when s.created_at + make_interval(hours => d.session_hours) <= hub.now() then 'session.too_old'
    end
    from hub.session s, hub.organisation_detail d
    where s.id = of_session and d.organisation = for_organisation and (hub.capacity() = 'system' or s.person = hub.person()));
end $$;
call wall.door('door.sign_in_barrier(uuid, uuid)', '{system,person}');
