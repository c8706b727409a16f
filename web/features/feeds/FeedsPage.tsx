import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workbookType } from '../../../contract/endpoint.ts'
import { feedSample, feedSampleWorkbook, listFeeds, sendFeed } from '../../../contract/feeds.ts'
import { limits } from '../../../contract/limits.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct, useAddress } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { FileDrop } from '../../kit/FileDrop.tsx'
import { FormProblem, submitted } from '../../kit/Form.tsx'
import { DownloadIcon, FeedIcon } from '../../kit/icons.tsx'
import { ButtonLink, Download, TextLink } from '../../kit/Links.tsx'
import { Page, Panel, Section } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { QuotaNotice } from '../quotas/QuotaNotice.tsx'
import { FeedState } from './FeedState.tsx'
import classes from './feeds.module.css'
import type { Feed } from './outcomes.ts'

const pollMilliseconds = 5_000

function UploadFeed() {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const address = useAddress()
  const organisationId = useActingFor() ?? ''
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState(0)
  const act = useAct(
    sendFeed,
    ({ id }) => void navigate({ to: '/o/$organisationId/feeds/$feedId', params: { organisationId, feedId: id } }),
  )
  const send = () => {
    if (file) act.mutate({ file, onUpload: setSent })
  }
  return (
    <Panel>
      <form onSubmit={submitted(send)}>
        <Stack gap="sm">
          <FileDrop
            label={t('feeds.drop')}
            hint={t('feeds.hint')}
            accept={['.csv', '.txt', '.xlsx', 'text/csv', 'text/plain', workbookType]}
            mostMegabytes={limits.uploadMegabytes}
            file={file}
            onFile={setFile}
            disabled={act.isPending}
          />
          {act.isPending ? (
            <div role="status">
              <Progress value={sent * 100} aria-label={t('transfers.uploading')} />
              <Text size="sm">{t('transfers.sent', { share: formats.share(sent) })}</Text>
            </div>
          ) : null}
          <FormProblem problem={act.error} />
          <Group gap="sm">
            <Button type="submit" disabled={!file} loading={act.isPending}>
              {t('feeds.send')}
            </Button>
            <Download href={address(feedSample, {})} leftSection={<DownloadIcon />}>
              {t('feeds.sample')}
            </Download>
            <Download href={address(feedSampleWorkbook, {})} leftSection={<DownloadIcon />}>
              {t('feeds.sampleWorkbook')}
            </Download>
          </Group>
          <div className={classes.note}>{t('feeds.sampleNote')}</div>
        </Stack>
      </form>
    </Panel>
  )
}

function useColumns(): Column<Feed>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  return [
    {
      key: 'file',
      header: t('feeds.file'),
      lead: true,
      cell: (row) => (
        <TextLink to="/o/$organisationId/feeds/$feedId" params={{ organisationId, feedId: row.id }}>
          {row.fileName}
        </TextLink>
      ),
    },
    {
      key: 'state',
      fit: true,
      header: t('feeds.state'),
      cell: (row) => <FeedState feed={row} />,
    },
    {
      key: 'placed',
      header: t('feeds.outcomes.placed'),
      align: 'end',
      cell: (row) => `${formats.number(row.outcomes.placed ?? 0)} / ${formats.number(row.rows)}`,
    },
    { key: 'by', header: t('feeds.reportedBy'), cell: (row) => row.reportedBy },
    { key: 'at', fit: true, header: t('feeds.createdAt'), cell: (row) => <Quiet>{formats.instant(row.createdAt)}</Quiet> },
  ]
}

/** Reports of sold devices: send one, see what became of each (R-B3). */
export function FeedsPage() {
  const { t } = useTranslation()
  const mayUpload = useMay()('feed.upload')
  const organisationId = useActingFor() ?? ''
  const columns = useColumns()
  const feeds = useRows(listFeeds, {}, { keyOf: (row) => row.id, poll: pollMilliseconds })
  return (
    <Page
      title={t('shell.places.feeds')}
      lead={t('feeds.lead')}
      actions={
        <ButtonLink to="/o/$organisationId/feeds/health" params={{ organisationId }} variant="default">
          {t('feeds.health.title')}
        </ButtonLink>
      }
    >
      <QuotaNotice />
      {mayUpload ? <UploadFeed /> : null}
      <Section title={t('feeds.sent')}>
        <ListTable
          name="feeds"
          of={feeds}
          caption={t('feeds.sent')}
          columns={columns}
          empty={
            <Empty icon={<FeedIcon size={20} />} title={t('feeds.empty.title')}>
              {t('feeds.empty.text')}
            </Empty>
          }
        />
      </Section>
    </Page>
  )
}
