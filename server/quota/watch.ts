import { notifyMembers, notifyPerson } from '../notifications/index.ts'
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
    for (const { partner, name, devices, used, level } of crossings) {
      const kind = level < full ? 'quota_near' : 'quota_reached'
      const payload = { used: Number(used), devices: Number(devices) }
      await notifyMembers(scope, hub, { organisation: partner, kind, payload, link: '/unassigned' })
      for (const person of operators) {
        await notifyPerson(scope, hub, {
          person,
          organisation: null,
          kind: `partner_${kind}`,
          payload: { ...payload, partner: name },
          link: null,
        })
      }
    }
  })
}
