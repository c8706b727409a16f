import { NativeSelect, Switch } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getCustomerSettings, updateCustomerSettings } from '../../../contract/customers.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { Copy } from '../../kit/Copy.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import { Cpin } from './Cpin.tsx'
import classes from './customers.module.css'

const waits = [30, 45, 60, 90] as const

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
  /** The switch shows at once what was asked; the answer has the last word. */
  const [wanted, setWanted] = useState<boolean | null>(null)
  const act = useAct(updateCustomerSettings, () => toast.done(t('kit.saved')))
  return (
    <Reading of={settings} skeleton="text">
      {({ customerId, collection: saved, archiveAfterDays, revision, can }) => {
        const collection = wanted ?? saved
        return (
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
                  disabled={!can.update}
                  label={collection ? t('kit.on') : t('kit.off')}
                  size="md"
                  classNames={{ root: classes.switch ?? '', input: classes.switchInput ?? '' }}
                  onChange={(event) => {
                    const collection = event.currentTarget.checked
                    setWanted(collection)
                    act.mutate(
                      { params: { id: organisationId }, body: { collection }, ifMatch: revision },
                      { onSettled: () => setWanted(null) },
                    )
                  }}
                />
              </Setting>
              <Setting name={t('archive.setting')} text={t('archive.settingText')}>
                <NativeSelect
                  aria-label={t('archive.setting')}
                  disabled={!can.update}
                  value={String(archiveAfterDays ?? '')}
                  data={[
                    { value: '', label: t('archive.never') },
                    ...waits.map((days) => ({ value: String(days), label: t('archive.days', { days }) })),
                  ]}
                  onChange={(event) => {
                    const chosen = waits.find((days) => String(days) === event.currentTarget.value) ?? null
                    act.mutate({ params: { id: organisationId }, body: { archiveAfterDays: chosen }, ifMatch: revision })
                  }}
                />
              </Setting>
              <FormProblem problem={act.error} />
            </Panel>
          </Section>
        )
      }}
    </Reading>
  )
}
