import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberFocus } from './focus.ts'
import { CrossIcon, InfoIcon, WarningIcon } from './icons.tsx'
import classes from './notice.module.css'

type Props = {
  tone: 'info' | 'warn' | 'bad'
  title?: string
  icon?: ReactNode
  alert?: boolean
  /** Where it can be put away. */
  onClose?: () => void
  children: ReactNode
}

/** Something to know before one goes on; `alert` where it has just come up. */
export function Notice({ tone, title, icon, alert, onClose, children }: Props) {
  const { t } = useTranslation()
  const close = () => {
    // Its cross goes with it.
    const back = rememberFocus()
    onClose?.()
    back()
  }
  return (
    <div className={classes.notice} data-notice={tone} {...(alert ? { role: 'alert' } : {})}>
      <span className={classes.icon}>{icon ?? (tone === 'info' ? <InfoIcon /> : <WarningIcon />)}</span>
      <div className={classes.words}>
        {title ? <p className={classes.title}>{title}</p> : null}
        <div>{children}</div>
      </div>
      {onClose ? (
        <ActionIcon className={classes.close} variant="subtle" color="gray" aria-label={t('kit.close')} onClick={close}>
          <CrossIcon />
        </ActionIcon>
      ) : null}
    </div>
  )
}
