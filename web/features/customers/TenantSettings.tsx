import { Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { getCustomerSettings, updateCustomerSettings } from '../../../contract/customers.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { Copy } from '../../kit/Copy.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { Cpin } from './Cpin.tsx'
import classes from './customers.module.css'

/** One line of settings: what it is, what it means, what one can do. */
export function Setting({ name, text, children }: { name: string; text: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.setting}>
      <div className={classes.settingWords}>
        <div className={classes.settingName}>{name}</div>
        <div className={classes.settingText}>{text}</div>
      </div>
      <div>{children}</div>
    </div>
  )
}

/** Settings > Overview of a tenant (R-C5): Customer ID, cPIN, collection. For the partner and for the customer itself. */
export function TenantSettings({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const settings = useRead(getCustomerSettings, { params: { id: organisationId } })
  const act = useAct(updateCustomerSettings, () => notifications.show({ message: t('kit.saved') }))
  return (
    <Reading of={settings}>
      {({ customerId, collection, revision, can }) => (
        <Section title={t('customers.overview')}>
          <Panel>
            <Setting name={t('devices.customerId')} text={t('customers.customerIdText')}>
              <Copy text={customerId} label={t('devices.copyCustomerId')} />
            </Setting>
            {can.readCpin ? <Cpin organisationId={organisationId} mayRotate={can.rotateCpin} /> : null}
            <Setting name={t('customers.collection')} text={t('customers.collectionText')}>
              <Switch
                aria-label={t('customers.collection')}
                checked={collection}
                disabled={!can.update || act.isPending}
                label={collection ? t('kit.on') : t('kit.off')}
                size="md"
                onChange={(event) =>
                  act.mutate({ params: { id: organisationId }, body: { collection: event.currentTarget.checked }, ifMatch: revision })
                }
              />
            </Setting>
            <FormProblem problem={act.error} />
          </Panel>
        </Section>
      )}
    </Reading>
  )
}
