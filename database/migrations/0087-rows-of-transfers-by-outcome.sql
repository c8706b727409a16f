-- Lists of a transfer cost what they show, not what the transfer holds.

-- Rows of one outcome, or of one undo, in the order of the file. What simply moves is in neither, so that a move pays nothing for them: it is in
-- transfer_row_to_do, then in transfer_row_to_undo, in the same order. `case` and not `coalesce`: that one is not taken for leakproof, and behind a policy
-- no index would be asked for it.
create index transfer_row_outcome on hub.transfer_row (transfer, (case when outcome is null then foreseen else outcome end), line)
  where case when outcome is null then foreseen else outcome end <> 'moved';
create index transfer_row_undone on hub.transfer_row (transfer, undo, line) where undo is not null;

-- Counted once, when a preview ends: what is foreseen does not change after that.
create table hub.transfer_end (
  transfer uuid not null references hub.transfer,
  side text not null check (side in ('source', 'target')),
  tenant uuid not null,
  devices integer not null,
  primary key (transfer, side, tenant)
);
comment on table hub.transfer_end is 'From where, and to where, how many devices of a transfer were to move. Without foreign keys to tenants, as the rows it was counted from.';
create index transfer_end_list on hub.transfer_end (transfer, side, devices, tenant);
call wall.stand('hub.transfer_end');
call wall.see('hub.transfer_end', '{managed}', 'exists (select from hub.transfer t where t.id = transfer_end.transfer)');
call wall.add('hub.transfer_end', '{managed}', 'transfer in (select t.id from hub.transfer t)');

-- Transfers that were previewed before.
insert into hub.transfer_end (transfer, side, tenant, devices)
  select r.transfer, 'source', r.foreseen_source, count(*) from hub.transfer_row r join hub.transfer t on t.id = r.transfer
  where t.previewed_at is not null and r.foreseen = 'moved' and r.foreseen_source is not null group by r.transfer, r.foreseen_source
  union all
  select r.transfer, 'target', x.id, count(*) from hub.transfer_row r join hub.transfer t on t.id = r.transfer join hub.tenant x on x.customer_id = r.target_key
  where t.previewed_at is not null and r.foreseen = 'moved' group by r.transfer, x.id;
