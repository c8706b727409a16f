import { hubLog, record } from '../audit/index.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { lapseSessions } from './queries.ts'

const atMost = 100

/** Writes down, in both logs, that support sessions ended whose time is over. They were over before: each request looks at the time itself. */
export async function lapse(hub: Pick<Hub, 'database' | 'live'>): Promise<void> {
  for (let more = true; more; ) {
    more = await hub.database.inSystem(newId(), async (scope) => {
      const lapsed = await lapseSessions(scope, atMost)
      const events = lapsed.flatMap(({ id, customer, customer_name, agent, home }) => {
        const event = { subject: id, detail: { agent, customer: customer_name } }
        return [
          { organisation: customer, kind: 'support_session.lapsed', ...event } as const,
          { organisation: home ?? hubLog, kind: 'support_session.lapsed_in', ...event } as const,
        ]
      })
      if (events.length > 0) await record(scope, ...events)
      scope.afterCommit(() =>
        hub.live.tell(lapsed.map(({ id, customer }) => ({ person: null, kind: 'support_session', organisationId: customer, id }))),
      )
      return lapsed.length === atMost
    })
  }
}
