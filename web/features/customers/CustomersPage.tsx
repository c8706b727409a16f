import { Button, NativeSelect } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { isMistypedCustomerId } from '../../../contract/customer-id.ts'
import { accessStates, customerSorts, listCustomers } from '../../../contract/customers.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing, useSearchText } from '../../app/listing.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { Copy } from '../../kit/Copy.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { PeopleIcon, PlusIcon } from '../../kit/icons.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { AddCustomer } from './AddCustomer.tsx'
import { CustomerStateTag } from './CustomerState.tsx'

type Customer = ReplyOf<typeof listCustomers>['items'][number]

function useColumns(): Column<Customer>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  return [
    {
      key: 'name',
      header: t('customers.name'),
      sort: 'name',
      lead: true,
      cell: (row) => (
        <TextLink to="/o/$organisationId/customers/$customerId" params={{ organisationId, customerId: row.id }}>
          {row.name}
        </TextLink>
      ),
    },
    { key: 'access', fit: true, header: t('customers.state'), cell: (row) => <CustomerStateTag access={row.access} /> },
    {
      key: 'id',
      fit: true,
      header: t('devices.customerId'),
      cell: (row) =>
        row.customerId ? <Copy text={row.customerId} label={t('customers.copyIdOf', { name: row.name })} /> : <Quiet>–</Quiet>,
    },
    {
      key: 'place',
      header: t('customers.place'),
      cell: (row) => formats.address({ city: row.city, country: row.country }) || <Quiet>–</Quiet>,
    },
    {
      key: 'devices',
      header: t('shell.places.devices'),
      align: 'end',
      cell: (row) => (row.devices === null ? <Quiet>–</Quiet> : formats.number(row.devices)),
    },
    {
      key: 'invited',
      fit: true,
      header: t('customers.invitedAt'),
      sort: 'invitedAt',
      cell: (row) => <Quiet>{formats.date(row.invitedAt)}</Quiet>,
    },
  ]
}

/** My customers (R-G1, R-G2): every customer of the partner, whatever its access. */
export function CustomersPage() {
  const { t } = useTranslation()
  const mayCreate = useMay()('customer.create')
  const [adding, add] = useDisclosure(false)
  const { search, change } = useListing()
  const typed = useSearchText()
  const columns = useColumns()
  const sort = oneOf(customerSorts, search.sort) ?? 'name'
  const access = oneOf(accessStates, search.filter)
  const customers = useRows(listCustomers, { query: { q: search.q, access, sort } }, { keyOf: (row) => row.id })
  const start = mayCreate ? (
    <Button leftSection={<PlusIcon />} onClick={add.open}>
      {t('customers.add')}
    </Button>
  ) : null
  const filtered = search.q !== undefined || access !== undefined
  return (
    <Page title={t('shell.places.customers')} lead={t('customers.lead')} actions={start}>
      <Toolbar find={t('customers.find')} typed={typed}>
        <NativeSelect
          aria-label={t('customers.state')}
          value={access ?? ''}
          onChange={(event) => change({ filter: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('customers.anyState') },
            ...accessStates.map((state) => ({ value: state, label: t(`customers.access.${state}`) })),
          ]}
        />
      </Toolbar>
      <ListTable
        name="customers"
        of={customers}
        caption={t('shell.places.customers')}
        columns={columns}
        sort={sort}
        empty={
          filtered ? (
            <Empty title={search.q ? t('customers.noHit', { q: search.q }) : t('customers.noneOfState')}>
              {t(isMistypedCustomerId(search.q ?? '') ? 'customers.mistypedId' : 'customers.noHitText')}
            </Empty>
          ) : (
            <Empty icon={<PeopleIcon size={20} />} title={t('customers.empty.title')} action={start}>
              {t('customers.empty.text')}
            </Empty>
          )
        }
      />
      <AddCustomer opened={adding} onClose={add.close} />
    </Page>
  )
}
