import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import type { Tone } from './Bits.tsx'
import { TrendDownIcon, TrendFlatIcon, TrendUpIcon } from './icons.tsx'
import classes from './stat.module.css'

/** How a number moved, in words that carry the direction too: "12 % more than last week". */
export type Trend = { way: 'up' | 'down' | 'flat'; text: string; tone?: Tone }

type Shown = { name: string; value: string; tone?: Tone; trend?: Trend | undefined }

const arrows = { up: TrendUpIcon, down: TrendDownIcon, flat: TrendFlatIcon }

function Content({ name, value, tone = 'quiet', trend }: Shown) {
  const Arrow = arrows[trend?.way ?? 'flat']
  return (
    <>
      <span className={classes.value}>{value}</span>
      <span className={classes.name}>
        <span className={classes.dot} data-tone={tone} />
        {name}
      </span>
      {trend ? (
        <span className={classes.trend} data-tone={trend.tone ?? 'quiet'}>
          <Arrow size={13} />
          {trend.text}
        </span>
      ) : null}
    </>
  )
}

/** One number with its name; a button where it filters. */
export function Stat({ pressed, onClick, ...shown }: Shown & { pressed?: boolean; onClick?: () => void }) {
  if (!onClick) {
    return (
      <div className={classes.stat}>
        <Content {...shown} />
      </div>
    )
  }
  return (
    <button type="button" className={classes.stat} aria-pressed={pressed ?? false} onClick={onClick}>
      <Content {...shown} />
    </button>
  )
}

type AnchorAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children' | 'className'> & { ref?: Ref<HTMLAnchorElement> }

function StatAnchor({ name, value, tone, trend, ...rest }: Shown & AnchorAttributes) {
  return (
    <a {...rest} className={classes.stat}>
      <Content name={name} value={value} {...(tone ? { tone } : {})} trend={trend} />
    </a>
  )
}

/** One number that leads to what it counts. */
export const StatLink = createLink(StatAnchor)

export function Stats({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.stats} aria-label={label}>
      {children}
    </fieldset>
  )
}
