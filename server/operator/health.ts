import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getHubHealth } from '../../contract/operator.ts'
import { migrationFiles } from '../../database/migrate.ts'
import type { Scope } from '../platform/database/database.ts'
import { countOpenJobs, findHealth } from './queries.ts'

/** How the hub is, in figures that cost little to look at. */
export async function showHealth(scope: Scope): Promise<ReplyOf<typeof getHubHealth>> {
  const [health, queues] = await Promise.all([findHealth(scope), countOpenJobs(scope)])
  return {
    database: { version: health.version, migrations: (await migrationFiles()).length },
    audit: { sealedAt: health.sealed_at?.toISOString() ?? null, unsealedSeconds: health.unsealed_seconds },
    jobs: queues.map(({ oldest_seconds: oldestSeconds, ...counts }) => ({ ...counts, oldestSeconds })),
    mail: { waiting: health.mail_waiting, failing: health.mail_failing },
    organisations: { vendor: 0, provider: 0, partner: 0, customer: 0, ...health.organisations },
    devices: health.devices,
  }
}
