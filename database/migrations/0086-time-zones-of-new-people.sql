-- A new person comes with the time zone of their browser: times are shown in it from the first page on (R-N5).
drop function door.create_person(uuid, text, text, text, text, boolean);
create function door.create_person(person_id uuid, of_mail text, of_name text, of_language text, of_time_zone text, hash text, is_operator boolean)
returns void language plpgsql as $$
begin
  perform hub.need('door.create_person', 'system');
  insert into hub.person (id, mail, name, language, time_zone, operator)
  values (person_id, lower(of_mail), of_name, of_language, coalesce(of_time_zone, 'UTC'), is_operator);
  insert into hub.person_secret (person, password_hash) values (person_id, hash);
end $$;
call wall.door('door.create_person(uuid, text, text, text, text, text, boolean)', '{system}');
