import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Tag } from '../../kit/Bits.tsx'
import { type Feed, feedTones, rejectedOf } from './outcomes.ts'

/** A feed's state; of one that is done, whether it did what it was sent for. */
export function FeedState({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { state, outcomes } = feed
  if (state !== 'done') return <Tag tone={feedTones[state]}>{t(`feeds.states.${state}`)}</Tag>
  const rejected = rejectedOf(feed)
  const placed = outcomes.placed ?? 0
  const isRepetition = placed === 0 && outcomes.already_there === feed.rows
  if (isRepetition) return <Tag tone="quiet">{t('feeds.ends.nothingNew')}</Tag>
  if (placed === 0) return <Tag tone="warn">{t('feeds.ends.nothingPlaced')}</Tag>
  if (rejected > 0) return <Tag tone="warn">{t('feeds.ends.rejected', { count: rejected, rows: formats.number(rejected) })}</Tag>
  return <Tag tone="good">{t('feeds.states.done')}</Tag>
}
