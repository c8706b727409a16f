-- Transfers of several sources and targets (R-T3), hosts with what stands behind them (R-D2), hints, and reminders before a preview lapses (R-T4).

alter table hub.transfer
  add several boolean not null default false,
  -- The first hundred by devices, as they were called when it was previewed, like `sources`: [{ tenant, name, devices, collects }]; and how many there are.
  add targets jsonb not null default '[]',
  add source_count integer not null default 0,
  add target_count integer not null default 0,
  add reminded_at timestamptz;
grant update (targets, source_count, target_count) on hub.transfer to :prefix_managed, :prefix_any;

alter table hub.transfer_row
  -- The device has others behind it.
  add hosts boolean not null default false,
  -- The line of the host that it moves with (R-D2).
  add follows integer,
  -- Not in the file: it stands behind a host that is. Its line comes after all of the file's, and nobody is shown it.
  add added boolean not null default false,
  -- What the person may have meant (a serial with its leading zeros); never acted on.
  add hint text;
create index transfer_row_hosts on hub.transfer_row (transfer, line) where hosts;
create index transfer_row_follows on hub.transfer_row (transfer, follows) where follows is not null;
grant update (hosts, follows, hint) on hub.transfer_row to :prefix_managed, :prefix_any;
-- Rows of devices that are chosen by a filter, and of what stands behind a host: only whoever manages them sees where devices are.
call wall.add('hub.transfer_row', '{managed}', 'transfer in (select t.id from hub.transfer t)');

-- Previews that lapse within so many hours, each told once; whose they are.
create function door.remind_transfers(lifetime_hours integer, before_hours integer, at_most integer)
returns table (transfer uuid, person uuid, acting uuid, rows integer, target text) language plpgsql as $$
#variable_conflict use_column
begin
  perform hub.need('door.remind_transfers', 'system');
  return query
    update hub.transfer t set reminded_at = hub.now()
    where t.id in (select x.id from hub.transfer x where x.state = 'previewed' and x.reminded_at is null
        and x.previewed_at < hub.now() - make_interval(hours => lifetime_hours - before_hours)
        and x.previewed_at > hub.now() - make_interval(hours => lifetime_hours)
      order by x.id limit at_most for update skip locked)
    returning t.id, t.asked_by, t.acting, t.rows, t.target_label->>'name';
end $$;
call wall.door('door.remind_transfers(integer, integer, integer)', '{system}');
