import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Queue } from './jobs.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Secrets } from './secrets.ts'

/** What features are given: made once in main.ts, never reached for. */
export type Hub = {
  readonly database: Database
  readonly queue: Queue
  readonly live: Live
  readonly secrets: Secrets
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  /** Address under which people reach the hub, without a slash at the end. */
  readonly publicUrl: string
  readonly demonstration: boolean
  /** Cheaper password hashes in the test suites. */
  readonly testing: boolean
  /** Mail server; null = the built-in mailbox. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
}
