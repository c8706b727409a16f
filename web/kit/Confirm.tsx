import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallProblem } from '../call.ts'
import { Dialog } from './Dialog.tsx'
import classes from './dialog.module.css'
import { FormProblem } from './Form.tsx'

type Props = {
  opened: boolean
  title: string
  /** The word on the button that does it. */
  action: string
  danger?: boolean
  pending?: boolean
  problem?: CallProblem | null
  disabled?: boolean
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks before something that others notice: says what will change. Enter alone never does what is hard to take back. */
export function Confirm({ opened, title, action, danger, pending, problem, disabled, onConfirm, onClose, children }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack gap="md">
        <div>{children}</div>
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="xs" className={classes.foot ?? ''}>
          <Button variant="default" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
          <Button
            color={danger ? 'var(--danger)' : undefined}
            loading={pending}
            disabled={disabled}
            onClick={onConfirm}
            {...(danger ? {} : { 'data-go': true })}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
