import { useTranslation } from 'react-i18next'
import { Page } from '../../kit/Page.tsx'
import { EarlierVisitors, VisitorsNow } from './Visits.tsx'

/** For a customer: who looks, or looked, into its organisation from outside (R-H7). */
export function AccessPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('shell.places.access')} lead={t('support.lead')}>
      <VisitorsNow />
      <EarlierVisitors />
    </Page>
  )
}
