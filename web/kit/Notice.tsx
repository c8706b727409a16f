import type { ReactNode } from 'react'
import { InfoIcon, WarningIcon } from './icons.tsx'
import classes from './notice.module.css'

type Props = { tone: 'info' | 'warn' | 'bad'; title?: string; icon?: ReactNode; alert?: boolean; children: ReactNode }

/** Something to know before one goes on; `alert` where it has just come up. */
export function Notice({ tone, title, icon, alert, children }: Props) {
  return (
    <div className={classes.notice} data-notice={tone} {...(alert ? { role: 'alert' } : {})}>
      <span className={classes.icon}>{icon ?? (tone === 'info' ? <InfoIcon /> : <WarningIcon />)}</span>
      <div className={classes.words}>
        {title ? <p className={classes.title}>{title}</p> : null}
        <div>{children}</div>
      </div>
    </div>
  )
}
