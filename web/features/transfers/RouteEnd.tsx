import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTransferTenants } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useHoldingTenant } from '../../app/places.ts'
import { useRead } from '../../app/reading.ts'
import { Reading } from '../../kit/States.tsx'
import type { Transfer } from './outcomes.ts'
import classes from './transfers.module.css'

type Side = 'source' | 'target'
type Tenants = Transfer['sources']

/** What a tenant is called in a transfer: the own holding tenant is what the pages call it. */
export function useTenantName() {
  const { t } = useTranslation()
  const holding = useHoldingTenant()
  return (tenant: string, name: string) => (tenant === 'unassigned' || tenant === holding?.customerId ? t('devices.unassigned') : name)
}

function Named({ tenants }: { tenants: Tenants }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useTenantName()
  return (
    <ul>
      {tenants.map(({ tenant, name, devices }) => (
        <li key={tenant}>
          <span className={classes.end}>{nameOf(tenant, name)}</span> ·{' '}
          {t('devices.count', { count: devices, formatted: formats.number(devices) })}
        </li>
      ))}
    </ul>
  )
}

const pageTenants = 200

type PageOf = { transfer: string; side: Side; cursor?: string; left: number }

/** A page of all of them, and the next one where somebody asks for it. */
function TenantsPage({ transfer, side, cursor, left }: PageOf) {
  const [more, setMore] = useState(false)
  const page = useRead(
    listTransferTenants,
    { params: { id: transfer }, query: { side, cursor, limit: pageTenants } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  return (
    <Reading of={page}>
      {({ items, nextCursor }) => (
        <>
          <Named tenants={items} />
          {nextCursor === null ? null : more ? (
            <TenantsPage transfer={transfer} side={side} cursor={nextCursor} left={left - items.length} />
          ) : (
            <ShowMore count={left - items.length} onClick={() => setMore(true)} />
          )}
        </>
      )}
    </Reading>
  )
}

function ShowMore({ count, onClick }: { count: number; onClick: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Button variant="subtle" size="compact-sm" px={0} onClick={onClick}>
      {t('transfers.several.showMore', { formatted: formats.number(count) })}
    </Button>
  )
}

/** Sources or targets with their counts, the most devices first: those that the transfer names, then all of them, page by page (R-T3, R-T4). */
export function RouteEnd({ transfer, side }: { transfer: Transfer; side: Side }) {
  const [all, setAll] = useState(false)
  const [named, count] = side === 'source' ? [transfer.sources, transfer.sourceCount] : [transfer.targets, transfer.targetCount]
  if (all) return <TenantsPage transfer={transfer.id} side={side} left={count} />
  return (
    <>
      <Named tenants={named} />
      {count > named.length ? <ShowMore count={count - named.length} onClick={() => setAll(true)} /> : null}
    </>
  )
}
