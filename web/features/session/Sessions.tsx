import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { endOtherSessions, endSession, listSessions } from '../../../contract/session.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable, RowActions } from '../../kit/DataTable.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'

type OwnSession = ReplyOf<typeof listSessions>['items'][number]

function useColumns(end: (session: OwnSession) => void): Column<OwnSession>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    {
      key: 'agent',
      header: t('session.sessions.where'),
      lead: true,
      cell: (row) => (
        <span title={row.agent}>
          {row.browser} {row.current ? <Tag tone="good">{t('session.sessions.current')}</Tag> : null}
        </span>
      ),
    },
    { key: 'address', fit: true, header: t('account.sessions.address'), cell: (row) => <Quiet>{row.address || '–'}</Quiet> },
    { key: 'seen', fit: true, header: t('session.sessions.seen'), cell: (row) => formats.instant(row.lastSeenAt) },
    { key: 'since', fit: true, header: t('session.sessions.since'), cell: (row) => <Quiet>{formats.instant(row.createdAt)}</Quiet> },
    {
      key: 'end',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) =>
        row.current ? null : (
          <RowActions>
            <Button variant="default" size="xs" onClick={() => end(row)}>
              {t('session.sessions.end')}
            </Button>
          </RowActions>
        ),
    },
  ]
}

/** Where one is signed in: from which address, with what; one or all others can be ended. */
export function Sessions() {
  const { t } = useTranslation()
  const sessions = useRead(listSessions, {})
  const one = useAct(endSession, () => toast.done(t('account.sessions.endedOne')))
  const others = useAct(endOtherSessions, () => toast.done(t('account.sessions.ended')))
  const columns = useColumns(({ id }) => one.mutate({ params: { id } }))
  const several = (sessions.data?.items.length ?? 0) > 1
  return (
    <Section
      title={t('session.sessions.title')}
      lead={t('session.sessions.lead')}
      actions={
        several ? (
          <Button variant="default" loading={others.isPending} onClick={() => others.mutate({})}>
            {t('account.sessions.endOthers')}
          </Button>
        ) : null
      }
    >
      <FormProblem problem={one.error ?? others.error} />
      <Reading of={sessions}>
        {({ items }) => <DataTable caption={t('session.sessions.title')} columns={columns} list={{ items, keyOf: (row) => row.id }} />}
      </Reading>
    </Section>
  )
}
