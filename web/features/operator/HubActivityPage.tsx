import { useTranslation } from 'react-i18next'
import { listHubAudit } from '../../../contract/operator.ts'
import { useRows } from '../../app/rows.ts'
import { useSession } from '../../app/session.ts'
import { Page } from '../../kit/Page.tsx'
import { Refused } from '../../kit/States.tsx'
import { ActivityFilters, useActivityFilter } from '../audit/ActivityFilters.tsx'
import { EventLog } from '../audit/ActivityPage.tsx'

const pollMilliseconds = 5_000

function Log() {
  const { t } = useTranslation()
  const { by: _sides, ...filter } = useActivityFilter()
  const events = useRows(listHubAudit, { query: filter }, { keyOf: (row) => row.id, poll: pollMilliseconds })
  return (
    <>
      <ActivityFilters />
      <EventLog events={events} caption={t('shell.operatorPlaces.activity')} />
    </>
  )
}

/** The hub's own log: what whoever runs it did (R-A6). */
export function HubActivityPage() {
  const { t } = useTranslation()
  const operator = useSession().data?.person.operator ?? false
  return (
    <Page title={t('shell.operatorPlaces.activity')} lead={t('operator.activityLead')}>
      {operator ? <Log /> : <Refused>{t('organisations.onlyOperator')}</Refused>}
    </Page>
  )
}
