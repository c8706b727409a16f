import { limits } from '../../contract/limits.ts'

/** A time zone by its name ("Europe/Berlin", "UTC"); offsets are none: they have no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export type Attempt = { kind: 'sign_in_mail' | 'sign_in_address'; subject: string; atMost: number }

/** What a try to sign in is counted under, in this order: the address it comes from, and the mail as the database keeps it. */
export function attemptsOf(mail: string, address: string): readonly [Attempt, Attempt] {
  const { perMail, perAddress } = limits.signInAttempts
  return [
    { kind: 'sign_in_address', subject: address, atMost: perAddress },
    { kind: 'sign_in_mail', subject: mail.toLowerCase(), atMost: perMail },
  ]
}

type Accepting = { signedIn: boolean; accountExists: boolean; password: string | undefined }

/** Who accepts an invitation: whoever is signed in, else a new person; an account that is there signs in first. */
export function howToAccept({
  signedIn,
  accountExists,
  password,
}: Accepting): 'as_oneself' | 'as_new' | 'invitations.sign_in_first' | 'invitations.password_needed' {
  if (signedIn) return 'as_oneself'
  if (accountExists) return 'invitations.sign_in_first'
  return password === undefined ? 'invitations.password_needed' : 'as_new'
}

/** The organisation that requests act for when they do not say: the chosen one, else the only one (as in door.find_session). */
export function actsFor(chosen: string | null, memberships: readonly { organisationId: string }[]): string | null {
  const [first, second] = memberships
  const wanted = chosen ?? (second === undefined ? first?.organisationId : undefined)
  return memberships.some(({ organisationId }) => organisationId === wanted) ? (wanted ?? null) : null
}
