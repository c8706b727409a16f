-- Whom one knows, by name: the list of cards goes along this and not through all organisations of the hub. Kind and name are the organisation's own,
-- copied; one trigger keeps them where acquaintances are made, one where an organisation is renamed.
alter table hub.acquaintance add column kind text not null default '', add column name_key text collate "C" not null default '';
update hub.acquaintance a set kind = o.kind, name_key = o.name_key from hub.organisation o where o.id = a.organisation;
create index acquaintance_by_name on hub.acquaintance (viewer, kind, name_key, organisation);

-- `for share`: whoever is being renamed meanwhile has the new name here, not the one before.
create function door.name_acquaintances() returns trigger language plpgsql as $$
begin
  if tg_table_schema || '.' || tg_table_name = 'hub.organisation' then
    update hub.acquaintance a set name_key = new.name_key where a.organisation = new.id;
    return null;
  end if;
  if not exists (select from made) then return null; end if;
  perform from hub.organisation o where o.id in (select m.organisation from made m) order by o.id for share;
  update hub.acquaintance a set kind = o.kind, name_key = o.name_key
  from made m join hub.organisation o on o.id = m.organisation where a.viewer = m.viewer and a.organisation = m.organisation;
  return null;
end $$;
call wall.door('door.name_acquaintances()', '{}');
create trigger name_acquaintances after insert on hub.acquaintance referencing new table as made
  for each statement execute function door.name_acquaintances();
create trigger name_acquaintances after update of name_key on hub.organisation
  for each row when (new.name_key <> old.name_key) execute function door.name_acquaintances();
