import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Quiet } from '../../kit/Bits.tsx'
import classes from './feeds.module.css'
import type { Feed } from './outcomes.ts'

/** Which partners got how many of a feed's devices; those whose names the reader does not know together (R-A7). */
export function PlacedWith({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const named = feed.placedWith ?? []
  if (named.length === 0) return null
  const others = (feed.outcomes.placed ?? 0) - named.reduce((sum, { devices }) => sum + devices, 0)
  const all = others > 0 ? [...named, { partner: t('feeds.otherPartners'), devices: others }] : named
  return (
    <div>
      <Quiet>{t('feeds.placedWith')}</Quiet>
      <ul className={classes.partners}>
        {all.map(({ partner, devices }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two partners may have one name
          <li key={n}>
            {partner} <Quiet>{formats.number(devices)}</Quiet>
          </li>
        ))}
      </ul>
    </div>
  )
}
