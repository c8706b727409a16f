import { sealAudit } from '../audit/index.ts'
import { type TestHub, until } from './hub.ts'

/** How many rows of the audit log wait to be sealed; as the owner. */
export const unsealed = `select count(*)::int as n from hub.audit_event e
  where not exists (select from hub.audit_seal s where (e.era, e.xid) < (s.era, s.to_xid))`

/** Seals the whole log. Transactions of other tests in the same cluster hold the horizon back for a moment. */
export async function sealAll(test: TestHub): Promise<void> {
  await until('everything is sealed', async () => {
    await sealAudit(test.hub)
    return (await test.database.owner.query<{ n: number }>(unsealed)).rows[0]?.n === 0
  })
}
