import type { events } from '../../contract/notifications.ts'
import { findActor } from '../platform/access/session.ts'
import { pause } from '../platform/clock.ts'
import { sql } from '../platform/database/query.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import type { LiveEvent } from '../platform/live.ts'

const checkSeconds = 10

/**
 * The person's live events as server-sent events, until they go away or their session ends (R-A4). An event of an organisation in which
 * the person is no member any more is not sent. Losing the stream loses nothing: the pages read again when it is back.
 */
export async function* streamEvents(hub: Hub, call: Call<typeof events>): AsyncGenerator<string> {
  const person = call.actor.person?.id
  const token = call.token
  if (!person || !token) return
  const waiting: LiveEvent[] = []
  let wake = () => {}
  const unsubscribe = hub.live.subscribe(person, (event) => {
    waiting.push(event)
    wake()
  })
  try {
    yield 'retry: 2000\n: welcome\n\n'
    while (!call.signal.aborted) {
      const sleep = new AbortController()
      wake = () => sleep.abort()
      call.signal.addEventListener('abort', wake, { once: true })
      if (waiting.length === 0) await pause(checkSeconds * 1000, sleep.signal)
      call.signal.removeEventListener('abort', wake)
      if (call.signal.aborted) return
      const memberships = await membershipsNow(hub, token)
      if (memberships === null) {
        yield `data: ${JSON.stringify({ kind: 'session_ended', organisationId: null, id: null })}\n\n`
        return
      }
      const due = waiting.splice(0)
      if (due.length === 0) yield ': still here\n\n'
      for (const { kind, organisationId, id } of due) {
        if (organisationId === null || memberships.has(organisationId)) yield `data: ${JSON.stringify({ kind, organisationId, id })}\n\n`
      }
    }
  } finally {
    unsubscribe()
  }
}

/** Null where the session is over. */
async function membershipsNow(hub: Hub, token: string): Promise<Set<string> | null> {
  const actor = await findActor(hub.database, token, null, 'events')
  if (!actor?.person) return null
  const rows = await hub.database.inOwnName(actor, (scope) =>
    scope.all<{ organisation: string }>(sql`select organisation from membership where person = hub.person() and status = 'active'`),
  )
  return new Set(rows.map((row) => row.organisation))
}
