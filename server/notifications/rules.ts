import { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import {
  declaredNotifications,
  type NotificationKind,
  noticeFacts,
  notificationKinds,
  notificationWays,
} from '../../contract/notifications.ts'
import type { Role } from '../../contract/permissions.ts'
import { say, sayIfKnown } from '../platform/words.ts'

const kinds = z.enum(notificationKinds)

/** Its kind, and the sentence of it in the reader's language: where it is about a file and there is a sentence that names it, that one. */
export function tell(language: Language, notification: { kind: string; payload: unknown }) {
  const kind = kinds.parse(notification.kind)
  const payload = noticeFacts.parse(notification.payload)
  const ofFile = payload.fileName === undefined ? null : sayIfKnown(language, `notifications/${kind}_of_file`, payload)
  return { kind, text: ofFile ?? say(language, `notifications/${kind}`, payload) }
}

/** What the database keeps; a way that this server does not know (of a newer one) is as if none were chosen. */
const ways = z.record(z.string(), z.enum(notificationWays).optional().catch(undefined))

/** The choices over the kinds that somebody with these roles, or who runs the hub, may get; the usual way where nothing was chosen (R-N1). */
export function presentChoices(
  { revision, chosen, roles }: { revision: number; chosen: unknown; roles: readonly string[] },
  operates: boolean,
) {
  const held = new Set(roles)
  const parsed = ways.parse(chosen)
  const mine = declaredNotifications.filter(({ to, roles: theirs }) =>
    to === 'operators' ? operates : theirs.some((role: Role) => held.has(role)),
  )
  return { revision, items: mine.map(({ kind, usually }) => ({ kind, usually, way: parsed[kind] ?? usually })) }
}

/** Who hears of a kind (R-N1). */
export function rolesOf(kind: NotificationKind): readonly Role[] {
  return declaredNotifications.find((declared) => declared.kind === kind)?.roles ?? []
}

/** What is told to whoever runs the hub. */
export const ofOperators: readonly NotificationKind[] = declaredNotifications.filter(({ to }) => to === 'operators').map(({ kind }) => kind)

/** Kind -> its way while nothing was chosen. */
export const usualWays: Record<string, string> = Object.fromEntries(declaredNotifications.map(({ kind, usually }) => [kind, usually]))

/** Kinds that are in the digest while nothing was chosen. */
export const usualDigest: readonly NotificationKind[] = declaredNotifications
  .filter(({ usually }) => usually === 'digest')
  .map(({ kind }) => kind)
