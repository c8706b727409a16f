import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createCustomer, updateCustomer } from '../../../contract/customers.ts'
import type { BodyInputOf, ReplyOf } from '../../../contract/endpoint.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import type { CallProblem } from '../../call.ts'
import { useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { toast } from '../../kit/Toast.tsx'
import { type CustomerDraft, CustomerFields } from './CustomerFields.tsx'

const nothing: CustomerDraft = { name: '', address: '', city: '', postcode: '', country: '', adminName: '', adminMail: '', adminPhone: '' }

function bodyOf(draft: CustomerDraft): BodyInputOf<typeof createCustomer> {
  return {
    name: draft.name,
    address: draft.address || undefined,
    city: draft.city || undefined,
    postcode: draft.postcode || undefined,
    country: draft.country,
    administrator: { name: draft.adminName, mail: draft.adminMail, phone: draft.adminPhone || undefined },
  }
}

type FormProps = {
  title: string
  first: CustomerDraft
  action: string
  problem: CallProblem | null
  pending: boolean
  onSend: (draft: CustomerDraft) => void
  onClose: () => void
}

function CustomerForm({ first, onSend, ...dialog }: FormProps) {
  const form = useDraft(first)
  return (
    <FormDialog wide dirty={form.dirty} onSend={() => onSend(form.draft)} {...dialog}>
      <CustomerFields form={form} problem={dialog.problem} />
    </FormDialog>
  )
}

type Props = { opened: boolean; onClose: () => void }

/** A new customer; its administrator gets an invitation by mail (R-C1). */
export function AddCustomer({ opened, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const act = useAct(createCustomer, (customer) => {
    onClose()
    toast.done(t('customers.added', { mail: customer.administrator?.mail ?? '' }))
    void navigate({ to: '/o/$organisationId/customers/$customerId', params: { organisationId, customerId: customer.id } })
  })
  if (!opened) return null
  return (
    <CustomerForm
      title={t('customers.add')}
      first={nothing}
      action={t('customers.addAndInvite')}
      problem={act.error}
      pending={act.isPending}
      onSend={(draft) => act.mutate({ body: bodyOf(draft) })}
      onClose={onClose}
    />
  )
}

/** What was typed may be corrected while the invitation is pending. */
export function EditCustomer({ opened, onClose, customer }: Props & { customer: ReplyOf<typeof updateCustomer> }) {
  const { t } = useTranslation()
  const act = useAct(updateCustomer, () => {
    onClose()
    toast.done(t('kit.saved'))
  })
  const { administrator } = customer
  const first: CustomerDraft = {
    name: customer.name,
    address: customer.address ?? '',
    city: customer.city ?? '',
    postcode: customer.postcode ?? '',
    country: customer.country ?? '',
    adminName: administrator?.name ?? '',
    adminMail: administrator?.mail ?? '',
    adminPhone: administrator?.phone ?? '',
  }
  if (!opened) return null
  return (
    <CustomerForm
      title={t('customers.edit')}
      first={first}
      action={t('kit.save')}
      problem={act.error}
      pending={act.isPending}
      onSend={(draft) => act.mutate({ params: { id: customer.id }, body: bodyOf(draft), ifMatch: customer.revision })}
      onClose={onClose}
    />
  )
}
