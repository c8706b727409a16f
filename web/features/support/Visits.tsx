import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { endSupportSession, listSupportSessions } from '../../../contract/support-sessions.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { placeOf, useActingFor } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { EyeIcon } from '../../kit/icons.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Section } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import classes from './support.module.css'

type Visit = ReplyOf<typeof listSupportSessions>['items'][number]

function Ending({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct(endSupportSession, onClose)
  return (
    <Confirm
      opened
      title={t('support.endTitle', { agent: visit.agent.name })}
      action={t('support.end')}
      danger
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => act.mutate({ params: { id: visit.id } })}
      onClose={onClose}
    >
      {t('support.endText')}
    </Confirm>
  )
}

/** To the customer its visitors, to the operator the customers. */
function useColumns(open: boolean, onEnd: (visit: Visit) => void): Column<Visit>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor()
  const who: Column<Visit> = {
    key: 'who',
    header: t('support.who'),
    ...(organisationId === undefined ? {} : { lead: true as const }),
    cell: ({ agent }) => (
      <>
        {agent.name} <Quiet>· {agent.organisation ?? t('support.operator')}</Quiet>
      </>
    ),
  }
  const customer: Column<Visit> = { key: 'customer', header: t('support.customer'), lead: true, cell: (visit) => visit.customer.name }
  return [
    ...(organisationId === undefined ? [customer, who] : [who]),
    { key: 'reason', header: t('support.reason'), cell: ({ reason }) => reason },
    { key: 'began', fit: true, header: t('support.began'), cell: ({ openedAt }) => <Quiet>{formats.instant(openedAt)}</Quiet> },
    {
      key: 'until',
      fit: true,
      header: open ? t('support.ends') : t('support.ended'),
      cell: ({ endsAt, endedAt, endedBy }) => (
        <Quiet>
          {formats.instant(endedAt ?? endsAt)}
          {endedBy ? ` · ${t(`support.endedBy.${endedBy}`)}` : ''}
        </Quiet>
      ),
    },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (visit) => (
        <RowActions>
          {organisationId === undefined ? (
            visit.agent.you && open ? (
              <ButtonLink
                className={classes.end ?? ''}
                size="xs"
                to="/o/$organisationId/devices"
                params={{ organisationId: placeOf(visit.id) }}
              >
                {t('support.goOn')}
              </ButtonLink>
            ) : null
          ) : (
            <TextLink
              to="/o/$organisationId/activity"
              params={{ organisationId }}
              search={{ kind: 'support_session', from: formats.isoDay(visit.openedAt), to: formats.isoDay(visit.endedAt ?? visit.endsAt) }}
            >
              {t('support.views')}
            </TextLink>
          )}
          {visit.can.end ? (
            <Button size="xs" variant="default" onClick={() => onEnd(visit)}>
              {t('support.end')}
            </Button>
          ) : null}
        </RowActions>
      ),
    },
  ]
}

type Props = { title: string; open: boolean; empty: { title: string; text?: string } | null }

/** Support sessions that are open, or over; nothing at all where there are none and `empty` is null. */
function Visits({ title, open, empty }: Props) {
  const [ending, setEnding] = useState<Visit | null>(null)
  const columns = useColumns(open, setEnding)
  const visits = useRows(listSupportSessions, { query: { open: open ? 'true' : 'false' } }, { keyOf: (row) => row.id })
  if (empty === null && (visits.data?.items.length ?? 0) === 0) return null
  return (
    <Section title={title}>
      <ListTable
        of={visits}
        below
        caption={title}
        columns={columns}
        empty={
          <Empty icon={<EyeIcon size={20} />} title={empty?.title ?? ''}>
            {empty?.text}
          </Empty>
        }
      />
      {ending ? <Ending visit={ending} onClose={() => setEnding(null)} /> : null}
    </Section>
  )
}

/** For the operator, while there are any: the way back in, and the end. */
export function OpenVisits() {
  const { t } = useTranslation()
  return <Visits title={t('support.yours')} open empty={null} />
}

/** For a customer: who is inside now (R-H7). */
export function VisitorsNow() {
  const { t } = useTranslation()
  return <Visits title={t('support.now')} open empty={{ title: t('support.emptyNow'), text: t('support.emptyNowText') }} />
}

export function EarlierVisitors() {
  const { t } = useTranslation()
  return <Visits title={t('support.earlier')} open={false} empty={{ title: t('support.emptyEarlier') }} />
}
