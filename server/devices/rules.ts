import type { deviceSorts } from '../../contract/devices.ts'

export type DeviceOrder = { by: 'serialNumber' | 'model' | 'arrivedAt'; descending: boolean }

export function orderOf(sort: (typeof deviceSorts)[number]): DeviceOrder {
  const descending = sort.startsWith('-')
  const by = descending ? sort.slice(1) : sort
  return { by: by === 'model' || by === 'arrivedAt' ? by : 'serialNumber', descending }
}

/** For how long devices have been where they are, in days: at least, and less than. */
export type Waiting = { atLeastDays: number; lessThanDays: number | null }

export function waitingOf({
  atLeastDays,
  lessThanDays,
}: {
  atLeastDays?: number | undefined
  lessThanDays?: number | undefined
}): Waiting | null {
  if (atLeastDays === undefined && lessThanDays === undefined) return null
  return { atLeastDays: atLeastDays ?? 0, lessThanDays: lessThanDays ?? null }
}

/**
 * Over all tenants a list runs along one index: the start of a serial needs the order by serial, and a model a picked tenant
 * (docs/isolation.md, "Lists over all customers"); an archive is one tenant's.
 */
export function needsTenant(asked: {
  order: DeviceOrder
  serialStart: string | null
  model: string | null
  archived: 'without' | 'only' | 'any'
  waiting: Waiting | null
}): boolean {
  return (
    asked.waiting !== null ||
    asked.archived === 'only' ||
    asked.model !== null ||
    (asked.serialStart !== null && asked.order.by !== 'serialNumber')
  )
}
