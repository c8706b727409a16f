import { type Check, findRows } from './finding.ts'

/** Whether the counts of devices, with what is not folded yet, are what counting gives. In one statement: counts move all the time. */
export const checkCounters: Check = (client) =>
  findRows(
    client,
    { check: 'counters', rule: 'R-B2', what: 'A count of devices is not what counting gives.' },
    `select format('tenant %s: kept %s, counted %s', coalesce(k.tenant, c.tenant), coalesce(k.n, 0), coalesce(c.n, 0)) as example
     from (select x.tenant, sum(x.n) as n from (
         select tenant, n from hub.counter where kind = 'devices' union all select tenant, n from hub.counter_delta where kind = 'devices') x
       group by x.tenant) k
     full join (select tenant, count(*) as n from hub.device where retired_at is null group by tenant) c on c.tenant = k.tenant
     where coalesce(k.n, 0) <> coalesce(c.n, 0)`,
  )
