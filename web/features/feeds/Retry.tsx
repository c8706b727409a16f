import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { rejectedOutcomes, retryFeed } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { useMay } from '../../app/session.ts'
import { FormProblem } from '../../kit/Form.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Panel } from '../../kit/Page.tsx'
import { heardOf } from '../../kit/progress.ts'
import { countOf, type Feed, isOver, rejectedOf, toTryOf } from './outcomes.ts'

const wholeShare = 100

/** What came of a retry. */
function useResult() {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ placed, rows }: NonNullable<Feed['retry']>) =>
    t('feeds.retryResult', { placed: formats.number(placed), rows: formats.number(rows) })
}

/** For whoever hears the page: what is being done, how far it is, that it is over and what came of it. */
export function FeedSaid({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const resultOf = useResult()
  const state = t(`feeds.states.${feed.state}`)
  if (isOver(feed.state) && feed.retry === null) return state
  if (feed.retry?.finishedAt) return `${state} · ${resultOf(feed.retry)}`
  const { rows, decided } = feed.retry ?? feed
  const title = feed.retry ? t('feeds.retrying') : state
  return `${title} · ${t('transfers.progress', { done: formats.number(heardOf(decided, rows)), rows: formats.number(rows) })}`
}

/** How far the feed is, or its retry. */
export function FeedProgress({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { state } = feed
  if (state === 'done') return null
  if (state === 'failed') {
    return (
      <Notice tone="bad" title={t('feeds.failed.title')}>
        {t('feeds.failed.text')}
      </Notice>
    )
  }
  const { rows, decided } = feed.retry ?? feed
  const title = feed.retry ? t('feeds.retrying') : t(`feeds.states.${state}`)
  return (
    <Panel>
      <Stack gap="sm">
        <Text fw={600}>{title}</Text>
        <Progress value={rows > 0 ? (decided / rows) * wholeShare : 0} aria-label={title} animated />
        <Text>{t('transfers.progress', { done: formats.number(decided), rows: formats.number(rows) })}</Text>
        <Text c="dimmed">{t('transfers.mayLeave')}</Text>
      </Stack>
    </Panel>
  )
}

/** What came of the last retry. */
function LastRetry({ retry }: { retry: Feed['retry'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const resultOf = useResult()
  if (!retry?.finishedAt) return null
  return (
    <Notice tone="info" title={t('feeds.retried', { who: retry.askedBy, when: formats.instant(retry.askedAt) })}>
      {resultOf(retry)}
    </Notice>
  )
}

/**
 * Rejected rows: corrected first, then tried again, all or those that are shown (R-B4). As they are they are offered only where that may
 * help, and never as the first thing to do, unless rows were left undecided.
 */
export function Retry({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const mayRetry = useMay()('feed.retry')
  const { search, change } = useListing()
  const shown = oneOf(rejectedOutcomes, search.filter)
  const act = useAct(retryFeed)
  if (!isOver(feed.state)) return null
  const undecided = feed.rows - feed.decided
  const left = rejectedOf(feed) + undecided
  const corrected = feed.corrected ?? 0
  const toTry = toTryOf(feed) + undecided
  const isDue = corrected + undecided > 0
  // Among many that were placed they are not found by looking.
  const toShow = shown ? undefined : rejectedOutcomes.find((outcome) => countOf(feed, outcome) > 0)
  const ofShown = shown ? toTryOf(feed, shown) : 0
  const word = !isDue
    ? t('feeds.retryUnchanged')
    : toTry === corrected
      ? t('feeds.retryCorrected', { count: corrected, rows: formats.number(corrected) })
      : t('feeds.retryAll')
  const retry = (body: { outcome?: typeof shown }) => act.mutate({ params: { id: feed.id }, body })
  return (
    <>
      <LastRetry retry={feed.retry} />
      {mayRetry && left > 0 ? (
        <Panel>
          <Stack gap="sm">
            <Text>{t('feeds.rejected', { count: left, rows: formats.number(left) })}</Text>
            {corrected > 0 ? <Text>{t('feeds.waiting', { count: corrected, rows: formats.number(corrected) })}</Text> : null}
            {isDue ? null : <Text>{t('feeds.correctFirst')}</Text>}
            {!isDue && toTry > 0 ? <Text c="dimmed">{t('feeds.unchangedHelps')}</Text> : null}
            <FormProblem problem={act.error} />
            {toTry > 0 || toShow ? (
              <Group gap="sm">
                {toShow ? (
                  <Button variant="default" onClick={() => change({ filter: toShow }, { replace: true })}>
                    {t('transfers.fates.show')}
                  </Button>
                ) : null}
                {toTry > 0 ? (
                  <Button variant={isDue ? 'filled' : 'default'} loading={act.isPending} onClick={() => retry({})}>
                    {word}
                  </Button>
                ) : null}
                {shown && ofShown > 0 && ofShown < toTry ? (
                  <Button variant="default" loading={act.isPending} onClick={() => retry({ outcome: shown })}>
                    {t('feeds.retryShown', { outcome: t(`feeds.outcomes.${shown}`) })}
                  </Button>
                ) : null}
              </Group>
            ) : null}
          </Stack>
        </Panel>
      ) : null}
    </>
  )
}
