import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { Breadcrumb, WayHere } from './Breadcrumb.tsx'
import { ChevronLeftIcon } from './icons.tsx'
import classes from './page.module.css'

/** False until the first page was shown: on the first load the focus stays where the browser put it. */
const seen = { first: false }

/** What the whole is called, behind each page's own title. */
export const HubName = createContext('')

type Props = {
  title: string
  /** One sentence under the title. */
  lead?: ReactNode
  actions?: ReactNode
  /** A link out of it, where nobody knows what is above it: before signing in. */
  back?: ReactNode
  /** Beside the title: a state or a mark. */
  mark?: ReactNode
  /** Narrow for forms and texts. */
  narrow?: boolean
  children: ReactNode
}

/** The frame of a page: document title, heading (takes the focus on navigation), actions. */
export function Page({ title, lead, actions, back, mark, narrow, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (seen.first) heading.current?.focus({ preventScroll: true })
    seen.first = true
  }, [])
  const hub = useContext(HubName)
  const { above, here = title } = useContext(WayHere)
  useEffect(() => {
    document.title = [title, hub].filter(Boolean).join(' · ')
  }, [title, hub])
  return (
    <div className={narrow ? classes.narrow : classes.page}>
      <header className={classes.header}>
        <div className={classes.words}>
          {above.length > 0 ? (
            <Breadcrumb above={above} here={here} />
          ) : back ? (
            <div className={classes.back}>
              <ChevronLeftIcon size={13} />
              {back}
            </div>
          ) : null}
          <div className={classes.headline}>
            <h1 ref={heading} tabIndex={-1} className={classes.title}>
              {title}
            </h1>
            {mark}
          </div>
          {lead ? <div className={classes.lead}>{lead}</div> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with its own heading. */
export function Section({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <div>
          <h2 className={classes.sectionTitle}>{title}</h2>
          {lead ? <div className={classes.lead}>{lead}</div> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** A quiet surface with a border. */
export function Panel({ children, tight }: { children: ReactNode; tight?: boolean }) {
  return <div className={tight ? classes.panelTight : classes.panel}>{children}</div>
}

/** Names and values of one thing. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
