import { useTranslation } from 'react-i18next'
import { Steps } from '../../kit/Steps.tsx'

/** Devices, preview and confirmation, transfer, Summary. */
export function TransferSteps({ current }: { current: number }) {
  const { t } = useTranslation()
  return (
    <Steps
      label={t('transfers.steps.label')}
      steps={[t('transfers.steps.devices'), t('transfers.steps.preview'), t('transfers.steps.transfer'), t('transfers.steps.summary')]}
      current={current}
    />
  )
}
