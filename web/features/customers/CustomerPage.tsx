import { useParams } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { getCustomer } from '../../../contract/customers.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { MailAddress } from '../../kit/Bits.tsx'
import { Copy } from '../../kit/Copy.tsx'
import { DeviceIcon } from '../../kit/icons.tsx'
import { Facts, Panel, Section } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { DeviceList } from '../devices/DeviceList.tsx'
import { RegisterButton } from '../devices/RegisterButton.tsx'
import { CustomerFrame } from './CustomerFrame.tsx'

type Detail = ReplyOf<typeof getCustomer>

function CustomerFacts({ customer }: { customer: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { administrator, invitation } = customer
  return (
    <Panel>
      <Facts
        facts={[
          ...(customer.customerId
            ? [[t('devices.customerId'), <Copy key="id" text={customer.customerId} label={t('devices.copyCustomerId')} />] as const]
            : []),
          [t('customers.address'), formats.address(customer) || '–'],
          ...(administrator
            ? [
                [
                  t('customers.administrator'),
                  <Fragment key="administrator">
                    <div>{administrator.name}</div>
                    <div>
                      <MailAddress>{administrator.mail}</MailAddress>
                    </div>
                    {administrator.phone ? <div>{administrator.phone}</div> : null}
                  </Fragment>,
                ] as const,
              ]
            : []),
          [t('customers.invitedAt'), formats.date(customer.invitedAt)],
          ...(customer.acceptedAt ? [[t('customers.acceptedAt'), formats.date(customer.acceptedAt)] as const] : []),
          ...(invitation
            ? [
                [
                  t('customers.invitation'),
                  t('customers.invitationUntil', { sent: formats.date(invitation.sentAt), until: formats.date(invitation.expiresAt) }),
                ] as const,
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

/** One customer: what the partner may know of it, and its devices. */
export function CustomerPage() {
  const { t } = useTranslation()
  const { customerId } = useParams({ from: '/o/$organisationId/customers/$customerId' })
  const customer = useRead(getCustomer, { params: { id: customerId } })
  return (
    <CustomerFrame customer={customer.data}>
      <Reading of={customer} skeleton="facts">
        {(shown) => (
          <>
            <CustomerFacts customer={shown} />
            {shown.access === 'pending' ? (
              <Empty title={t('customers.pending.title')}>{t('customers.pending.text', { name: shown.name })}</Empty>
            ) : null}
            {shown.access === 'disabled' ? (
              <Empty title={t('customers.disabled.title')}>{t('customers.disabled.text', { name: shown.name })}</Empty>
            ) : null}
            {shown.access === 'accepted' && shown.customerId ? (
              <Section title={t('customers.devicesOf', { name: shown.name })} actions={<RegisterButton tenant={shown.customerId} />}>
                <DeviceList
                  key={shown.id}
                  caption={t('customers.devicesOf', { name: shown.name })}
                  tenant={shown.customerId}
                  empty={
                    <Empty icon={<DeviceIcon size={20} />} title={t('customers.noDevices.title', { name: shown.name })}>
                      {t('customers.noDevices.text')}
                    </Empty>
                  }
                />
              </Section>
            ) : null}
          </>
        )}
      </Reading>
    </CustomerFrame>
  )
}
