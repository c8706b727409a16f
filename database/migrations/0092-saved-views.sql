-- Views of lists that people keep for themselves: columns, order and filters under a name.

-- Opens a way of taking rows away.
create procedure wall.take(behind regclass, ways text[], test text) language plpgsql as $$
declare way text;
begin
  foreach way in array ways loop
    execute format('create policy take_as_%s on %s for delete to :prefix_%s using (%s)', way, behind, way, test);
    execute format('grant delete on %s to :prefix_%s', behind, way);
  end loop;
end $$;

create table hub.saved_view (
  id uuid primary key,
  person uuid not null references hub.person,
  -- For which one acts while one sees the list; null for whoever runs the hub.
  organisation uuid references hub.organisation,
  list text not null,
  name text not null,
  -- Columns, order and filters, as contract/views.ts says.
  state jsonb not null,
  is_default boolean not null default false,
  revision integer not null default 1,
  constraint saved_view_name unique nulls not distinct (person, organisation, list, name)
);
create unique index saved_view_default on hub.saved_view (person, organisation, list) nulls not distinct where is_default;
create index on hub.saved_view (organisation);
call wall.stand('hub.saved_view');
call wall.see('hub.saved_view', '{person}', 'person = hub.person()');
call wall.add('hub.saved_view', '{person}', 'person = hub.person()');
call wall.change('hub.saved_view', '{person}', 'name, state, is_default, revision', 'person = hub.person()');
call wall.take('hub.saved_view', '{person}', 'person = hub.person()');
