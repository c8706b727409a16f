import { limits } from '../../contract/limits.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { findHoldup, type Holdup } from './queries.ts'

type Watcher = Pick<Hub, 'database' | 'log' | 'clock' | 'metrics'>

/** Something that has stood in the way since then, and when that was told. `mark`: the transaction, or the one before which rows wait. */
type Wait = { mark: string; since: number; toldAt: number | null }

/** An alarm that goes on is told again. */
const againSeconds = 60

/**
 * Looks, again and again, whether the audit log is sealed in time (R-A6), and raises an alarm (a log line of level `error`, and a gauge) for a
 * row that could have been sealed for ten seconds, and for a transaction that has held the sealing up for a minute, in any database of the
 * cluster. Nobody but a superuser may see when others' transactions began: how long one stays the oldest can be seen by everybody.
 */
export function auditWatch({ database, log, clock, metrics }: Watcher): () => Promise<void> {
  let row: Wait | null = null
  let transaction: Wait | null = null
  return async () => {
    const holdup = await database.inSystem(newId(), findHoldup)
    const now = clock.now().getTime()
    row = followRow(row, holdup, now)
    transaction = followTransaction(transaction, holdup, now)
    metrics.auditUnsealedSeconds.set(secondsOf(row, now))
    metrics.oldestTransactionSeconds.set(secondsOf(transaction, now))
    if (row && isDue(row, limits.auditUnsealedAlarmSeconds, now)) {
      log.error(
        { seconds: secondsOf(row, now), transaction: holdup.unsealed },
        'audit rows wait to be sealed and nothing holds them up: no worker runs, or its sealing fails',
      )
      row = { ...row, toldAt: now }
    }
    if (transaction && isDue(transaction, limits.oldTransactionAlarmSeconds, now)) {
      log.error({ seconds: secondsOf(transaction, now), ...ownerOf(holdup) }, 'an old transaction holds up the sealing of the audit log')
      transaction = { ...transaction, toldAt: now }
    }
  }
}

/** Rows that could be sealed when this wait began, and are not all yet. */
function followRow(wait: Wait | null, { unsealed, horizon }: Holdup, now: number): Wait | null {
  if (unsealed === null) return null
  return wait && BigInt(unsealed) < BigInt(wait.mark) ? wait : { mark: horizon, since: now, toldAt: null }
}

/** The same transaction is the oldest still. */
function followTransaction(wait: Wait | null, { oldest }: Holdup, now: number): Wait | null {
  if (oldest === null) return null
  return wait?.mark === oldest ? wait : { mark: oldest, since: now, toldAt: null }
}

function secondsOf(wait: Wait | null, now: number): number {
  return wait === null ? 0 : (now - wait.since) / 1000
}

function isDue(wait: Wait, afterSeconds: number, now: number): boolean {
  return secondsOf(wait, now) >= afterSeconds && (wait.toldAt === null || now - wait.toldAt >= againSeconds * 1000)
}

/** Whose the transaction is; one that was prepared has no process. */
function ownerOf({ oldest, pid, of_database, of_user }: Holdup) {
  return { transaction: oldest, pid, database: of_database, user: of_user }
}
