import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { exportAuditProof, exportAuditTable, listAudit } from '../../../contract/audit.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useListing } from '../../app/listing.ts'
import { useAddress } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { ClockIcon, CrossIcon, DownloadIcon } from '../../kit/icons.tsx'
import { Download, TextLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { ActivityFilters, useActivityFilter } from './ActivityFilters.tsx'
import classes from './activity.module.css'

type Event = ReplyOf<typeof listAudit>['items'][number]

const pollMilliseconds = 5_000

function useColumns(): Column<Event>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const membership = useMembership()
  const { search } = useListing()
  const { person } = useActivityFilter()
  const isOwn = (organisation: string) => membership === undefined || organisation === membership.organisationName
  const columns: Column<Event>[] = [
    { key: 'sentence', header: t('activity.what'), lead: true, cell: (row) => row.sentence },
    {
      key: 'who',
      brief: true,
      header: t('activity.who'),
      cell: (row) => {
        const who = row.who === row.organisation || isOwn(row.organisation) ? row.who : `${row.who} · ${row.organisation}`
        if (row.personId === null || membership === undefined || row.personId === person) return who
        return (
          <TextLink
            to="."
            className={classes.person}
            search={{ ...search, person: row.personId }}
            title={t('activity.onlyBy', { name: row.who })}
          >
            {who}
          </TextLink>
        )
      },
    },
    { key: 'at', fit: true, brief: true, header: t('activity.at'), cell: (row) => formats.instant(row.at) },
    {
      key: 'sealed',
      fit: true,
      brief: true,
      header: t('activity.seal'),
      cell: (row) => <Quiet>{row.sealed ? t('activity.sealed') : t('activity.notYet')}</Quiet>,
    },
  ]
  const about: Column<Event> = {
    key: 'about',
    brief: true,
    header: t('activity.seeAlso'),
    cell: (row) => (row.about ? <About about={row.about} /> : null),
  }
  // What the hub's own log is about has no page.
  return membership === undefined ? columns : [...columns, about]
}

/** To the page of what an event is about, and to all other events about it. */
function About({ about }: { about: NonNullable<Event['about']> }) {
  const { t } = useTranslation()
  const { search } = useListing()
  const organisationId = useActingFor() ?? ''
  return (
    <span className={classes.links}>
      {about.kind === 'transfer' ? (
        <TextLink to="/o/$organisationId/transfers/$transferId" params={{ organisationId, transferId: about.id }}>
          {t('activity.about.transfer')}
        </TextLink>
      ) : null}
      {about.kind === 'feed' ? (
        <TextLink to="/o/$organisationId/feeds/$feedId" params={{ organisationId, feedId: about.id }}>
          {t('activity.about.feed')}
        </TextLink>
      ) : null}
      {about.kind === 'customer' ? (
        <TextLink to="/o/$organisationId/customers/$customerId" params={{ organisationId, customerId: about.id }}>
          {t('activity.about.customer')}
        </TextLink>
      ) : null}
      {about.kind === 'device' ? (
        <TextLink to="/o/$organisationId/devices/$deviceId" params={{ organisationId, deviceId: about.id }}>
          {t('activity.about.device')}
        </TextLink>
      ) : null}
      {about.kind === 'devices' ? (
        <TextLink to="/o/$organisationId/activity/$eventId" params={{ organisationId, eventId: about.id }}>
          {t('activity.about.devices')}
        </TextLink>
      ) : about.id !== search.subject ? (
        <TextLink to="/o/$organisationId/activity" params={{ organisationId }} search={{ subject: about.id }}>
          {t('activity.related')}
        </TextLink>
      ) : null}
    </span>
  )
}

/** Both files hold what the filters show, all of it. */
function Exports() {
  const { t } = useTranslation()
  const address = useAddress()
  const query = useActivityFilter()
  if (!useMay()('audit.export')) return null
  return (
    <>
      <Download href={address(exportAuditTable, { query })} leftSection={<DownloadIcon />}>
        {t('activity.exportTable')}
      </Download>
      <Download href={address(exportAuditProof, { query })} leftSection={<DownloadIcon />} title={t('activity.proofHint')}>
        {t('activity.exportProof')}
      </Download>
    </>
  )
}

/** That the log is of one thing, which no field says; pressed, it is of all again. */
function OneThing({ about }: { about: NonNullable<Event['about']>['kind'] | undefined }) {
  const { t } = useTranslation()
  const { change } = useListing()
  return (
    <div>
      <Button variant="light" rightSection={<CrossIcon size={12} />} onClick={() => change({ subject: undefined })}>
        {about && about !== 'devices' ? t(`activity.relatedTo.${about}`) : t('activity.relatedOnly')}
      </Button>
    </div>
  )
}

/** Below the filters: the events that they let through. */
export function EventLog({ events, caption }: { events: ReturnType<typeof useRows<typeof listAudit>>; caption: string }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const isFiltered = Object.values(useActivityFilter()).some((value) => value !== undefined)
  return (
    <ListTable
      name="activity"
      of={events}
      caption={caption}
      columns={columns}
      empty={
        isFiltered ? (
          <Empty title={t('activity.noHit.title')}>{t('activity.noHit.text')}</Empty>
        ) : (
          <Empty icon={<ClockIcon size={20} />} title={t('activity.empty.title')}>
            {t('activity.empty.text')}
          </Empty>
        )
      }
    />
  )
}

/** Who did what: customers see every act of their partners here (R-A6). */
export function ActivityPage() {
  const { t } = useTranslation()
  const isCustomer = useMembership()?.kind === 'customer'
  const filter = useActivityFilter()
  const events = useRows(listAudit, { query: filter }, { keyOf: (row) => row.id, poll: pollMilliseconds })
  return (
    <Page title={t('shell.places.activity')} lead={isCustomer ? t('activity.leadCustomer') : t('activity.lead')} actions={<Exports />}>
      <ActivityFilters />
      {filter.subject ? <OneThing about={events.data?.items.find(({ about }) => about?.id === filter.subject)?.about?.kind} /> : null}
      <EventLog events={events} caption={t('shell.places.activity')} />
    </Page>
  )
}
