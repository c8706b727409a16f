import { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import { notificationKinds } from '../../contract/notifications.ts'
import { say } from '../platform/words.ts'

const kinds = z.enum(notificationKinds)
const facts = z.record(z.string(), z.union([z.string(), z.number()])).catch({})

/** Its kind, and the sentence of it in the reader's language. */
export function tell(language: Language, notification: { kind: string; payload: unknown }) {
  const kind = kinds.parse(notification.kind)
  return { kind, text: say(language, `notifications/${kind}`, facts.parse(notification.payload)) }
}
