import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { admitRegistration, listRegistrations, refuseRegistration } from '../../../contract/registrations.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { MailAddress, Mono, Quiet } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, DataTable, RowActions } from '../../kit/DataTable.tsx'
import { FormProblem, faultAt, submitted } from '../../kit/Form.tsx'
import { Section } from '../../kit/Page.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { RoleChoice } from './MemberForms.tsx'

type Waiting = ReplyOf<typeof listRegistrations>['items'][number]
type Asking = { what: 'admit' | 'refuse'; who: Waiting } | null

function useColumns(ask: (asking: Asking) => void): Column<Waiting>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'name', header: t('session.name'), lead: true, cell: (row) => row.name },
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
  const [roles, setRoles] = useState<string[]>([])
  const act = useAct(admitRegistration, ({ name }) => {
    onClose()
    notifications.show({ message: t('account.admission.admitted', { name }) })
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('account.admission.admitOf', { name: who.name })}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <form onSubmit={submitted(() => act.mutate({ params: { id: who.id }, body: { roles } }))}>
        <Stack gap="md">
          <Text>
            <MailAddress>{who.mail}</MailAddress>
          </Text>
          <RoleChoice value={roles} onChange={setRoles} error={faultAt(act.error, 'roles')} />
          <FormProblem problem={act.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('kit.cancel')}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={roles.length === 0}>
              {t('account.admission.admit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Who registered by a location ID and waits (R-A8); nothing at all while nobody does. */
export function Admission() {
  const { t } = useTranslation()
  const [cursor, setCursor] = useState<string | undefined>()
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const waiting = useRead(listRegistrations, { query: { cursor } }, { keep: true })
  const refuse = useAct(refuseRegistration, () => {
    close()
    notifications.show({ message: t('account.admission.refused') })
  })
  const columns = useColumns(setAsking)
  const rows = waiting.data?.items ?? []
  if (rows.length === 0 && cursor === undefined) return null
  return (
    <Section title={t('account.admission.title')} lead={t('account.admission.lead')}>
      <DataTable caption={t('account.admission.title')} columns={columns} rows={rows} keyOf={(row) => row.id} />
      <Pager cursor={cursor} next={waiting.data?.nextCursor ?? null} onCursor={setCursor} />
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
