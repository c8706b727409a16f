import { Button, Select, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { applyForAccreditation, listApplications, listOpenVendors } from '../../../contract/applications.ts'
import { accreditationKinds } from '../../../contract/dealings.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct, useRead } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useMay, useMembership } from '../../app/session.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/Toast.tsx'
import { useApplicationColumns } from './ApplicationsPage.tsx'
import { Criteria, KindChoice, Statement } from './fields.tsx'

const mostVendors = 200
const ofProviders = ['report_sales'] as const

function ApplyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const may = useMembership()?.kind === 'provider' ? ofProviders : accreditationKinds
  const { draft, set, field, dirty } = useDraft({ vendorId: '', kinds: may.length === 1 ? [...may] : ([] as string[]), statement: '' })
  const vendors = useRead(listOpenVendors, { query: { limit: mostVendors } }).data?.items ?? []
  const criteria = vendors.find(({ id }) => id === draft.vendorId)?.criteria
  const act = useAct(applyForAccreditation, ({ vendor }) => {
    onClose()
    toast.done(t('applications.sentTo', { name: vendor.name }))
  })
  const send = () => act.mutate({ body: { ...draft, kinds: accreditationKinds.filter((kind) => draft.kinds.includes(kind)) } })
  return (
    <FormDialog
      title={t('applications.apply')}
      action={t('applications.send')}
      pending={act.isPending}
      problem={act.error}
      disabled={draft.kinds.length === 0 || draft.vendorId === ''}
      dirty={dirty}
      onSend={send}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}

/** What a partner or provider applied for; whoever speaks for it applies to a further vendor here (R-B6). */
export function OwnApplications() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind
  const [applying, apply] = useDisclosure(false)
  const applies = kind === 'partner' || kind === 'provider'
  const mayApply = useMay()('organisation.update') && applies
  const columns = useApplicationColumns('applicant')
  const own = useRows(listApplications, {}, { keyOf: (row) => row.id, enabled: applies })
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
      {rows.length > 0 ? <ListTable of={own} below caption={t('applications.own')} columns={columns} empty={null} /> : null}
      {applying ? <ApplyForm onClose={apply.close} /> : null}
    </Section>
  )
}
