import { useTranslation } from 'react-i18next'
import { getHoldingTenant } from '../../../contract/devices.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { Copy } from '../../kit/Copy.tsx'
import { BoxIcon } from '../../kit/icons.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { QuotaNotice } from '../quotas/QuotaNotice.tsx'
import { DeviceList } from './DeviceList.tsx'
import classes from './devices.module.css'

/** The partner's holding tenant: what arrived and has no customer yet (R-B2). */
export function UnassignedPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const holding = useRead(getHoldingTenant, {})
  return (
    <Page title={t('devices.unassigned')} lead={t('devices.unassignedLead')}>
      <QuotaNotice />
      <Reading of={holding}>
        {({ customerId, devices }) => (
          <>
            <Panel tight>
              <div className={classes.idbar}>
                <Quiet>{t('devices.putBackId')}</Quiet>
                <Copy text={customerId} label={t('devices.copyCustomerId')} />
                <Quiet>{t('devices.waiting', { count: devices, formatted: formats.number(devices) })}</Quiet>
              </div>
            </Panel>
            <DeviceList
              caption={t('devices.unassigned')}
              tenant="unassigned"
              empty={
                <Empty icon={<BoxIcon size={20} />} title={t('devices.unassignedEmpty.title')}>
                  {t('devices.unassignedEmpty.text')}
                </Empty>
              }
            />
          </>
        )}
      </Reading>
    </Page>
  )
}
