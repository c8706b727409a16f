import { Anchor, Skeleton, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallProblem } from '../../call.ts'
import classes from './home.module.css'

/** The tiles of a home page: as many beside each other as there is room for. */
export function Tiles({ children }: { children: ReactNode }) {
  return <div className={classes.tiles}>{children}</div>
}

/** One question of the day with its answer. `wide`: takes the whole width. */
export function Tile({ title, more, wide, children }: { title: string; more?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <section className={classes.tile} data-wide={wide} aria-label={title}>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        {more}
      </div>
      {children}
    </section>
  )
}

/** What a tile shows of a reading: lines in grey, a short word where it failed, else the answer. */
export function Part<Reply>({ of, children }: { of: UseQueryResult<Reply, CallProblem>; children: (reply: Reply) => ReactNode }) {
  const { t } = useTranslation()
  if (of.data !== undefined) return children(of.data)
  if (of.isError) {
    return (
      <Text c="dimmed" role="alert">
        {t('home.failed')}{' '}
        <Anchor component="button" type="button" inherit onClick={() => void of.refetch()}>
          {t('home.again')}
        </Anchor>
      </Text>
    )
  }
  return (
    <div role="status" aria-label={t('kit.loading')} className={classes.lines}>
      <Skeleton height={14} width="60%" />
      <Skeleton height={14} width="85%" />
      <Skeleton height={14} width="40%" />
    </div>
  )
}

export type Line = { key: string; what: ReactNode; mark?: ReactNode; note?: ReactNode }

/** The first few of a list; its end says that nothing is to be done. */
export function Lines({ lines, empty }: { lines: readonly Line[]; empty: string }) {
  if (lines.length === 0) return <Text c="dimmed">{empty}</Text>
  return (
    <ul className={classes.list}>
      {lines.map(({ key, what, mark, note }) => (
        <li key={key}>
          <span className={classes.what}>{what}</span>
          {mark}
          {note ? <span className={classes.note}>{note}</span> : null}
        </li>
      ))}
    </ul>
  )
}
