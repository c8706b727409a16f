import { type Check, findRows } from './finding.ts'

/** Whether the counts of devices, with what is not folded yet, are what counting gives. In one statement: counts move all the time. */
export const checkCounters: Check = (client) =>
  findRows(
    client,
    { check: 'counters', rule: 'R-B2', what: 'A count of devices is not what counting gives.' },
    `select format('tenant %s: kept %s %s, counted %s', coalesce(k.tenant, c.tenant), coalesce(k.n, 0), coalesce(k.kind, c.kind), coalesce(c.n, 0)) as example
     from (select x.tenant, x.kind, sum(x.n) as n from (
         select tenant, kind, n from hub.counter union all select tenant, kind, n from hub.counter_delta) x
       where x.kind in ('devices', 'archived') group by x.tenant, x.kind) k
     full join (select tenant, case when archived_at is null then 'devices' else 'archived' end as kind, count(*) as n
       from hub.device where retired_at is null group by 1, 2) c on c.tenant = k.tenant and c.kind = k.kind
     where coalesce(k.n, 0) <> coalesce(c.n, 0)`,
  )
