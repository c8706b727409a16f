-- A member removed before they accepted: their link says so at once, not only when it is accepted. Else as in 0006.
create or replace function door.find_invitation(hash bytea)
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
      and (i.membership is null or m.status = 'invited');
end $$;
call wall.door('door.find_invitation(bytea)', '{system}');

-- An end user may look for the own organisation by name, as all other members may.
grant execute on function hub.name_key(text) to :prefix_end_user;
