import { z } from 'zod'

export const mailKinds = ['customer_invitation', 'member_invitation'] as const
export type MailKind = (typeof mailKinds)[number]

/** What a mail tells: facts, never sentences, and never its link, which is made when it is sent. */
export const mailPayload = z.object({
  invitationId: z.uuid(),
  /** Who invites: a partner's name, or a colleague's. */
  from: z.string(),
  /** Into which organisation. */
  organisation: z.string(),
  /** Whom. */
  name: z.string(),
  expiresAt: z.iso.datetime(),
})
export type MailPayload = z.infer<typeof mailPayload>

export function isMailKind(kind: string): kind is MailKind {
  return mailKinds.some((known) => known === kind)
}
