import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { createOrganisation, listOrganisations } from '../../../contract/organisations.ts'
import { organisationKinds } from '../../../contract/permissions.ts'
import { CountryPicker } from '../../app/CountryPicker.tsx'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing, useSearchText } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useSession } from '../../app/session.ts'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { BuildingIcon, PlusIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Emblem } from '../../kit/Person.tsx'
import { Empty, Refused } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { Enter } from '../support/Enter.tsx'
import { OpenVisits } from '../support/Visits.tsx'
import { kindMarks } from './kinds.ts'

type Row = ReplyOf<typeof listOrganisations>['items'][number]

const made = ['partner', 'provider', 'vendor'] as const
const nothing = { name: '', kind: 'partner', country: '', adminName: '', adminMail: '' }

function CreateOrganisation({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, field, reset, dirty } = useDraft(nothing)
  const act = useAct(createOrganisation, () => {
    toast.done(t('members.invited', { mail: draft.adminMail }))
    reset(nothing)
    onClose()
  })
  const send = () =>
    act.mutate({
      body: {
        name: draft.name,
        kind: oneOf(made, draft.kind) ?? 'partner',
        country: draft.country,
        administrator: { name: draft.adminName, mail: draft.adminMail },
      },
    })
  return (
    <FormDialog
      opened={opened}
      title={t('organisations.create')}
      action={t('organisations.create')}
      pending={act.isPending}
      problem={act.error}
      dirty={dirty}
      onSend={send}
      onClose={onClose}
    >
      <TextInput label={t('organisations.name')} required data-autofocus error={faultAt(act.error, 'name')} {...field('name')} />
      <NativeSelect
        label={t('organisations.kind')}
        data={made.map((kind) => ({ value: kind, label: t(`organisations.kinds.${kind}`) }))}
        {...field('kind')}
      />
      <CountryPicker
        label={t('customers.country')}
        required
        value={draft.country}
        onChange={(code) => set('country', code)}
        error={faultAt(act.error, 'country')}
      />
      <TextInput label={t('organisations.adminName')} required error={faultAt(act.error, 'administrator.name')} {...field('adminName')} />
      <TextInput
        label={t('organisations.adminMail')}
        type="email"
        required
        error={faultAt(act.error, 'administrator.mail')}
        {...field('adminMail')}
      />
    </FormDialog>
  )
}

function List() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search } = useListing()
  const [entering, setEntering] = useState<Row | null>(null)
  const organisations = useRows(
    listOrganisations,
    { query: { q: search.q, kind: oneOf(organisationKinds, search.filter) } },
    { keyOf: (row) => row.id },
  )
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('organisations.name'),
      lead: true,
      cell: (row) => {
        const Mark = kindMarks[row.kind]
        return <Emblem name={row.name} mark={<Mark />} />
      },
    },
    { key: 'kind', header: t('organisations.kind'), cell: (row) => t(`organisations.kinds.${row.kind}`) },
    { key: 'country', header: t('customers.country'), cell: (row) => (row.country ? formats.country(row.country) : '–') },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) =>
        row.kind === 'customer' ? (
          <RowActions>
            <Button size="xs" variant="default" aria-label={t('support.viewOf', { customer: row.name })} onClick={() => setEntering(row)}>
              {t('support.view')}
            </Button>
          </RowActions>
        ) : null,
    },
  ]
  return (
    <>
      <ListTable
        name="organisations"
        of={organisations}
        caption={t('shell.operatorPlaces.organisations')}
        columns={columns}
        empty={<Empty icon={<BuildingIcon size={20} />} title={t('organisations.empty')} />}
      />
      {entering ? <Enter customer={entering} onClose={() => setEntering(null)} /> : null}
    </>
  )
}

/** The operator's list of organisations; a new one starts with its first administrator. */
export function OrganisationsPage() {
  const { t } = useTranslation()
  const operator = useSession().data?.person.operator ?? false
  const [creating, create] = useDisclosure(false)
  const { search, change } = useListing()
  const typed = useSearchText()
  if (!operator) {
    return (
      <Page title={t('shell.operatorPlaces.organisations')}>
        <Refused>{t('organisations.onlyOperator')}</Refused>
      </Page>
    )
  }
  return (
    <Page
      title={t('shell.operatorPlaces.organisations')}
      lead={t('organisations.lead')}
      actions={
        <Button leftSection={<PlusIcon />} onClick={create.open}>
          {t('organisations.create')}
        </Button>
      }
    >
      <OpenVisits />
      <Toolbar find={t('organisations.find')} typed={typed}>
        <NativeSelect
          aria-label={t('organisations.kind')}
          value={search.filter ?? ''}
          onChange={(event) => change({ filter: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('organisations.anyKind') },
            ...organisationKinds.map((kind) => ({ value: kind, label: t(`organisations.kinds.${kind}`) })),
          ]}
        />
      </Toolbar>
      <List />
      <CreateOrganisation opened={creating} onClose={create.close} />
    </Page>
  )
}
