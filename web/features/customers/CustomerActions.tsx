import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type getCustomer, inviteCustomer, removeCustomer, setCustomerAccess } from '../../../contract/customers.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { toast } from '../../kit/Toast.tsx'
import { EditCustomer } from './AddCustomer.tsx'

type Asking = 'none' | 'edit' | 'disable' | 'remove'

/** What one may do with a customer now; the server says which (`can`). */
export function CustomerActions({ customer }: { customer: ReplyOf<typeof getCustomer> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const [asking, setAsking] = useState<Asking>('none')
  const close = () => setAsking('none')
  const params = { id: customer.id }
  const { can, name } = customer
  const invite = useAct(inviteCustomer, () => toast.done(t('customers.invitedAgain', { mail: customer.administrator?.mail ?? '' })))
  const access = useAct(setCustomerAccess, close)
  const remove = useAct(removeCustomer, () => void navigate({ to: '/o/$organisationId/customers', params: { organisationId } }))
  return (
    <>
      {can.invite ? (
        <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate({ params })}>
          {t('customers.inviteAgain')}
        </Button>
      ) : null}
      {can.update && customer.access === 'pending' ? (
        <Button variant="default" onClick={() => setAsking('edit')}>
          {t('kit.edit')}
        </Button>
      ) : null}
      {can.enable ? (
        <Button loading={access.isPending} onClick={() => access.mutate({ params, body: { enabled: true } })}>
          {t('customers.enable')}
        </Button>
      ) : null}
      {can.disable ? (
        <Button variant="default" onClick={() => setAsking('disable')}>
          {t('customers.disable')}
        </Button>
      ) : null}
      {can.remove ? (
        <Button variant="default" onClick={() => setAsking('remove')}>
          {t('customers.remove')}
        </Button>
      ) : null}
      <EditCustomer key={`${customer.revision}`} opened={asking === 'edit'} onClose={close} customer={customer} />
      <Confirm
        opened={asking === 'disable'}
        title={t('customers.disableTitle', { name })}
        action={t('customers.disable')}
        danger
        pending={access.isPending}
        problem={access.error}
        onConfirm={() => access.mutate({ params, body: { enabled: false } })}
        onClose={close}
      >
        {t('customers.disableText')}
      </Confirm>
      <Confirm
        opened={asking === 'remove'}
        title={t('customers.removeTitle', { name })}
        action={t('customers.remove')}
        danger
        pending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate({ params })}
        onClose={close}
      >
        {t('customers.removeText', { name })}
      </Confirm>
    </>
  )
}
