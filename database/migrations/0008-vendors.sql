-- A device's vendor is part of its identity (R-D1): whoever sees a device may read its vendor's name, and nothing else of the vendor.
create table hub.vendor (
  organisation uuid primary key references hub.organisation,
  name text not null
);
call wall.stand('hub.vendor');
call wall.see('hub.vendor', '{managed,linked,vendor,end_user,any}', 'true');

create function door.follow_vendor() returns trigger language plpgsql as $$
begin
  insert into hub.vendor (organisation, name) values (new.id, new.name) on conflict (organisation) do update set name = excluded.name;
  return null;
end $$;
call wall.door('door.follow_vendor()', '{}');
create trigger follow_vendor after insert or update of name on hub.organisation
  for each row when (new.kind = 'vendor') execute function door.follow_vendor();
