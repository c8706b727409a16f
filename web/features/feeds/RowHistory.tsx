import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import classes from './feeds.module.css'
import type { Row } from './RowEditor.tsx'

/** What was sent before, who corrected it, and what had become of it until then; opened where somebody asks. */
export function RowHistory({ history }: { history: Row['history'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (history.length === 0) return null
  return (
    <details className={classes.history}>
      <summary>{t('feeds.history', { changes: formats.number(history.length) })}</summary>
      <ol>
        {history.map(({ at, act, by, outcome, sent }) => (
          <li key={`${at}${act}`}>
            {t(`feeds.acts.${act}`, { who: by, when: formats.instant(at) })}{' '}
            <Quiet>
              {outcome ? t('feeds.before', { outcome: t(`feeds.outcomes.${outcome}`) }) : null}
              {sent ? (
                <>
                  {' '}
                  {[
                    sent.vendor,
                    sent.productNumber,
                    sent.serialNumber,
                    sent.model,
                    sent.soldToLocationId,
                    sent.saleDate,
                    sent.webOrderNumber,
                  ]
                    .filter((value) => value !== '')
                    .map((value, n) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: values of one row, in the order of its columns
                      <span key={n}>
                        {n > 0 ? ', ' : null}
                        <Mono>{value}</Mono>
                      </span>
                    ))}
                </>
              ) : null}
            </Quiet>
          </li>
        ))}
      </ol>
    </details>
  )
}
