import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { listQuotas } from '../../../contract/quotas.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useRows } from '../../app/rows.ts'
import { Quiet, Tag, type Tone } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { Section } from '../../kit/Page.tsx'
import { QuotaForm } from './QuotaForm.tsx'

type Row = ReplyOf<typeof listQuotas>['items'][number]
const tones: Record<Row['state'], Tone> = { free: 'good', near: 'warn', reached: 'bad' }

/** The partners that have a quota of devices, and what they use of it (R-D9): for whoever runs the hub. */
export function QuotaSection() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [setting, setSetting] = useState<Row | 'new' | null>(null)
  const quotas = useRows(listQuotas, {}, { keyOf: (row) => row.partner.id })
  const columns: Column<Row>[] = [
    { key: 'partner', header: t('quotas.partner'), lead: true, cell: (row) => row.partner.name },
    { key: 'used', header: t('quotas.used'), align: 'end', cell: (row) => formats.number(row.used) },
    { key: 'devices', header: t('quotas.devices'), align: 'end', cell: (row) => formats.number(row.devices) },
    {
      key: 'state',
      fit: true,
      header: t('quotas.state'),
      cell: (row) => (
        <span title={t('quotas.countedAt', { at: formats.instant(row.countedAt) })}>
          <Tag tone={tones[row.state]}>{t(`quotas.states.${row.state}`)}</Tag>
        </span>
      ),
    },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) => (
        <Button size="xs" variant="default" aria-label={t('quotas.changeOf', { name: row.partner.name })} onClick={() => setSetting(row)}>
          {t('quotas.change')}
        </Button>
      ),
    },
  ]
  return (
    <Section
      title={t('quotas.title')}
      lead={t('quotas.lead')}
      actions={
        <Button variant="default" onClick={() => setSetting('new')}>
          {t('quotas.set')}
        </Button>
      }
    >
      <ListTable of={quotas} below caption={t('quotas.title')} columns={columns} empty={<Quiet>{t('quotas.empty')}</Quiet>} />
      {setting ? (
        <QuotaForm
          of={setting === 'new' ? null : { ...setting.partner, devices: setting.devices, revision: setting.revision }}
          onClose={() => setSetting(null)}
        />
      ) : null}
    </Section>
  )
}
