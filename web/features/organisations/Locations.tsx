import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { createLocation, listLocations } from '../../../contract/dealings.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { CountryPicker } from '../../app/CountryPicker.tsx'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { useMay, useMembership } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { Copy } from '../../kit/Copy.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { PlusIcon } from '../../kit/icons.tsx'
import { Section } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'

type Location = ReplyOf<typeof listLocations>['items'][number]

const most = 200
const nothing = { name: '', city: '', country: '', takesCases: true }

function AddLocation({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, field, reset, dirty } = useDraft(nothing)
  const act = useAct(createLocation, () => {
    reset(nothing)
    onClose()
  })
  const send = () =>
    act.mutate({
      body: { name: draft.name, city: draft.city || undefined, country: draft.country || undefined, takesCases: draft.takesCases },
    })
  return (
    <FormDialog
      opened={opened}
      title={t('locations.add')}
      action={t('locations.add')}
      pending={act.isPending}
      problem={act.error}
      dirty={dirty}
      onSend={send}
      onClose={onClose}
    >
      <TextInput label={t('locations.name')} required data-autofocus error={faultAt(act.error, 'name')} {...field('name')} />
      <TextInput label={t('customers.city')} error={faultAt(act.error, 'city')} {...field('city')} />
      <CountryPicker
        label={t('customers.country')}
        value={draft.country}
        onChange={(code) => set('country', code)}
        error={faultAt(act.error, 'country')}
      />
      <Checkbox
        label={t('locations.takesCases')}
        description={t('locations.takesCasesText')}
        checked={draft.takesCases}
        onChange={(event) => set('takesCases', event.currentTarget.checked)}
      />
    </FormDialog>
  )
}

/** The sites with their location IDs: what customers and feeds name the partner by. */
export function Locations() {
  const { t } = useTranslation()
  const formats = useFormats()
  const kind = useMembership()?.kind
  const mayManage = useMay()('location.manage') && kind !== 'vendor'
  const [adding, add] = useDisclosure(false)
  const locations = useRead(listLocations, { query: { limit: most } })
  const columns: Column<Location>[] = [
    { key: 'name', header: t('locations.name'), lead: true, cell: (row) => row.name },
    {
      key: 'id',
      header: t('locations.locationId'),
      cell: (row) => <Copy text={row.locationId} label={t('locations.copy', { name: row.name })} />,
    },
    {
      key: 'place',
      header: t('customers.place'),
      cell: (row) => formats.address(row) || <Quiet>–</Quiet>,
    },
    { key: 'cases', header: t('locations.takesCases'), cell: (row) => (row.takesCases ? t('kit.yes') : t('kit.no')) },
  ]
  const start = mayManage ? (
    <Button variant="default" leftSection={<PlusIcon />} onClick={add.open}>
      {t('locations.add')}
    </Button>
  ) : null
  return (
    <Section title={t('locations.title')} lead={kind === 'vendor' ? t('locations.leadVendor') : t('locations.lead')} actions={start}>
      <Reading of={locations} empty={{ when: ({ items }) => items.length === 0, show: <Empty title={t('locations.empty')} /> }}>
        {({ items }) => <DataTable caption={t('locations.title')} columns={columns} list={{ items, keyOf: (row) => row.id }} />}
      </Reading>
      <AddLocation opened={adding} onClose={add.close} />
    </Section>
  )
}
