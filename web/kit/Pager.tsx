import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ChevronLeftIcon, ChevronRightIcon } from './icons.tsx'
import classes from './pager.module.css'

type Props = {
  /** The cursor of the page shown; undefined is the first. */
  cursor: string | undefined
  next: string | null
  onCursor: (cursor: string | undefined) => void
  /** "1,204 devices" */
  count?: string | undefined
}

/** Pages by cursor: the cursors passed on the way are kept, for the way back. */
export function Pager({ cursor, next, onCursor, count }: Props) {
  const { t } = useTranslation()
  const trail = useRef<(string | undefined)[]>([])
  const forward = () => {
    trail.current.push(cursor)
    if (next) onCursor(next)
  }
  const back = () => {
    let before = trail.current.pop()
    // The browser's own way back leaves the trail longer than the way.
    while (before !== undefined && before === cursor) before = trail.current.pop()
    onCursor(before)
  }
  if (!cursor && !next) return count ? <p className={classes.count}>{count}</p> : null
  return (
    <nav className={classes.pager} aria-label={t('kit.pages')}>
      <span className={classes.count}>{count}</span>
      <Button variant="default" leftSection={<ChevronLeftIcon />} disabled={!cursor} onClick={back}>
        {t('kit.previousPage')}
      </Button>
      <Button variant="default" rightSection={<ChevronRightIcon />} disabled={!next} onClick={forward}>
        {t('kit.nextPage')}
      </Button>
    </nav>
  )
}
