-- Whose job a transfer is: a job's payload is the transfer's id, its rights are resolved anew from these (R-A4).
create function door.find_transfer_asker(transfer_id uuid) returns table (person uuid, acting uuid, state text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_transfer_asker', 'system');
  return query select case when t.state = 'undoing' then t.undo_of_person when t.state in ('queued', 'running') then coalesce(t.confirmed_by, t.asked_by) else t.asked_by end, t.acting, t.state from hub.transfer t where t.id = transfer_id;
end $$;
call wall.door('door.find_transfer_asker(uuid)', '{system}');

-- The asker may act no more: what is left of the run, or of the undo, ends as `not_allowed` (R-A4, R-T6). Answers how many rows.
create function door.refuse_rest(transfer_id uuid) returns integer language plpgsql as $$
declare
  t hub.transfer;
  refused integer;
begin
  perform hub.need('door.refuse_rest', 'system');
  select * into t from hub.transfer where id = transfer_id and state in ('previewing', 'queued', 'running', 'undoing') for update;
  if not found then return 0; end if;
  if t.state = 'undoing' then
    update hub.transfer_row set undo = 'not_allowed' where transfer = transfer_id and outcome = 'moved' and undo is null;
    get diagnostics refused = row_count;
    update hub.transfer set state = 'undone', finished_at = hub.now(), revision = revision + 1, progress = progress + refused,
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

-- Removes a receipt that came to nothing: refused, dropped, or asked before under the same key. Only while it is being received.
create function door.discard_transfer(transfer_id uuid) returns boolean language plpgsql as $$
begin
  perform hub.need('door.discard_transfer', 'member', 'system');
  perform 1 from hub.transfer where id = transfer_id and state = 'receiving' and (acting = hub.acting() or hub.capacity() = 'system') for update;
  if not found then return false; end if;
  delete from hub.transfer_row where transfer = transfer_id;
  delete from hub.transfer where id = transfer_id;
  return true;
end $$;
call wall.door('door.discard_transfer(uuid)', '{any,system}');

-- Previews that nobody confirmed lapse; receipts whose server died are removed. Answers both counts.
create function door.lapse_transfers(preview_hours integer, receipt_hours integer) returns table (lapsed bigint, removed bigint) language plpgsql as $$
#variable_conflict use_column
declare old uuid;
begin
  perform hub.need('door.lapse_transfers', 'system');
  update hub.transfer set state = 'lapsed', finished_at = hub.now(), revision = revision + 1
  where state = 'previewed' and previewed_at < hub.now() - make_interval(hours => preview_hours);
  get diagnostics lapsed = row_count;
  removed := 0;
  for old in select id from hub.transfer where state = 'receiving' and created_at < hub.now() - make_interval(hours => receipt_hours) loop
    if door.discard_transfer(old) then removed := removed + 1; end if;
  end loop;
  return next;
end $$;
call wall.door('door.lapse_transfers(integer, integer)', '{system}');
