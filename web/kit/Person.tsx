import type { ReactNode } from 'react'
import { MailAddress } from './Bits.tsx'
import classes from './person.module.css'

/** "Anna Maria Berg" is AB, "Anton" is A, nobody is nothing. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean)
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  return ends.map((part = '') => [...part][0]?.toUpperCase() ?? '').join('')
}

/** The round mark of a person; their name stands beside it. */
export function Initials({ of }: { of: string }) {
  return (
    <span className={classes.initials} aria-hidden="true">
      {initialsOf(of)}
    </span>
  )
}

/** A person by name, with the mail address where one may see it. `note` stands behind the name. */
export function Person({ name, mail, note }: { name: string; mail?: string | undefined; note?: ReactNode }) {
  return (
    <span className={classes.who}>
      <Initials of={name} />
      <span className={classes.words}>
        <span className={classes.name}>
          {name} {note}
        </span>
        {mail ? (
          <span className={classes.more}>
            <MailAddress>{mail}</MailAddress>
          </span>
        ) : null}
      </span>
    </span>
  )
}

/** Something by name, with the mark of its kind. `kind` says it in words, unless the words stand elsewhere. */
export function Emblem({ name, mark, kind }: { name: ReactNode; mark: ReactNode; kind?: string }) {
  return (
    <span className={classes.who}>
      <span className={classes.mark}>{mark}</span>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        {kind ? <span className={classes.more}>{kind}</span> : null}
      </span>
    </span>
  )
}
