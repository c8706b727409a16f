-- Planned anew for each chunk's own size, as before (0013), but by `execute`: the setting that did it also had every check of a foreign key
-- planned anew for every device, which was half of the move's time.
alter function door.point(uuid[], uuid[], uuid[], boolean) reset plan_cache_mode;
create or replace function door.point(devices uuid[], possessions uuid[], targets uuid[], restore boolean) returns integer language plpgsql as $$
declare pointed integer;
begin
  perform hub.need('door.point', 'member');
  execute $point$
    update hub.device d set tenant = t.id, possession = n.possession, arrived_at = p.began_at, managing_partner = t.managing_partner,
      -- R-D3: a new possession starts with the target's defaults; in a holding tenant both slots are the owning partner's, as at the last stay; undo restores.
      reseller = case when $4 then p.reseller when t.kind = 'holding' then (select q.reseller from hub.possession q
        where q.device = d.id and (q.tenant = t.id) is true and q.ended_at is not null order by q.began_at desc limit 1) else t.default_reseller end,
      service = case when $4 then p.service when t.kind = 'holding' then (select q.service from hub.possession q
        where q.device = d.id and (q.tenant = t.id) is true and q.ended_at is not null order by q.began_at desc limit 1) else t.default_service end
    from unnest($1, $2, $3) n (device, possession, target)
    join hub.tenant t on t.id = n.target
    join hub.possession p on p.id = n.possession
    where d.id = n.device and d.retired_at is null and p.device = d.id and p.tenant = t.id
      and (d.tenant in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))) is true
      and (t.id in (select r.tenant from hub.reach r where r.organisation = hub.acting() and (r.until is null or r.until > hub.now()))) is true
  $point$ using devices, possessions, targets, restore;
  get diagnostics pointed = row_count;
  return pointed;
end $$;
call wall.door('door.point(uuid[], uuid[], uuid[], boolean)', '{managed}');
