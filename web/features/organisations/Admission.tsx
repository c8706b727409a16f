import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { admitRegistration, listRegistrations, refuseRegistration } from '../../../contract/registrations.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { MailAddress, Mono, Quiet } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { toast } from '../../kit/Toast.tsx'
import { RoleChoice } from './MemberForms.tsx'

type Waiting = ReplyOf<typeof listRegistrations>['items'][number]
type Asking = { what: 'admit' | 'refuse'; who: Waiting } | null

function useColumns(ask: (asking: Asking) => void): Column<Waiting>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'name', header: t('session.name'), lead: true, cell: (row) => <Person name={row.name} /> },
    { key: 'mail', header: t('session.mail'), cell: (row) => <MailAddress>{row.mail}</MailAddress> },
    { key: 'location', fit: true, header: t('account.registration.locationId'), cell: (row) => <Mono>{row.locationId}</Mono> },
    { key: 'since', fit: true, header: t('account.admission.since'), cell: (row) => <Quiet>{formats.date(row.confirmedAt)}</Quiet> },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) => (
        <RowActions>
          <Button
            size="xs"
            aria-label={t('account.admission.admitOf', { name: row.name })}
            onClick={() => ask({ what: 'admit', who: row })}
          >
            {t('account.admission.admit')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('account.admission.refuseOf', { name: row.name })}
            onClick={() => ask({ what: 'refuse', who: row })}
          >
            {t('account.admission.refuse')}
          </Button>
        </RowActions>
      ),
    },
  ]
}

function Admit({ who, onClose }: { who: Waiting; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, dirty } = useDraft<{ roles: string[] }>({ roles: [] })
  const act = useAct(admitRegistration, ({ name }) => {
    onClose()
    toast.done(t('account.admission.admitted', { name }))
  })
  return (
    <FormDialog
      title={t('account.admission.admitOf', { name: who.name })}
      action={t('account.admission.admit')}
      pending={act.isPending}
      problem={act.error}
      disabled={draft.roles.length === 0}
      dirty={dirty}
      onSend={() => act.mutate({ params: { id: who.id }, body: draft })}
      onClose={onClose}
    >
      <Text>
        <MailAddress>{who.mail}</MailAddress>
      </Text>
      <RoleChoice value={draft.roles} onChange={(roles) => set('roles', roles)} error={faultAt(act.error, 'roles')} />
    </FormDialog>
  )
}

/** Who registered by a location ID and waits (R-A8); nothing at all while nobody does. */
export function Admission() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const waiting = useRows(listRegistrations, {}, { keyOf: (row) => row.id })
  const refuse = useAct(refuseRegistration, () => {
    close()
    toast.done(t('account.admission.refused'))
  })
  const columns = useColumns(setAsking)
  if (!waiting.data || waiting.data.items.length === 0) return null
  return (
    <Section title={t('account.admission.title')} lead={t('account.admission.lead')}>
      <ListTable of={waiting} below caption={t('account.admission.title')} columns={columns} empty={null} />
      {asking?.what === 'admit' ? <Admit who={asking.who} onClose={close} /> : null}
      {asking?.what === 'refuse' ? (
        <Confirm
          opened
          title={t('account.admission.refuseOf', { name: asking.who.name })}
          action={t('account.admission.refuse')}
          danger
          pending={refuse.isPending}
          problem={refuse.error}
          onConfirm={() => refuse.mutate({ params: { id: asking.who.id } })}
          onClose={() => {
            refuse.reset()
            close()
          }}
        >
          {t('account.admission.refuseText', { name: asking.who.name, mail: asking.who.mail })}
        </Confirm>
      ) : null}
    </Section>
  )
}
