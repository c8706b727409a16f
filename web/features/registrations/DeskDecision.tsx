import { Stack, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { CallProblem } from '../../call.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { faultAt } from '../../kit/Form.tsx'

const mostOfReason = 500

type Props = {
  title: string
  /** The word on the button. */
  action: string
  refuses: boolean
  reasonLabel: string
  /** Settles a dispute: another record loses its proof (R-D11). */
  danger: boolean
  disabled?: boolean
  act: { isPending: boolean; error: CallProblem | null }
  onDecide: (reason: string) => void
  onClose: () => void
  children: ReactNode
}

/** The vendor's desk decides on one thing that waits; it refuses with a reason. */
export function DeskDecision({ refuses, reasonLabel, danger, disabled = false, act, onDecide, children, ...dialog }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Confirm
      opened
      {...dialog}
      danger={refuses || danger}
      disabled={refuses ? reason.trim() === '' : disabled}
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => onDecide(reason)}
    >
      <Stack gap="sm">
        {children}
        {refuses ? (
          <Textarea
            label={reasonLabel}
            required
            autosize
            minRows={2}
            maxLength={mostOfReason}
            value={reason}
            error={faultAt(act.error, 'reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
      </Stack>
    </Confirm>
  )
}
