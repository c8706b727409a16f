import { useEffect } from 'react'
import { listTransferRows, type TransferOutcome } from '../../../contract/transfers.ts'
import { useRead } from '../../app/reading.ts'
import type { Transfer } from './outcomes.ts'

/** The first rows of one outcome, as the transfer that is shown has them: a new revision makes those before old. */
export function useRowsOf(transfer: Transfer, outcome: TransferOutcome, limit: number) {
  const rows = useRead(listTransferRows, { params: { id: transfer.id }, query: { outcome, limit } })
  const { refetch } = rows
  const { revision } = transfer
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what makes rows old.
  useEffect(() => void refetch(), [revision, refetch])
  return rows
}
