import type pg from 'pg'
import type { AcknowledgedPeople } from './people.ts'

/** Sentences about what is not as it must be; empty when everything is. */
export async function findFaults(truth: pg.Pool, acknowledged: Acknowledged, people: AcknowledgedPeople): Promise<string[]> {
  const faults: string[] = []
  // Tables that were filled a minute ago have no statistics yet: the checks join them whole.
  await truth.query('analyze')
  for (const { what, text, values } of [...checks, ...acknowledgedChecks(acknowledged), ...peopleChecks(people)]) {
    const found = await truth
      .query(text, values ?? [])
      .catch((error: unknown) => Promise.reject(new Error(`could not look whether ${what}`, { cause: error })))
    if (found.rows.length > 0) faults.push(`${what}: ${JSON.stringify(found.rows.slice(0, 5))}`)
  }
  return faults
}

/** What the server said 2xx to. */
export type Acknowledged = {
  feeds: { id: string; rows: number }[]
  transfers: { id: string; rows: number; undo: boolean }[]
  locations: { id: string; name: string }[]
}

type Check = { what: string; text: string; values?: unknown[] }

/** Also those that wait for their next try: work may have ended while its job could not say so. */
export const openJobs =
  "select name, state, data, retry_count from jobs.job where (name like 'feed.%' or name like 'transfers.%') and state <> 'completed'"

/** Each finds what breaks a promise. */
const checks: readonly Check[] = [
  {
    what: 'a feed did not end',
    text: "select id, state, rows, decided from feed where state in ('queued', 'running') or (state = 'done' and (decided <> rows or finished_at is null))",
  },
  {
    what: 'a transfer did not end',
    text: "select id, state, rows, progress from transfer where state not in ('receiving', 'done', 'undone')",
  },
  {
    what: 'a job did not end',
    text: openJobs,
  },
  {
    what: 'a row of a feed has no outcome, or the counts of the feed are not those of its rows',
    text: `select f.id, f.rows, f.outcomes, c.outcomes as counted from feed f left join lateral (
        select jsonb_object_agg(x.outcome, x.n) as outcomes, sum(x.n) as rows from (select coalesce(r.outcome, 'none') as outcome, count(*) as n from feed_row r where r.feed = f.id group by 1) x) c on true
      where f.state = 'done' and (f.outcomes <> c.outcomes or f.rows <> c.rows)`,
  },
  {
    what: 'the Summary of a transfer is not what became of its rows',
    text: `select t.id, t.rows, t.outcomes, c.outcomes as counted from transfer t left join lateral (
        select jsonb_object_agg(x.outcome, x.n) as outcomes, sum(x.n) as rows from (
          select coalesce(r.outcome, case when r.foreseen <> 'moved' then r.foreseen end, 'none') as outcome, count(*) as n from transfer_row r where r.transfer = t.id group by 1) x) c on true
      where t.state in ('done', 'undone') and (t.outcomes <> c.outcomes or t.rows <> c.rows)`,
  },
  {
    what: 'the counts of an undo are not what became of its rows',
    text: `select t.id, t.undo_outcomes, c.outcomes as counted from transfer t left join lateral (
        select jsonb_object_agg(x.undo, x.n) as outcomes from (
          select coalesce(r.undo, 'none') as undo, count(*) as n from transfer_row r where r.transfer = t.id and r.outcome = 'moved' group by 1) x) c on true
      where t.state = 'undone' and t.undo_outcomes <> c.outcomes`,
  },
  {
    what: "a device has not exactly one open possession, in the device's tenant",
    text: `select d.id, d.tenant, count(p.id) as open from device d left join possession p on p.device = d.id and p.ended_at is null
      where d.retired_at is null group by d.id having count(p.id) <> 1 or bool_or(p.tenant <> d.tenant or p.id <> d.possession)`,
  },
  {
    what: 'possessions of a device overlap, or leave a gap',
    text: `select p.device from (select device, ended_at, lead(began_at) over w as next from possession window w as (partition by device order by began_at, ended_at nulls last)) p
      where p.next is distinct from p.ended_at limit 5`,
  },
  {
    what: 'a device is not where its last moved row put it',
    text: `select r.transfer, r.line, d.tenant from transfer_row r join transfer t on t.id = r.transfer join device d on d.id = r.device
      join possession p on p.id = coalesce(case when r.undo = 'moved_back' then r.undo_possession end, r.to_possession)
      where r.outcome = 'moved' and (p.device <> d.id or p.tenant <> case when r.undo = 'moved_back' then r.from_tenant else r.to_tenant end) limit 5`,
  },
  {
    what: 'a possession was opened by no row, or by two',
    text: `with o as materialized (select id, count(*) as n from (
        select to_possession as id from transfer_row where outcome = 'moved' union all select undo_possession from transfer_row where undo = 'moved_back') x group by id)
      select p.id, p.began_by, o.n from possession p full join o on o.id = p.id
      where (p.began_by in ('transfer', 'undo') or p.id is null) and (p.id is null or o.n is distinct from 1) limit 5`,
  },
  {
    what: 'a device was placed by no row, or by two',
    text: `select d.id from device d left join feed_row r on r.device = d.id and r.outcome = 'placed' where d.serial_key like 'F%' group by d.id having count(r.line) <> 1 limit 5`,
  },
  {
    what: 'the end of a feed or of a retry was not written down once, or not told once',
    text: `select f.id, a.done, a.retried, n.told from feed f
      cross join lateral (select count(*) filter (where kind = 'feed.done') as done, count(*) filter (where kind = 'feed.retry_done') as retried from audit_event e where e.subject = f.id) a
      cross join lateral (select count(*) as told from notification x where x.kind = 'feed_done' and x.link = '/feeds/' || f.id) n
      where f.state = 'done' and (a.done <> 1 or a.retried <> f.run or n.told <> 1 + f.run)`,
  },
  {
    what: 'the moves of a transfer were not written down as they were, or their end was not told once',
    text: `select t.id, t.outcomes, t.undo_outcomes, a.*, n.* from transfer t
      cross join lateral (select coalesce(sum((detail->>'count')::int) filter (where kind = 'transfer.moved'), 0) as moved,
        coalesce(sum((detail->>'count')::int) filter (where kind = 'transfer.moved_back'), 0) as back from audit_event e where e.subject = t.id) a
      cross join lateral (select count(*) filter (where x.kind = 'transfer_done') as done, count(*) filter (where x.kind = 'transfer_undone') as undone
        from notification x where x.link = '/transfers/' || t.id) n
      where t.state in ('done', 'undone') and (a.moved <> (t.outcomes->>'moved')::int or a.back <> coalesce((t.undo_outcomes->>'moved_back')::int, 0)
        or n.done <> 1 or n.undone <> case t.state when 'undone' then 1 else 0 end)`,
  },
  {
    what: 'the chain of seals over the audit log is broken, or a row before its end is in no seal',
    text: `with s as (select *, lag(number) over w as former, lag(hash) over w as follows from audit_seal window w as (order by number))
      select s.number from s where (s.former is not null and (s.number <> s.former + 1 or s.previous <> s.follows))
        or s.rows <> (select count(*) from audit_event e where e.era = s.era and e.xid >= s.from_xid and e.xid < s.to_xid)
      union all
      select l.number from (select * from audit_seal order by number desc limit 1) l
      where (select sum(rows) from audit_seal) <> (select count(*) from audit_event e where (e.era, e.xid) < (l.era, l.to_xid))`,
  },
  {
    what: 'a counter of devices is not their number',
    text: `select t.id, n.counted, count(d.id) as devices from tenant t left join device d on d.tenant = t.id and d.retired_at is null
      cross join lateral (select coalesce((select sum(c.n) from counter c where c.tenant = t.id and c.kind = 'devices'), 0)
        + coalesce((select sum(c.n) from counter_delta c where c.tenant = t.id and c.kind = 'devices'), 0) as counted) n
      group by t.id, n.counted having n.counted <> count(d.id)`,
  },
]

