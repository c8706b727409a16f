import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallProblem } from '../call.ts'
import { Dialog } from './Dialog.tsx'
import classes from './dialog.module.css'
import { FormProblem, submitted } from './Form.tsx'

type Props = {
  opened?: boolean
  title: ReactNode
  wide?: boolean
  /** The word on the button that sends. */
  action: string
  danger?: boolean
  pending: boolean
  /** What stands in the way; null where a field says it already. */
  problem: CallProblem | null
  /** Not complete enough to be sent. */
  disabled?: boolean
  /** Something was filled in: a click beside the dialog does not throw it away. From `useDraft`. */
  dirty: boolean
  /** In place of "Cancel", where there are two acts. */
  other?: ReactNode
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

/** A form that is filled in and sent in a dialog: the focus begins in the first field and goes to the first one at fault. */
export function FormDialog({ action, danger, pending, problem, disabled, dirty, other, onSend, onClose, children, ...dialog }: Props) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!problem) return
    const fault = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    if (fault) fault.focus()
    else form.current?.scrollIntoView({ block: 'start' })
  }, [problem])
  return (
    <Dialog {...dialog} kept={dirty || pending} onClose={onClose}>
      <form onSubmit={submitted(onSend)} ref={form}>
        <Stack gap="md">
          <FormProblem problem={problem} />
          {children}
          <Group justify="flex-end" gap="xs" className={classes.foot ?? ''}>
            {other ?? (
              <Button variant="default" onClick={onClose}>
                {t('kit.cancel')}
              </Button>
            )}
            <Button type="submit" color={danger ? 'var(--danger)' : undefined} loading={pending} disabled={disabled ?? false}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
