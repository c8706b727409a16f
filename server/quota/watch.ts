import { notifyOrganisations, notifyPeople } from '../notifications/index.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { countQuotas, findOperators } from './queries.ts'

const full = 100

/**
 * Counts what partners use of their quotas, set by set; who crossed nine tenths or the whole upwards is told, and so is the operator, once for
 * each crossing (R-D9). Nobody else's work waits for it.
 */
export async function watchQuotas(hub: Hub): Promise<void> {
  await hub.database.inSystem(newId(), async (scope) => {
    const crossings = await countQuotas(scope)
    if (crossings.length === 0) return
    const operators = await findOperators(scope)
    for (const kind of ['quota_near', 'quota_reached'] as const) {
      const crossed = crossings
        .filter(({ level }) => level < full === (kind === 'quota_near'))
        .map(({ partner, name, devices, used }) => ({ partner, name, payload: { used, devices } }))
      const toPartners = crossed.map(({ partner, payload }) => ({ organisation: partner, payload, link: '/unassigned' }))
      await notifyOrganisations(scope, hub, kind, toPartners)
      const toOperators = crossed.flatMap(({ name, payload }) => {
        const notice = { organisation: null, kind: `partner_${kind}` as const, payload: { ...payload, partner: name }, link: null }
        return operators.map((person) => ({ person, ...notice }))
      })
      await notifyPeople(scope, hub, toOperators)
    }
  })
}
