-- R-T4: a preview is mended where it stands, and decided again as a whole: a row that was mended may double another, or no longer be doubled, and
-- may be the first one, which says where all of them go. What is behind hosts is found anew. A preview of the organisation acted for, or nothing: false where
-- it is no preview (any more). Of `mended` each has line, serial, serial_key, product_key, target_text, target_key, fault; of `retargeted` each
-- has the target as rows show it (`named`), and the text and key that it becomes. `lifts`: several sources and targets (R-T3).
create function door.mend_preview(transfer_id uuid, mended jsonb, retargeted jsonb, lifts boolean) returns boolean language plpgsql as $$
begin
  perform hub.need('door.mend_preview', 'member');
  perform 1 from hub.transfer where id = transfer_id and state = 'previewed' and acting = hub.acting() for update;
  if not found then return false; end if;
  delete from hub.transfer_end where transfer = transfer_id;
  delete from hub.transfer_row where transfer = transfer_id and added;
  -- Picked is what was chosen by its id; a serial that somebody wrote stands for itself.
  update hub.transfer_row r set serial = m.serial, serial_key = m.serial_key, product_key = m.product_key, target_text = m.target_text,
    target_key = m.target_key, fault = m.fault, picked = r.picked and r.serial_key = m.serial_key
  from jsonb_to_recordset(mended) m (line integer, serial text, serial_key text, product_key text, target_text text, target_key text, fault text)
  where r.transfer = transfer_id and r.line = m.line;
  update hub.transfer_row r set target_text = m.text, target_key = m.key, fault = case when r.fault not like 'target%' then r.fault end
  from jsonb_to_recordset(retargeted) m (named text, text text, key text)
  where r.transfer = transfer_id and case when r.target_key = '' then r.target_text else r.target_key end = m.named;
  update hub.transfer_row set foreseen = case when fault is not null then 'bad_row' end, foreseen_source = null, reason = null, hint = null,
    follows = null, hosts = false, device = case when picked then device end
  where transfer = transfer_id;
  update hub.transfer t set state = 'receiving', several = t.several or lifts, source = null, target = null, target_label = null, progress = 0, outcomes = '{}', reminded_at = null, confirmed_by = hub.person(),
    asked_target = coalesce((select m.key from jsonb_to_recordset(retargeted) m (named text, key text) where m.named = t.asked_target), t.asked_target),
    asked_source = case when lifts then null else t.asked_source end
  where t.id = transfer_id;
  return true;
end $$;
call wall.door('door.mend_preview(uuid, jsonb, jsonb, boolean)', '{any}');

-- Whoever mended it last is whose preview it is made again for: the one who made it first may be gone.
create or replace function door.find_transfer_asker(transfer_id uuid) returns table (person uuid, acting uuid, state text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.find_transfer_asker', 'system');
  return query select case when t.state = 'undoing' then t.undo_of_person else coalesce(t.confirmed_by, t.asked_by) end, t.acting, t.state
    from hub.transfer t where t.id = transfer_id;
end $$;
call wall.door('door.find_transfer_asker(uuid)', '{system}');
