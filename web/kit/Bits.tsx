import type { ReactNode } from 'react'
import classes from './bits.module.css'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet'

/** Somebody has something to do about it; the rest is said more quietly. */
export function isTask(tone: Tone): boolean {
  return tone === 'warn' || tone === 'bad'
}

/** A state or an outcome in a word; the dot carries the tone, the word the meaning. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  )
}

/** Up to here a number stays on one line, hyphens or not; what is longer would push the page aside. */
const mostOnOneLine = 24

/** Serial numbers, ids: one width for every sign, whole on one line. */
export function Mono({ children }: { children: string }) {
  return (
    <span className={classes.mono} data-whole={children.length <= mostOnOneLine}>
      {children}
    </span>
  )
}

/** A mail address, which breaks before its @ rather than anywhere else: the second line says what it goes on with. */
export function MailAddress({ children }: { children: string }) {
  const [name = '', host] = children.split('@')
  if (host === undefined) return children
  return (
    <>
      {name}
      <wbr />@{host}
    </>
  )
}

export function Quiet({ children }: { children: ReactNode }) {
  return <span className={classes.quiet}>{children}</span>
}

/** What buttons nearby do, said before the click: a word and a sentence each. */
export function Meanings({ of }: { of: readonly (readonly [word: string, meaning: string])[] }) {
  if (of.length === 0) return null
  return (
    <dl className={classes.meanings}>
      {of.map(([word, meaning]) => (
        <div key={word}>
          <dt>{word}</dt> <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
