import { type Device, emptyWorld, type Tenant, type World } from './model/world.ts'

// One larger world, for what a planner decides by size: partners that manage 50 %, 5 %, 0.5 % and 0.05 % of the devices of a hub, and the rest nobody's.

const shares = [1000, 100, 10, 1]
const total = 2000
const devicesOfCustomer = 50
const id = (kind: number, n: number) => `000000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`

/** A world of 2,000 devices: a vendor, four partners with an administrator each, and customers of up to fifty devices. */
export function worldOfShares(today: string): World {
  const partners = shares.map((_, n) => ({ id: id(10, n + 1), kind: 'partner' as const, state: 'active' as const }))
  const managers = Array.from({ length: total }, (_, n) => managerOf(n))
  const customers: { n: number; manager: number | null; devices: number }[] = []
  for (const manager of managers) {
    const last = customers.at(-1)
    if (last && last.manager === manager && last.devices < devicesOfCustomer) last.devices += 1
    else customers.push({ n: customers.length, manager, devices: 1 })
  }
  const tenants: Tenant[] = customers.map(({ n }) => ({ id: id(16, n), kind: 'customer', organisation: id(10, 100 + n) }))
  const places = customers.flatMap(({ n, devices }) => Array.from({ length: devices }, () => id(16, n)))
  const devices = places.map(
    (tenant, n): Device => ({
      id: id(17, n),
      vendor: id(10, 0),
      twinOf: id(17, n),
      archived: false,
      tenant,
      reseller: null,
      service: null,
      proof: 'feed',
      retired: false,
    }),
  )
  return {
    ...emptyWorld(today),
    organisations: [
      { id: id(10, 0), kind: 'vendor', state: 'active' },
      ...partners,
      ...customers.map(({ n }) => ({ id: id(10, 100 + n), kind: 'customer' as const, state: 'active' as const })),
    ],
    persons: partners.map((_, n) => ({ id: id(11, n) })),
    memberships: partners.map((partner, n) => ({
      id: id(12, n),
      person: id(11, n),
      organisation: partner.id,
      roles: ['admin_agent'],
      locations: null,
      status: 'active',
    })),
    relationships: customers.flatMap(({ n, manager }) =>
      manager === null
        ? []
        : [{ id: id(13, n), kind: 'manages' as const, from: id(10, manager + 1), to: id(10, 100 + n), state: 'accepted' as const }],
    ),
    invitedCards: customers.flatMap(({ n, manager }) =>
      manager === null ? [] : [{ id: id(13, n), partner: id(10, manager + 1), customer: id(10, 100 + n) }],
    ),
    tenants,
    devices,
    possessions: devices.map(({ tenant }, n) => ({
      id: id(18, n),
      device: id(17, n),
      tenant,
      began: '2026-01-01T01:00:00Z',
      ended: null,
      recordedUser: null,
    })),
  }
}

/** Which partner manages the nth device; null = nobody. */
function managerOf(n: number): number | null {
  let from = 0
  for (const [partner, share] of shares.entries()) {
    from += share
    if (n < from) return partner
  }
  return null
}
