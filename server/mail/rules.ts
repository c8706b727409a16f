import { z } from 'zod'

const expiresAt = z.iso.datetime()
const invitation = z.object({
  invitationId: z.uuid(),
  /** Who invites: a partner's name, or a colleague's. */
  from: z.string(),
  /** Into which organisation. */
  organisation: z.string(),
  /** Whom. */
  name: z.string(),
  expiresAt,
})
/** Of mails that tell notifications: which, is looked up when they are sent (R-A4). */
const reader = z.object({ person: z.uuid(), name: z.string(), timeZone: z.string() })
/** When, in the reader's time zone. */
const moment = { at: z.iso.datetime(), timeZone: z.string() }

/** What each kind of mail tells: facts, never sentences, and never its link, which is made when it is sent. `name` is the reader's. */
export const mailContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer_invitation'), payload: invitation }),
  z.object({ kind: z.literal('member_invitation'), payload: invitation }),
  z.object({
    kind: z.literal('password_reset'),
    payload: z.object({ resetId: z.uuid(), name: z.string(), expiresAt, timeZone: z.string() }),
  }),
  z.object({ kind: z.literal('second_factor_taken'), payload: z.object({ name: z.string(), reason: z.string(), ...moment }) }),
  z.object({ kind: z.literal('password_changed'), payload: z.object({ name: z.string(), ...moment }) }),
  z.object({
    kind: z.literal('new_sign_in'),
    /** `agent`: the browser in words, empty where it says nothing of itself. */
    payload: z.object({ name: z.string(), agent: z.string(), address: z.string(), ...moment }),
  }),
  z.object({ kind: z.literal('registration'), payload: z.object({ registrationId: z.uuid(), name: z.string(), expiresAt }) }),
  z.object({
    kind: z.literal('application'),
    payload: z.object({ applicantId: z.uuid(), name: z.string(), company: z.string(), expiresAt }),
  }),
  z.object({ kind: z.literal('application_approved'), payload: z.object({ name: z.string(), company: z.string(), vendor: z.string() }) }),
  z.object({
    kind: z.literal('application_refused'),
    payload: z.object({ name: z.string(), company: z.string(), vendor: z.string(), reason: z.string() }),
  }),
  z.object({ kind: z.literal('news'), payload: reader }),
  z.object({ kind: z.literal('digest'), payload: reader }),
  z.object({ kind: z.literal('admission'), payload: z.object({ name: z.string(), organisation: z.string() }) }),
])
/** What a mail is about, and what it fills in. */
export type MailContent = z.infer<typeof mailContent>
export type MailKind = MailContent['kind']
export const mailKinds: readonly MailKind[] = mailContent.options.map((option) => option.shape.kind.value)
