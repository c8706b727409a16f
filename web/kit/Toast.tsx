import { Button } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.layer.css'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import type { CallProblem } from '../call.ts'
import { focusHeading } from './focus.ts'
import { CheckIcon, WarningIcon } from './icons.tsx'
import classes from './toast.module.css'

const shownMilliseconds = 5_000
/** With something to press on it: time to read, to decide and to get there. */
const undoMilliseconds = 10_000
let shown = 0

function show(tone: 'good' | 'bad', message: ReactNode, autoClose: number | false): string {
  shown += 1
  const id = `toast-${shown}`
  return notifications.show({
    id,
    message,
    autoClose,
    icon: tone === 'good' ? <CheckIcon /> : <WarningIcon />,
    classNames: { root: classes.toast ?? '', icon: classes.icon ?? '', description: classes.text ?? '' },
    'data-tone': tone,
    role: tone === 'good' ? 'status' : 'alert',
    'data-toast': id,
    // Whoever pressed something on it goes on in the page.
    onClose: () => {
      if (document.activeElement?.closest(`[data-toast=${id}]`)) focusHeading()
    },
    closeButtonProps: { 'aria-label': i18next.t('kit.close') },
  })
}

/** Says in a corner what has become of an act, without standing in the way of the next one. */
export const toast = {
  done: (text: string) => void show('good', text, shownMilliseconds),
  /** For acts without a place of their own to say it; stays until it is put away. */
  failed: ({ problem: { detail, title, code } }: CallProblem) => {
    const fallback = code === 'network' ? i18next.t('kit.failed.network.text') : i18next.t('kit.failed.fault.text')
    show('bad', detail || title || fallback, false)
  },
  /** What can be taken back at once is done without asking first. */
  undoable: (text: string, undo: () => void) => {
    const id = show(
      'good',
      <span className={classes.words}>
        {text}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={i18next.t('kit.labelled', { label: i18next.t('kit.undo'), value: text })}
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {i18next.t('kit.undo')}
        </Button>
      </span>,
      undoMilliseconds,
    )
  },
}

/** Where toasts come up: once per frame. */
export function Toasts() {
  return <Notifications position="bottom-right" />
}
