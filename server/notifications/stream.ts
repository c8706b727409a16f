import type { z } from 'zod'
import type { events, liveEvent } from '../../contract/notifications.ts'
import { pause } from '../platform/clock.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import type { LiveEvent } from '../platform/live.ts'
import { ProblemError } from '../platform/problems.ts'
import { findStanding, type Standing } from './queries.ts'

type Shown = z.output<typeof liveEvent>
/** How often the session is looked at again, and how often something is sent so that nobody on the way gives the stream up. */
export type Pace = { checkSeconds: number; commentSeconds: number }
export const usualPace: Pace = { checkSeconds: 15, commentSeconds: 20 }

/**
 * Live events of the person over all memberships, until the caller goes away. Ids only: pages read again in their own scope. Before
 * anything is sent, and every 15 seconds, session and memberships are looked at anew: a session that is over or a membership that has
 * gone ends the stream with `session_ended`; what it was about is not sent any more (R-A4).
 */
export function streamEvents(hub: Hub, call: Call<typeof events>, pace: Pace = usualPace): AsyncIterable<string> {
  const { token, signal } = call
  const { person, correlation } = call.actor
  if (token === null || person === null) throw new ProblemError('http.not_signed_in')
  call.setHeader('cache-control', 'no-store')
  call.setHeader('x-accel-buffering', 'no')
  return eventsOf(hub, { token, person: person.id, correlation, signal, pace })
}

type Listener = { token: string; person: string; correlation: string; signal: AbortSignal; pace: Pace }

/** Ends without a word where the database is away: the client comes back by itself and reads again. */
async function* eventsOf(hub: Hub, listener: Listener): AsyncGenerator<string> {
  const { signal, pace } = listener
  const inbox = openInbox(hub, listener.person)
  const now = () => hub.clock.now().getTime()
  const standing = () => hub.database.inSystem(listener.correlation, (scope) => findStanding(scope, listener.token)).catch(() => undefined)
  try {
    const began = await standing()
    if (began === undefined) return
    if (began === null) return yield written(ended)
    inbox.follow(began.readsDevicesIn)
    let [checkedAt, spokeAt] = [now(), now()]
    yield 'retry: 2000\n\n'
    while (!signal.aborted) {
      const [checkAt, speakAt] = [checkedAt + pace.checkSeconds * 1000, spokeAt + pace.commentSeconds * 1000]
      await inbox.waitFor(Math.min(checkAt, speakAt) - now(), signal)
      const waiting = inbox.take()
      if (waiting.length > 0 || now() >= checkAt) {
        const stands = await standing()
        if (stands === undefined) return
        checkedAt = now()
        const told = stands ? waiting.filter((event) => isFor(stands, event)) : []
        if (told.length > 0) yield told.map(written).join('')
        if (!stands || [...began.organisations].some((organisation) => !stands.organisations.has(organisation))) return yield written(ended)
        inbox.follow(stands.readsDevicesIn)
      }
      if (now() >= speakAt) {
        spokeAt = now()
        yield ': still here\n\n'
      }
    }
  } finally {
    inbox.close()
  }
}

const ended: Shown = { kind: 'session_ended', organisationId: null, id: null }

/** What is for everybody who reads devices in an organisation reaches who does so now; the rest whoever is a member now (R-A4, R-A7). */
function isFor({ organisations, readsDevicesIn }: Standing, { person, organisationId }: LiveEvent): boolean {
  return organisationId === null || (person === null ? readsDevicesIn : organisations).has(organisationId)
}

function written({ kind, organisationId, id }: Shown): string {
  return `data: ${JSON.stringify({ kind, organisationId, id })}\n\n`
}

/** What has come for a person since it was last taken; a reader who is slow finds each thing once. */
function openInbox(hub: Pick<Hub, 'live'>, person: string) {
  const events = new Map<string, LiveEvent>()
  let wake: AbortController | undefined
  const { follow, close } = hub.live.subscribe(person, (event) => {
    events.set(`${event.kind} ${event.organisationId} ${event.id}`, event)
    wake?.abort()
  })
  return {
    follow,
    close,
    /** Until something is there, the time is over, or nobody listens any more. */
    async waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
      if (events.size > 0 || milliseconds <= 0) return
      wake = new AbortController()
      await pause(milliseconds, AbortSignal.any([wake.signal, signal]))
    },
    take(): LiveEvent[] {
      const taken = [...events.values()]
      events.clear()
      return taken
    },
  }
}
