import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approveApplication, refuseApplication } from '../../../contract/applications.ts'
import { accreditationKinds } from '../../../contract/dealings.ts'
import { limits } from '../../../contract/limits.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { toast } from '../../kit/Toast.tsx'
import type { Application } from './ApplicationsPage.tsx'
import { KindChoice } from './fields.tsx'

type Props = { application: Application; onClose: () => void }

type Draft = { kinds: string[]; validFrom: string; validUntil: string }

/** With what is given, and for how long. */
export function Approve({ application, onClose }: Props) {
  const { t } = useTranslation()
  const { company } = application
  const { today } = useFormats()
  const { draft, set, field, dirty } = useDraft<Draft>({ kinds: application.kinds, validFrom: today(), validUntil: '' })
  const act = useAct(approveApplication, () => {
    onClose()
    toast.done(t('applications.approvedOf', { name: company }))
  })
  const send = () => {
    const kinds = accreditationKinds.filter((kind) => draft.kinds.includes(kind))
    const body = { kinds, validFrom: draft.validFrom, validUntil: draft.validUntil || null }
    act.mutate({ params: { id: application.id }, body })
  }
  return (
    <FormDialog
      title={t('applications.approveOf', { name: company })}
      action={t('applications.approve')}
      pending={act.isPending}
      problem={act.error}
      disabled={draft.kinds.length === 0}
      dirty={dirty}
      onSend={send}
      onClose={onClose}
    >
      <div>{t(application.organisationId === null ? 'applications.approveNew' : 'applications.approveKnown', { name: company })}</div>
      <KindChoice value={draft.kinds} onChange={(kinds) => set('kinds', kinds)} error={faultAt(act.error, 'kinds')} />
      <TextInput
        label={t('accreditations.validFrom')}
        type="date"
        required
        error={faultAt(act.error, 'validFrom')}
        {...field('validFrom')}
      />
      <TextInput
        label={t('accreditations.validUntil')}
        description={t('accreditations.untilText')}
        type="date"
        error={faultAt(act.error, 'validUntil')}
        {...field('validUntil')}
      />
    </FormDialog>
  )
}

/** In words that the applicant is told. */
export function Refuse({ application, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const act = useAct(refuseApplication, () => {
    onClose()
    toast.done(t('applications.refusedOf', { name: application.company }))
  })
  return (
    <Confirm
      opened
      title={t('applications.refuseOf', { name: application.company })}
      action={t('applications.refuse')}
      danger
      disabled={reason.trim() === ''}
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => act.mutate({ params: { id: application.id }, body: { reason } })}
      onClose={onClose}
    >
      <Textarea
        label={t('applications.reason')}
        description={t('applications.reasonText')}
        required
        autosize
        minRows={2}
        maxLength={limits.purposeCharacters}
        value={reason}
        error={faultAt(act.error, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  )
}
