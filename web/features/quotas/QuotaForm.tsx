import { Button, NumberInput, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../contract/limits.ts'
import { listOrganisations } from '../../../contract/organisations.ts'
import { setQuota } from '../../../contract/quotas.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { toast } from '../../kit/Toast.tsx'

const typingMilliseconds = 200
const shown = 20

/** Any partner of the hub, found by its name. */
function PartnerPicker({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  const [typed] = useDebouncedValue(text.trim(), typingMilliseconds)
  const q = typed && typed !== chosen?.label ? typed : undefined
  const partners = useRead(listOrganisations, { query: { kind: 'partner', q, limit: shown } }, { keep: true })
  const found = (partners.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const kept = chosen && !found.some((option) => option.value === chosen.value) ? [chosen] : []
  return (
    <Select
      label={t('quotas.partner')}
      description={t('quotas.search')}
      required
      searchable
      value={value || null}
      data={[...found, ...kept]}
      searchValue={text}
      onSearchChange={setText}
      onChange={(next, option) => {
        setChosen(next ? option : null)
        onChange(next ?? '')
      }}
    />
  )
}

type Of = { id: string; name: string; devices: number; revision: number }

/** A quota of a partner: of `of`, or of one that is chosen. */
export function QuotaForm({ of, onClose }: { of: Of | null; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { draft, set, dirty } = useDraft<{ partner: string; devices: number | string }>({
    partner: of?.id ?? '',
    devices: of?.devices ?? '',
  })
  const act = useAct(setQuota, ({ partner: { name }, quota }) => {
    onClose()
    toast.done(quota ? t('quotas.done', { name, formatted: formats.number(quota.devices) }) : t('quotas.removed', { name }))
  })
  const send = (devices: number | null) => act.mutate({ params: { id: draft.partner }, body: { devices }, ifMatch: of?.revision ?? 0 })
  const isWhole = typeof draft.devices === 'number' && draft.devices >= 1
  return (
    <FormDialog
      title={of ? t('quotas.changeOf', { name: of.name }) : t('quotas.set')}
      action={of ? t('quotas.change') : t('quotas.set')}
      pending={act.isPending}
      problem={act.error}
      disabled={!isWhole || !draft.partner}
      dirty={dirty}
      other={
        of ? (
          <Button variant="default" loading={act.isPending} onClick={() => send(null)}>
            {t('quotas.remove')}
          </Button>
        ) : undefined
      }
      onSend={() => send(Number(draft.devices))}
      onClose={onClose}
    >
      <Text size="sm">{t('quotas.lead')}</Text>
      {of ? null : <PartnerPicker value={draft.partner} onChange={(id) => set('partner', id)} />}
      <NumberInput
        label={t('quotas.devices')}
        required
        min={1}
        max={limits.quotaDevicesMost}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={draft.devices}
        onChange={(value) => set('devices', value)}
        error={faultAt(act.error, 'devices')}
      />
    </FormDialog>
  )
}
