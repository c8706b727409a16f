import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import classes from './feeds.module.css'
import { type Row, saleFields } from './RowEditor.tsx'

/** What each correction changed, from what to what: the later one's values, or today's, beside those that were sent until then. */
function changesOf(row: Row) {
  let later: Row | NonNullable<Row['history'][number]['sent']> = row
  return row.history.map((entry) => {
    const { sent } = entry
    if (!sent) return { ...entry, changed: [] }
    const after = later
    later = sent
    return {
      ...entry,
      changed: saleFields.flatMap((field) => (sent[field] === after[field] ? [] : [{ field, was: sent[field], is: after[field] }])),
    }
  })
}

function Value({ children }: { children: string }) {
  return children === '' ? <Quiet>–</Quiet> : <Mono>{children}</Mono>
}

/** Who corrected what of a row or tried it again, and what had become of it until then; opened where somebody asks. */
export function RowHistory({ row }: { row: Row }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (row.history.length === 0) return null
  return (
    <details className={classes.history}>
      <summary>{t('feeds.history')}</summary>
      <Timeline
        label={t('feeds.history')}
        moments={changesOf(row).map(({ at, act, by, outcome, changed }) => ({
          key: `${at}${act}`,
          title: t(`feeds.acts.${act}`, { who: by, when: formats.instant(at) }),
          children: (
            <>
              {outcome ? <div>{t('feeds.before', { outcome: t(`feeds.outcomes.${outcome}`) })}</div> : null}
              {changed.map(({ field, was, is }) => (
                <div key={field}>
                  {t(`feeds.columns.${field}`)}: <Value>{was}</Value> → <Value>{is}</Value>
                </div>
              ))}
            </>
          ),
        }))}
      />
    </details>
  )
}