function acknowledgedChecks({ feeds, transfers, locations }: Acknowledged): Check[] {
  return [
    {
      what: 'an acknowledged feed is gone or shorter',
      text: `select x.id from unnest($1::uuid[], $2::int[]) x (id, rows) left join feed f on f.id = x.id
        where f.state is distinct from 'done' or (select count(*) from feed_row r where r.feed = x.id) <> x.rows`,
      values: [feeds.map((feed) => feed.id), feeds.map((feed) => feed.rows)],
    },
    {
      what: 'an acknowledged transfer or undo is gone or shorter',
      text: `select x.id from unnest($1::uuid[], $2::int[], $3::boolean[]) x (id, rows, undo) left join transfer t on t.id = x.id
        where t.state is distinct from case when x.undo then 'undone' else 'done' end or (select count(*) from transfer_row r where r.transfer = x.id) <> x.rows`,
      values: [transfers.map((one) => one.id), transfers.map((one) => one.rows), transfers.map((one) => one.undo)],
    },
    {
      what: 'an acknowledged location is gone, or was made twice',
      text: `select x.name from unnest($1::uuid[], $2::text[]) x (id, name)
        where (select array_agg(l.id) from location l where l.name = x.name) is distinct from array[x.id]`,
      values: [locations.map((one) => one.id), locations.map((one) => one.name)],
    },
  ]
}

function peopleChecks({ customers, members }: AcknowledgedPeople): Check[] {
  return [
    {
      what: 'an acknowledged customer is gone, was made twice, or has not exactly one relationship, tenant and card',
      text: `select x.mail from unnest($1::uuid[], $2::text[]) x (id, mail) where
        (select array_agg(c.organisation) from customer_card c where c.admin_mail = x.mail) is distinct from array[x.id]
        or (select count(*) from tenant t where t.organisation = x.id) <> 1
        or (select count(*) from relationship r where r.to_organisation = x.id) <> 1`,
      values: [customers.map((one) => one.id), customers.map((one) => one.mail)],
    },
    {
      what: 'a mail that was to go never went, or an invitation was written twice',
      text: `select x.mail from unnest($1::text[]) x (mail)
        where (select array_agg(m.state) from mail m where m.to_address = x.mail and m.kind = 'customer_invitation') is distinct from array['sent']`,
      values: [customers.map((one) => one.mail)],
    },
    {
      what: 'an acknowledged member is none, or is one twice',
      text: `select x.mail from unnest($1::text[], $2::uuid[]) x (mail, organisation)
        where (select array_agg(m.status) from membership m join person p on p.id = m.person
          where p.mail = x.mail and m.organisation = x.organisation) is distinct from array['active']`,
      values: [members.map((one) => one.mail), members.map((one) => one.organisation)],
    },
    {
      what: 'a customer whose invitation was accepted is not in reach of its partner',
      text: `select x.organisation from unnest($1::uuid[]) x (organisation) join tenant t on t.organisation = x.organisation and t.kind = 'customer'
        where not exists (select from relationship r join reach a on a.organisation = r.from_organisation and a.tenant = t.id
          where r.to_organisation = x.organisation and r.state = 'accepted')`,
      values: [members.map((one) => one.organisation)],
    },
  ]
}
