import { openTestHub, type TestHubOptions } from './hub.ts'
import { worldMaker } from './world.ts'

/**
 * A hub with what transfers begin with: a vendor, a partner, its agent and its holding tenant. `serials` gives serial numbers that nobody has used yet, which begin with
 * these letters; `held` makes devices with them in the holding tenant.
 */
export async function openPartnerHub(letters: string, options: TestHubOptions) {
  const test = await openTestHub(options)
  const world = worldMaker(test)
  const vendor = await test.organisation('vendor', 'Acme')
  const partner = await test.organisation('partner', 'North')
  const agent = await test.member(partner, ['admin_agent'])
  const holding = await world.holding(partner)
  let used = 0
  return {
    test,
    world,
    vendor,
    partner,
    agent,
    holding,
    serials(count: number): string[] {
      used += count
      return Array.from({ length: count }, (_, index) => `${letters}${String(used - count + index + 1).padStart(6, '0')}`)
    },
    held: (serials: string[]) => world.devices(vendor, holding, serials, { origin: partner, lastHolding: holding.id }),
  }
}
