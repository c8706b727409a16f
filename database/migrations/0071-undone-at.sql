-- When a transfer was undone and by whom stands beside when it had finished (R-T7).
alter table hub.transfer add column undone_at timestamptz, add column undone_by_name text;
update hub.transfer t set undone_at = t.finished_at, undone_by_name = (select p.name from hub.person p where p.id = t.undo_of_person)
  where t.state in ('undoing', 'undone');
grant update (undone_at, undone_by_name) on hub.transfer to :prefix_managed, :prefix_any;

-- As before, but the end of an undo leaves the end of the transfer as it was, and null is answered where there is nothing left to refuse: who is told
-- of the end is told once, however often the job is tried.
create or replace function door.refuse_rest(transfer_id uuid) returns integer language plpgsql as $$
declare
  t hub.transfer;
  refused integer;
begin
  perform hub.need('door.refuse_rest', 'system');
  select * into t from hub.transfer where id = transfer_id and state in ('previewing', 'queued', 'running', 'undoing') for update;
  if not found then return null; end if;
  if t.state = 'undoing' then
    update hub.transfer_row set undo = 'not_allowed' where transfer = transfer_id and outcome = 'moved' and undo is null;
    get diagnostics refused = row_count;
    update hub.transfer set state = 'undone', undone_at = hub.now(), revision = revision + 1, progress = progress + refused,
      undo_outcomes = jsonb_set(coalesce(undo_outcomes, '{}'), '{not_allowed}', to_jsonb(coalesce((undo_outcomes->>'not_allowed')::int, 0) + refused))
    where id = transfer_id;
  elsif t.state = 'previewing' then
    update hub.transfer set state = 'failed', finished_at = hub.now(), revision = revision + 1 where id = transfer_id;
    refused := 0;
  else
    update hub.transfer_row set outcome = 'not_allowed', reason = 'rights_gone' where transfer = transfer_id and foreseen = 'moved' and outcome is null;
    get diagnostics refused = row_count;
    update hub.transfer set state = 'done', finished_at = hub.now(), revision = revision + 1, progress = progress + refused,
      outcomes = jsonb_set(jsonb_set(outcomes, '{not_allowed}', to_jsonb(coalesce((outcomes->>'not_allowed')::int, 0) + refused)),
        '{moved}', to_jsonb(case when t.state = 'queued' then 0 else coalesce((outcomes->>'moved')::int, 0) end))
    where id = transfer_id;
  end if;
  return refused;
end $$;
call wall.door('door.refuse_rest(uuid)', '{system}');
