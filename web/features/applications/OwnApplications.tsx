import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyForAccreditation, listApplications, listOpenVendors } from '../../../contract/applications.ts'
import { accreditationKinds } from '../../../contract/dealings.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { useMay, useMembership } from '../../app/session.ts'
import { DataTable } from '../../kit/DataTable.tsx'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Section } from '../../kit/Page.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { useApplicationColumns } from './ApplicationsPage.tsx'
import { Criteria, KindChoice, Statement } from './fields.tsx'

const mostVendors = 200
const ofProviders = ['report_sales'] as const

function ApplyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const may = useMembership()?.kind === 'provider' ? ofProviders : accreditationKinds
  const { draft, set, field } = useDraft({ vendorId: '', kinds: may.length === 1 ? [...may] : ([] as string[]), statement: '' })
  const vendors = useRead(listOpenVendors, { query: { limit: mostVendors } }).data?.items ?? []
  const criteria = vendors.find(({ id }) => id === draft.vendorId)?.criteria
  const act = useAct(applyForAccreditation, ({ vendor }) => {
    onClose()
    notifications.show({ message: t('applications.sentTo', { name: vendor.name }) })
  })
  const send = () => act.mutate({ body: { ...draft, kinds: accreditationKinds.filter((kind) => draft.kinds.includes(kind)) } })
  return (
    <Modal opened onClose={onClose} title={t('applications.apply')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <form onSubmit={submitted(send)}>
        <Stack gap="md">
          <Select
            label={t('devices.vendor')}
            required
            searchable
            data-autofocus
            value={draft.vendorId || null}
            data={vendors.map(({ id, name }) => ({ value: id, label: name }))}
            nothingFoundMessage={t('applications.none.title')}
            onChange={(next) => set('vendorId', next ?? '')}
            error={faultAt(act.error, 'vendorId')}
          />
          {criteria ? (
            <Text size="sm" c="dimmed">
              <Criteria>{criteria}</Criteria>
            </Text>
          ) : null}
          <KindChoice only={may} value={draft.kinds} onChange={(kinds) => set('kinds', kinds)} error={faultAt(act.error, 'kinds')} />
          <Statement error={faultAt(act.error, 'statement')} {...field('statement')} />
          <FormProblem problem={act.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('kit.cancel')}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={draft.kinds.length === 0 || draft.vendorId === ''}>
              {t('applications.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What a partner or provider applied for; whoever speaks for it applies to a further vendor here (R-B6). */
export function OwnApplications() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind
  const [applying, apply] = useDisclosure(false)
  const [cursor, setCursor] = useState<string | undefined>()
  const applies = kind === 'partner' || kind === 'provider'
  const mayApply = useMay()('organisation.update') && applies
  const columns = useApplicationColumns('applicant')
  const own = useRead(listApplications, { query: { cursor } }, { keep: true, enabled: applies })
  const rows = own.data?.items ?? []
  if (!applies || (rows.length === 0 && !mayApply)) return null
  return (
    <Section
      title={t('applications.own')}
      lead={t('applications.ownLead')}
      actions={
        mayApply ? (
          <Button variant="default" onClick={apply.open}>
            {t('applications.apply')}
          </Button>
        ) : null
      }
    >
      {rows.length > 0 ? <DataTable caption={t('applications.own')} columns={columns} rows={rows} keyOf={(row) => row.id} /> : null}
      <Pager cursor={cursor} next={own.data?.nextCursor ?? null} onCursor={setCursor} />
      {applying ? <ApplyForm onClose={apply.close} /> : null}
    </Section>
  )
}
