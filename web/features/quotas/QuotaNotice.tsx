import { useTranslation } from 'react-i18next'
import { getQuota } from '../../../contract/quotas.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { Notice } from '../../kit/Notice.tsx'

/** Says so when the organisation's quota of devices is near or reached (R-D9); else nothing. */
export function QuotaNotice() {
  const { t } = useTranslation()
  const formats = useFormats()
  const quota = useRead(getQuota, {}).data?.quota
  if (!quota || quota.state === 'free') return null
  return (
    <Notice tone="warn" title={t(`quotas.${quota.state}.title`)}>
      {t(`quotas.${quota.state}.text`, { used: formats.number(quota.used), devices: formats.number(quota.devices) })}
    </Notice>
  )
}
