import { setTimeout as pause } from 'node:timers/promises'
import { sessionCookie } from '../../platform/access/session.ts'
import { insist, type Journal, type Request } from './client.ts'
import { type CrashWorld, password, type Somebody } from './world.ts'

/** Sessions whose cookie was heard, and those whose end was. */
export type AcknowledgedSessions = { open: Somebody[]; ended: Somebody[] }

type Clients = { world: CrashWorld; journal: Journal; ending: AbortSignal }

/**
 * Somebody signs in again and again, and out again every other time, until told to end. At each turn one session from before is asked
 * whether it still is what it was acknowledged to be.
 */
export async function signInAndOut(url: string, { world, journal, ending }: Clients): Promise<AcknowledgedSessions> {
  const sessions: AcknowledgedSessions = { open: [], ended: [] }
  const { organisation, mail } = world.partner
  for (let n = 0; !ending.aborted; n += 1) {
    const asked: Request = { method: 'POST', path: '/session', json: { mail, password }, act: 'signing in' }
    const heard = await insist(url, { organisation: '', token: '' }, asked, journal)
    const token = new RegExp(`${sessionCookie}=([^;]+)`).exec(heard.cookie ?? '')?.[1]
    if (heard.status !== 200 || !token) throw new Error(`signing in answered ${heard.status} ${JSON.stringify(heard.body)}`)
    const who = { organisation, token }
    if (n % 2 === 0) sessions.open.push(who)
    else {
      const out = await insist(url, who, { method: 'DELETE', path: '/session', act: 'signing out' }, journal)
      // 401: an earlier try went through, and only its answer was lost.
      if (out.status !== 204 && out.status !== 401) throw new Error(`signing out answered ${out.status} ${JSON.stringify(out.body)}`)
      sessions.ended.push(who)
    }
    const faults = await findSessionFaults(url, { open: turn(sessions.open, n), ended: turn(sessions.ended, n) }, journal)
    if (faults.length > 0) throw new Error(faults.join('; '))
    await pause(30)
  }
  return sessions
}

/** Sentences about acknowledged sessions that do not work, and about ended ones that do. */
export async function findSessionFaults(url: string, { open, ended }: AcknowledgedSessions, journal: Journal): Promise<string[]> {
  const faults: string[] = []
  const status = async (who: Somebody) => (await insist(url, who, { method: 'GET', path: '/session' }, journal)).status
  for (const who of open) if ((await status(who)) !== 200) faults.push('an acknowledged session does not work any more')
  for (const who of ended) if ((await status(who)) !== 401) faults.push('a session that was signed out works')
  return faults
}

/** The newest and, by turns, one from before. */
function turn(list: readonly Somebody[], n: number): Somebody[] {
  return [list.at(-1), list[n % Math.max(1, list.length)]].filter((one) => one !== undefined)
}
