import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mendTransfer, previewTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { FormProblem } from '../../kit/Form.tsx'
import { countFaulty, movedCount, type Transfer } from './outcomes.ts'

/** Of a preview: decides every row again, as things are now. */
export function CheckAgain({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const act = useAct(mendTransfer)
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={act.isPending}
        onClick={() => act.mutate({ params: { id: transfer.id }, body: {}, ifMatch: transfer.revision })}
      >
        {t('transfers.mend.again')}
      </Button>
      <FormProblem problem={act.error} />
    </>
  )
}

/** Of a transfer at its end: a new preview of the rows that stayed, to be mended there (R-T5). */
export function TryAgain({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const mayTransfer = useMay()('device.transfer')
  const act = useAct(
    previewTransfer,
    ({ id }) => void navigate({ to: '/o/$organisationId/transfers/$transferId', params: { organisationId, transferId: id } }),
  )
  // Of a preview that lapsed, what would have moved stayed as well.
  const count = countFaulty(transfer) + (transfer.state === 'lapsed' ? movedCount(transfer) : 0)
  if (!mayTransfer || count === 0) return null
  return (
    <>
      <Button
        size="xs"
        {...(transfer.retriedBy ? { variant: 'default' } : {})}
        loading={act.isPending}
        onClick={() => act.mutate({ body: { faultyOf: transfer.id, several: transfer.several } })}
      >
        {t('transfers.tryAgain', { count, formatted: formats.number(count) })}
      </Button>
      <FormProblem problem={act.error} />
    </>
  )
}
