import type { ReactNode } from 'react'
import type { Tone } from './Bits.tsx'
import classes from './timeline.module.css'

export type Moment = {
  key: string
  /** What happened, in a sentence. */
  title: ReactNode
  /** When, as the reader writes it; `instant` is the same for machines. */
  at?: string
  instant?: string
  tone?: Tone
  /** In place of the dot. */
  icon?: ReactNode
  children?: ReactNode
}

/** What happened to one thing, the latest first. For many things of a kind: a table. */
export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {moments.map(({ key, title, at, instant, tone = 'quiet', icon, children }) => (
        <li key={key} className={classes.moment} data-tone={tone}>
          <span className={classes.mark} data-icon={icon !== undefined}>
            {icon}
          </span>
          <div className={classes.words}>
            <span>{title}</span>
            {at ? (
              <time className={classes.at} dateTime={instant}>
                {at}
              </time>
            ) : null}
            {children ? <div className={classes.more}>{children}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
