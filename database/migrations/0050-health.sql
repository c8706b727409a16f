-- How the hub is, for whoever runs it: figures, no rows. Devices are counted by statistics, since counting them takes seconds.
create function door.health() returns table (sealed_at timestamptz, unsealed_seconds integer, mail_waiting integer,
  mail_failing integer, organisations jsonb, devices bigint) language plpgsql as $$
begin
  perform hub.need('door.health', 'operator', 'system');
  return query select
    (select s.sealed_at from hub.audit_seal s order by s.number desc limit 1),
    (select extract(epoch from clock_timestamp() - min(e.at))::int from hub.audit_event e, hub.installation i
      where e.era = i.era and e.xid >= coalesce((select s.to_xid from hub.audit_seal s where s.era = i.era order by s.number desc limit 1), '0'::xid8)),
    (select count(*)::int from hub.mail m where m.state = 'queued'),
    (select count(*)::int from hub.mail m where m.state = 'failed'),
    (select coalesce(jsonb_object_agg(o.kind, o.n), '{}') from (select x.kind, count(*) as n from hub.organisation x group by x.kind) o),
    (select greatest(c.reltuples, 0)::bigint from pg_class c where c.oid = 'hub.device'::regclass);
end $$;
call wall.door('door.health()', '{operator,system}');
