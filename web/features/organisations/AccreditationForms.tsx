import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { accreditationKinds, changeAccreditation, giveAccreditation } from '../../../contract/dealings.ts'
import { listOrganisations } from '../../../contract/organisations.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf } from '../../app/listing.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { toast } from '../../kit/Toast.tsx'
import type { Accreditation } from './AccreditationsPage.tsx'

const mostVendors = 200

/** Only for the operator, who may act for any vendor. */
function VendorPicker({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const { t } = useTranslation()
  const vendors = useRead(listOrganisations, { query: { kind: 'vendor', limit: mostVendors } })
  return (
    <Select
      label={t('devices.vendor')}
      required
      searchable
      value={value || null}
      data={(vendors.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(next) => onChange(next ?? '')}
      error={error}
    />
  )
}

/** A vendor's word that a partner or provider may do something, named by its location ID. */
export function GiveAccreditation({ opened, onClose, operator }: { opened: boolean; onClose: () => void; operator: boolean }) {
  const { t } = useTranslation()
  const { today } = useFormats()
  const { draft, set, field, dirty } = useDraft<Record<'locationId' | 'vendorId' | 'kind' | 'validFrom' | 'validUntil', string>>({
    locationId: '',
    vendorId: '',
    kind: accreditationKinds[0],
    validFrom: today(),
    validUntil: '',
  })
  const act = useAct(giveAccreditation, (given) => {
    onClose()
    set('locationId', '')
    toast.done(t('accreditations.given', { name: given.organisation.name }))
  })
  const send = () =>
    act.mutate({
      body: {
        locationId: draft.locationId.trim(),
        vendorId: draft.vendorId || undefined,
        kind: oneOf(accreditationKinds, draft.kind) ?? 'resell_monitor',
        validFrom: draft.validFrom,
        validUntil: draft.validUntil || null,
      },
    })
  return (
    <FormDialog
      opened={opened}
      title={t('accreditations.give')}
      action={t('accreditations.give')}
      pending={act.isPending}
      problem={act.error}
      dirty={dirty}
      onSend={send}
      onClose={onClose}
    >
      {operator ? (
        <VendorPicker value={draft.vendorId} onChange={(id) => set('vendorId', id)} error={faultAt(act.error, 'vendorId')} />
      ) : null}
      <TextInput
        label={t('accreditations.locationId')}
        description={t('accreditations.locationIdText')}
        required
        data-autofocus
        error={faultAt(act.error, 'locationId')}
        {...field('locationId')}
      />
      <NativeSelect
        label={t('accreditations.kind')}
        data={accreditationKinds.map((kind) => ({ value: kind, label: t(`accreditations.kinds.${kind}`) }))}
        {...field('kind')}
      />
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

export function ChangeAccreditation({ accreditation, onClose }: { accreditation: Accreditation; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, field, dirty } = useDraft({ until: accreditation.validUntil ?? '' })
  const act = useAct(changeAccreditation, onClose)
  return (
    <FormDialog
      title={t('accreditations.changeOf', { name: accreditation.organisation.name })}
      action={t('kit.save')}
      pending={act.isPending}
      problem={act.error}
      dirty={dirty}
      onSend={() => act.mutate({ params: { id: accreditation.id }, body: { validUntil: draft.until || null } })}
      onClose={onClose}
    >
      <TextInput
        label={t('accreditations.validUntil')}
        description={t('accreditations.untilText')}
        type="date"
        error={faultAt(act.error, 'validUntil')}
        {...field('until')}
      />
    </FormDialog>
  )
}
