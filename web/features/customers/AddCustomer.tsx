import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createCustomer, updateCustomer } from '../../../contract/customers.ts'
import type { BodyInputOf, ReplyOf } from '../../../contract/endpoint.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import type { CallProblem } from '../../call.ts'
import { FormProblem, submitted, useDraft } from '../../kit/Form.tsx'
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
  first: CustomerDraft
  action: string
  problem: CallProblem | null
  pending: boolean
  onSend: (draft: CustomerDraft) => void
  onClose: () => void
}

function CustomerForm({ first, action, problem, pending, onSend, onClose }: FormProps) {
  const { t } = useTranslation()
  const form = useDraft(first)
  return (
    <form onSubmit={submitted(() => onSend(form.draft))}>
      <Stack gap="md">
        <CustomerFields form={form} problem={problem} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
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
    notifications.show({ message: t('customers.added', { mail: customer.administrator?.mail ?? '' }) })
    void navigate({ to: '/o/$organisationId/customers/$customerId', params: { organisationId, customerId: customer.id } })
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('customers.add')} size="lg" closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <CustomerForm
        first={nothing}
        action={t('customers.addAndInvite')}
        problem={act.error}
        pending={act.isPending}
        onSend={(draft) => act.mutate({ body: bodyOf(draft) })}
        onClose={onClose}
      />
    </Modal>
  )
}

/** What was typed may be corrected while the invitation is pending. */
export function EditCustomer({ opened, onClose, customer }: Props & { customer: ReplyOf<typeof updateCustomer> }) {
  const { t } = useTranslation()
  const act = useAct(updateCustomer, () => {
    onClose()
    notifications.show({ message: t('kit.saved') })
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
  return (
    <Modal opened={opened} onClose={onClose} title={t('customers.edit')} size="lg" closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <CustomerForm
        first={first}
        action={t('kit.save')}
        problem={act.error}
        pending={act.isPending}
        onSend={(draft) => act.mutate({ params: { id: customer.id }, body: bodyOf(draft), ifMatch: customer.revision })}
        onClose={onClose}
      />
    </Modal>
  )
}
