-- What whoever runs the hub has set for all of it. One row; nobody's but through the doors. What there may be in it is checked by its shape in contract/.

create table hub.setting (
  one boolean primary key default true check (one),
  -- Null: nobody has named it.
  name text,
  help_mail text,
  help_link text check (help_link ilike 'https://%'),
  -- For people of whom the hub knows no language; null: that of whoever invites them.
  language text check (language in ('en', 'fr', 'de')),
  -- { id, texts, level, from, until }
  announcement jsonb,
  revision integer not null default 1,
  changed_at timestamptz not null default hub.now()
);
call wall.stand('hub.setting');
insert into hub.setting default values;

create function door.settings() returns setof hub.setting language plpgsql stable as $$
begin
  perform hub.need('door.settings', 'operator', 'system');
  return query select s.* from hub.setting s;
end $$;
call wall.door('door.settings()', '{operator,system}');

-- All of them anew; false where they are not at that revision any more.
create function door.change_settings(what jsonb, expected integer) returns boolean language plpgsql as $$
begin
  perform hub.need('door.change_settings', 'operator', 'system');
  update hub.setting s set name = what->>'name', help_mail = what->>'help_mail', help_link = what->>'help_link', language = what->>'language',
    announcement = nullif(what->'announcement', 'null'), revision = s.revision + 1, changed_at = hub.now()
  where s.revision = expected;
  return found;
end $$;
call wall.door('door.change_settings(jsonb, integer)', '{operator,system}');

-- Whoever is invited reads the mail in their own language where they have an account, else in the hub's where it has one for people nobody knows.
create or replace function door.queue_mail(mail_id uuid, to_whom text, in_language text, of_kind text, what jsonb) returns void language plpgsql as $$
declare own text;
begin
  perform hub.need('door.queue_mail', 'member', 'operator', 'system', 'person');
  if of_kind in ('customer_invitation', 'member_invitation') then
    own := coalesce((select p.language from hub.person p where p.mail = lower(to_whom)), (select s.language from hub.setting s));
  end if;
  insert into hub.mail (id, organisation, to_address, language, kind, payload)
  values (mail_id, hub.acting(), to_whom, coalesce(own, in_language), of_kind, what);
end $$;
call wall.door('door.queue_mail(uuid, text, text, text, jsonb)', '{any,operator,system,person}');
