-- Sign-ins of the demonstration data, shown on the sign-in page of a demonstration hub and on no other.
create table hub.demonstration_sign_in (
  mail text primary key,
  password text not null,
  organisation text not null,
  roles text[] not null,
  what text not null,
  place integer not null
);
comment on table hub.demonstration_sign_in is 'Sign-ins of made-up people: passwords that everybody may know. Empty on a real hub; doors alone.';
call wall.stand('hub.demonstration_sign_in');

create function door.keep_demonstration_sign_ins(sign_ins jsonb) returns void language plpgsql as $$
begin
  perform hub.need('door.keep_demonstration_sign_ins', 'system');
  insert into hub.demonstration_sign_in (mail, password, organisation, roles, what, place)
  select s.e->>'mail', s.e->>'password', s.e->>'organisation', array(select jsonb_array_elements_text(s.e->'roles')), s.e->>'what', s.n
  from jsonb_array_elements(sign_ins) with ordinality s(e, n)
  on conflict (mail) do update set password = excluded.password, organisation = excluded.organisation, roles = excluded.roles,
    what = excluded.what, place = excluded.place;
end $$;
call wall.door('door.keep_demonstration_sign_ins(jsonb)', '{system}');

create function door.read_demonstration_sign_ins() returns setof hub.demonstration_sign_in language plpgsql as $$
begin
  perform hub.need('door.read_demonstration_sign_ins', 'system');
  return query select d.* from hub.demonstration_sign_in d order by d.place;
end $$;
call wall.door('door.read_demonstration_sign_ins()', '{system}');
