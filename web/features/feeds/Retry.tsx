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
import { type Feed, isOver } from './outcomes.ts'

const wholeShare = 100

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
        <Text role="status">{t('transfers.progress', { done: formats.number(decided), rows: formats.number(rows) })}</Text>
        <Text c="dimmed">{t('transfers.mayLeave')}</Text>
      </Stack>
    </Panel>
  )
}

/** Rejected rows tried again: all, or those that are shown (R-B4); and what came of the last time. */
export function Retry({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const mayRetry = useMay()('feed.retry')
  const shown = oneOf(rejectedOutcomes, useListing().search.filter)
  const act = useAct(retryFeed)
  const rejected = rejectedOutcomes.reduce((sum, outcome) => sum + (feed.outcomes[outcome] ?? 0), 0)
  const undecided = feed.rows - feed.decided
  if (!isOver(feed.state)) return null
  const { retry } = feed
  const params = { id: feed.id }
  return (
    <>
      {retry?.finishedAt ? (
        <Notice tone="info" title={t('feeds.retried', { who: retry.askedBy, when: formats.instant(retry.askedAt) })}>
          <span role="status">{t('feeds.retryResult', { placed: formats.number(retry.placed), rows: formats.number(retry.rows) })}</span>
        </Notice>
      ) : null}
      {mayRetry && rejected + undecided > 0 ? (
        <Panel>
          <Stack gap="sm">
            <Text>{t('feeds.rejected', { count: rejected + undecided, rows: formats.number(rejected + undecided) })}</Text>
            <FormProblem problem={act.error} />
            <Group gap="sm">
              <Button loading={act.isPending} onClick={() => act.mutate({ params, body: {} })}>
                {t('feeds.retryAll')}
              </Button>
              {shown && (feed.outcomes[shown] ?? 0) > 0 ? (
                <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ params, body: { outcome: shown } })}>
                  {t('feeds.retryShown', { outcome: t(`feeds.outcomes.${shown}`) })}
                </Button>
              ) : null}
            </Group>
          </Stack>
        </Panel>
      ) : null}
    </>
  )
}
