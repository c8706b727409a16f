import { Button } from '@mantine/core'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Picking } from './DataTable.tsx'
import { isLost } from './focus.ts'
import { CrossIcon } from './icons.tsx'
import classes from './table.module.css'

type Props<Row> = {
  picking: Picking<Row>
  /** Of all that match, where that is known. */
  total: number | undefined
  /** "1,204": as the reader's language writes numbers. */
  number: (count: number) => string
  /** What one does with what is picked. */
  children: ReactNode
}

/** How many rows are picked, and what one does with them: stays in sight while one scrolls through a long list. */
export function PickedBar<Row>({ picking: { selection, mayPickAll }, total, number, children }: Props<Row>) {
  const { t } = useTranslation()
  const { all, rows, except, any } = selection
  const bar = useRef<HTMLDivElement>(null)
  // With the last pick its buttons go: one goes on in the list, at the row where one was. With all that match goes the button that picks them: one goes on here.
  const had = useRef(any)
  useLayoutEffect(() => {
    const row = bar.current?.parentElement?.querySelector<HTMLElement>('tr[tabindex="0"]')
    const next = all ? bar.current?.querySelector('button') : had.current && !any ? row : null
    if (isLost()) next?.focus({ preventScroll: true })
    had.current = any
  }, [any, all])
  const told = (count: number) => t('kit.picked', { count, formatted: number(count) })
  const said = () => {
    if (!all) return told(rows.length)
    if (total !== undefined) return told(Math.max(total - except.length, 0))
    return except.length > 0 ? t('kit.pickedAllBut', { count: except.length, formatted: number(except.length) }) : t('kit.pickedAll')
  }
  return (
    <div className={classes.picks} data-any={any} ref={bar}>
      <div className={classes.picksSaid}>
        <span aria-live="polite">{any ? said() : ''}</span>
        {any && mayPickAll && !all ? (
          <Button variant="subtle" size="compact-sm" onClick={selection.pickAll}>
            {t('kit.pickAll')}
          </Button>
        ) : null}
      </div>
      {any ? (
        <div className={classes.picksActions}>
          <Button variant="subtle" color="gray" aria-label={t('kit.clearPicked')} title={t('kit.clearPicked')} onClick={selection.clear}>
            <span className={classes.clearWord}>{t('kit.clearPicked')}</span>
            <span className={classes.clearMark}>
              <CrossIcon />
            </span>
          </Button>
          {children}
        </div>
      ) : null}
    </div>
  )
}
