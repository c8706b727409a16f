import { limits } from '../../contract/limits.ts'
import { type Check, findRows } from './finding.ts'

/** Time that the sealer gets for what a long transaction, over just now, held back. */
const graceSeconds = 3

/**
 * Rows of the audit log that nobody has sealed for ten seconds although no older transaction runs any more, in any database of the
 * cluster (R-A6): then the sealer is away. Looks twice, each time anew: not to be called inside a transaction.
 */
export const checkUnsealed: Check = async (client) => {
  const first = await findRows(client, about, unsealed)
  if (first.length === 0) return first
  await client.query(`select pg_sleep(${graceSeconds})`)
  return findRows(client, about, unsealed)
}

const about = {
  check: 'unsealed',
  rule: 'R-A6',
  what: `Audit events have waited longer than ${limits.auditUnsealedAlarmSeconds} seconds to be sealed: no worker runs, or its sealing fails.`,
}

const unsealed = `
  select format('row %s of %s', e.id, e.at) as example
  from hub.audit_event e
  left join lateral (select s.era, s.to_xid from hub.audit_seal s order by s.number desc limit 1) l on true
  where (e.era, e.xid) >= (coalesce(l.era, 0), coalesce(l.to_xid, '0'))
    and e.at < clock_timestamp() - make_interval(secs => ${limits.auditUnsealedAlarmSeconds})
    and (e.era < (select i.era from hub.installation i) or e.xid < pg_snapshot_xmin(pg_current_snapshot()))`
