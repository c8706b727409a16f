import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { getCustomer } from '../../../contract/customers.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useActingFor } from '../../app/session.ts'
import { Meanings } from '../../kit/Bits.tsx'
import { Page } from '../../kit/Page.tsx'
import { CustomerActions } from './CustomerActions.tsx'
import { CustomerStateTag } from './CustomerState.tsx'
import classes from './customers.module.css'

type Detail = ReplyOf<typeof getCustomer>

/** Heading, actions and tabs of a customer's pages: Devices and Settings. */
export function CustomerFrame({ customer, children }: { customer: Detail | undefined; children: ReactNode }) {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  const params = { organisationId, customerId: customer?.id ?? '' }
  return (
    <Page
      title={customer?.name ?? t('customers.customer')}
      mark={customer ? <CustomerStateTag access={customer.access} /> : null}
      actions={customer ? <CustomerActions customer={customer} /> : null}
    >
      {customer?.can.disable && customer.can.remove ? (
        <Meanings
          of={[
            [t('customers.disable'), t('customers.disableMeans')],
            [t('customers.remove'), t('customers.removeMeans')],
          ]}
        />
      ) : null}
      {customer?.can.readSettings ? (
        <nav className={classes.tabs} aria-label={customer.name}>
          <Link
            to="/o/$organisationId/customers/$customerId"
            params={params}
            className={classes.tab}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-active': true }}
          >
            {t('shell.places.devices')}
          </Link>
          <Link
            to="/o/$organisationId/customers/$customerId/settings"
            params={params}
            className={classes.tab}
            activeProps={{ 'data-active': true }}
          >
            {t('shell.places.settings')}
          </Link>
        </nav>
      ) : null}
      {children}
    </Page>
  )
}
