import { Modal } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './dialog.module.css'
import { rememberFocus } from './focus.ts'

type Props = {
  opened?: boolean
  title: ReactNode
  /** For two columns of fields. */
  wide?: boolean
  /** A click beside it closes nothing: something would be lost. */
  kept?: boolean
  onClose: () => void
  children: ReactNode
}

const fields = 'input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)'

/**
 * Marks where the focus begins, which Mantine looks for once the dialog is open (without a mark: its cross). The first field; where there is none, what the
 * dialog is for (`data-go`); else its first button, which takes nothing away.
 */
function markFirst(content: HTMLElement | null) {
  if (!content || content.querySelector('[data-autofocus]')) return
  const first = [fields, '[data-go]', 'button:not(:disabled)'].map((what) => content.querySelector(what)).find((found) => found !== null)
  first?.setAttribute('data-autofocus', '')
}

/** What is done before one goes on. Escape and its cross close it; the focus goes back to where it came from. */
export function Dialog({ opened = true, title, wide, kept, onClose, children }: Props) {
  const { t } = useTranslation()
  // Taken away whole, it left the focus nowhere; what opened it may be gone too.
  useEffect(() => (opened ? rememberFocus() : undefined), [opened])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={wide ? 'lg' : 'md'}
      closeOnClickOutside={!kept}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
      classNames={{ inner: classes.place ?? '', content: classes.sheet ?? '' }}
    >
      <div ref={markFirst}>{children}</div>
    </Modal>
  )
}
