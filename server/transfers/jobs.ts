import type { Job } from '../platform/jobs.ts'
import type { TransferState } from './rules.ts'

type Payload = { transferId: string }
export const previewJob: Job<Payload> = { name: 'transfers.preview' }
export const runJob: Job<Payload> = { name: 'transfers.carry-out' }
export const undoJob: Job<Payload> = { name: 'transfers.undo' }
export const transfersJobs: readonly Job[] = [previewJob, runJob, undoJob]

/** Which job a transfer waits for that is not at its end. */
export function jobOf(state: TransferState): Job<Payload> {
  if (state === 'previewing') return previewJob
  return state === 'undoing' ? undoJob : runJob
}
