import { VisuallyHidden } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getFeed } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { Page } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { FeedRows } from './FeedRows.tsx'
import { FeedState } from './FeedState.tsx'
import { isOver } from './outcomes.ts'
import { FeedProgress, FeedSaid, Retry } from './Retry.tsx'

const pollMilliseconds = 3_000

/** One report: progress, counts, every row with its outcome; rejected ones are corrected and tried again. */
export function FeedPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { feedId } = useParams({ from: '/o/$organisationId/feeds/$feedId' })
  const feed = useRead(
    getFeed,
    { params: { id: feedId } },
    { refetchInterval: (last) => (last && isOver(last.state) ? false : pollMilliseconds) },
  )
  const found = feed.data
  return (
    <Page
      title={found?.fileName ?? t('feeds.feed')}
      mark={found ? <FeedState feed={found} /> : null}
      lead={found ? t('feeds.by', { who: found.reportedBy, when: formats.instant(found.createdAt) }) : undefined}
    >
      <VisuallyHidden role="status">{found ? <FeedSaid feed={found} /> : null}</VisuallyHidden>
      <Reading of={feed} skeleton="facts">
        {(shown) => (
          <>
            <FeedProgress feed={shown} />
            <Retry feed={shown} />
            <FeedRows feed={shown} />
          </>
        )}
      </Reading>
    </Page>
  )
}
