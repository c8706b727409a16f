import type { Job } from '../platform/jobs.ts'

type Payload = { transferId: string }
export const previewJob: Job<Payload> = { name: 'transfers.preview' }
export const runJob: Job<Payload> = { name: 'transfers.carry-out' }
export const undoJob: Job<Payload> = { name: 'transfers.undo' }
export const transfersJobs: readonly Job[] = [previewJob, runJob, undoJob]
