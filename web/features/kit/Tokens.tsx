import { Button, useMantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import { contrastOf, least, pairs } from '../../kit/contrast.ts'
import { Panel, Section } from '../../kit/Page.tsx'
import classes from './kit.module.css'

const distances = [2, 4, 6, 8, 12, 16, 20, 24, 32, 48, 64]
const types = ['h1', 'h2', 'h3', 'figure', 'xl', 'lg', 'md', 'sm', 'xs']
const radii = ['xs', 'sm', 'md', 'lg', 'round']
const shadows = ['low', 'mid', 'high']
const grounds = ['ground', 'surface', 'raised', 'hover', 'picked', 'field', 'good-ground', 'warning-ground', 'bad-ground', 'info-ground']
const inks = ['ink', 'quiet', 'placeholder', 'accent-text', 'good-text', 'warning-text', 'bad-text', 'info-text']
const marks = ['accent', 'danger', 'good', 'warning', 'bad', 'info', 'neutral', 'line-strong', 'line', 'line-soft']

/** What the browser makes of the tokens now; read again when light and dark change. */
function useTokens(): (name: string) => string {
  const { colorScheme } = useMantineColorScheme()
  const [styles, setStyles] = useState<CSSStyleDeclaration | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useEffect(() => setStyles(getComputedStyle(document.documentElement)), [colorScheme])
  return (name) => styles?.getPropertyValue(`--${name}`).trim() ?? ''
}

function Swatch({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <li className={classes.swatch}>
      <svg className={classes.colour} aria-hidden="true">
        <rect width="100%" height="100%" fill={`var(--${name})`} />
      </svg>
      <span>
        <Mono>{name}</Mono>
        <br />
        <Quiet>{[value, note].filter(Boolean).join(' · ')}</Quiet>
      </span>
    </li>
  )
}

export function Colours() {
  const token = useTokens()
  const measured = pairs.map((pair) => ({ ...pair, contrast: contrastOf(token(pair.ink), token(pair.on)) }))
  const weak = measured.filter((pair) => pair.contrast < pair.least)
  const weakest = (name: string) => Math.min(...measured.filter(({ ink }) => ink === name).map(({ contrast }) => contrast))
  const note = (name: string) => (Number.isFinite(weakest(name)) ? `at least ${weakest(name).toFixed(2)}\u00a0:\u00a01` : undefined)
  return (
    <Section
      title="Colour"
      lead={`Named by meaning. Words have a contrast of ${least.words} or more, marks and lines of fields ${least.marks}.`}
    >
      <p>
        <Tag tone={weak.length === 0 ? 'good' : 'bad'}>
          {measured.length - weak.length} of {measured.length} pairs hold in this theme
        </Tag>
      </p>
      {(
        [
          ['Grounds', grounds],
          ['Words', inks],
          ['Fills, marks and lines', marks],
        ] as const
      ).map(([title, names]) => (
        <div key={title}>
          <h3 className={classes.small}>{title}</h3>
          <ul className={classes.swatches}>
            {names.map((name) => {
              const said = note(name)
              return <Swatch key={name} name={name} value={token(name)} {...(said ? { note: said } : {})} />
            })}
          </ul>
        </div>
      ))}
      <h3 className={classes.small}>Every pair</h3>
      <ul className={classes.pairs}>
        {measured
          .filter((pair) => pair.least === least.words)
          .map(({ ink, on, contrast }) => (
            <li key={`${ink} ${on}`} className={classes.pair} data-ink={ink} data-on={on}>
              {ink} on {on} <strong>{contrast.toFixed(1)}</strong>
            </li>
          ))}
      </ul>
    </Section>
  )
}

export function Type() {
  return (
    <Section title="Type" lead="One family, five sizes for words and three for headings; numbers, ids and serial numbers in one width.">
      <Panel>
        <ul className={classes.scale}>
          {types.map((name) => (
            <li key={name}>
              <Quiet>
                <Mono>{name}</Mono>
              </Quiet>
              <span className={classes.sample} data-type={name}>
                Grüße aus Schöneberg, 1,204 of 9,876
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  )
}

export function Distances() {
  return (
    <Section title="Distance, corners, shadows" lead="By pixels at the usual size of type; they grow with it.">
      <Panel>
        <ul className={classes.scale}>
          {distances.map((one) => (
            <li key={one}>
              <Quiet>
                <Mono>{`space-${one}`}</Mono>
              </Quiet>
              <span className={classes.bar} data-space={one} />
            </li>
          ))}
        </ul>
        <div className={classes.row}>
          {radii.map((one) => (
            <span key={one} className={classes.box} data-radius={one}>
              {one}
            </span>
          ))}
          {shadows.map((one) => (
            <span key={one} className={classes.box} data-shadow={one}>
              {one}
            </span>
          ))}
        </div>
      </Panel>
    </Section>
  )
}

export function Motion() {
  const [away, setAway] = useState(false)
  return (
    <Section title="Motion" lead="100, 160 or 240 ms. Where the system asks for less motion nothing moves at all.">
      <Panel>
        <div className={classes.row}>
          <Button variant="default" onClick={() => setAway(!away)}>
            Move
          </Button>
          <span className={classes.track}>
            <span className={classes.ball} data-away={away} />
          </span>
        </div>
      </Panel>
    </Section>
  )
}
