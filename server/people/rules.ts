import { browserOf } from '../../contract/browser.ts'
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

/** One try at something secret: under what it is counted, how many are let through in how long. */
export type Attempt = { kind: string; subject: string; atMost: number; windowMinutes: number }

/** What a try to sign in is counted under, in this order: the address it comes from, and the mail as the database keeps it. */
export function attemptsOf(mail: string, address: string): readonly [Attempt, Attempt] {
  return pairOf('sign_in', limits.signInAttempts, mail, address)
}

export type MailedLink = 'password_reset' | 'registration' | 'application'

/** The same for having a link mailed to an address: of each kind of its own. */
export function attemptsAtLink(kind: MailedLink, mail: string, address: string): readonly [Attempt, Attempt] {
  return pairOf(kind, limits.mailedLinkAttempts, mail, address)
}

type PerMailAndAddress = { perMail: number; perAddress: number; windowMinutes: number }

function pairOf(
  kind: string,
  { perMail, perAddress, windowMinutes }: PerMailAndAddress,
  mail: string,
  address: string,
): readonly [Attempt, Attempt] {
  return [
    { kind: `${kind}_address`, subject: address, atMost: perAddress, windowMinutes },
    { kind: `${kind}_mail`, subject: mail.toLowerCase(), atMost: perMail, windowMinutes },
  ]
}

/** Of somebody known: their codes, wherever they are asked for, and their password asked again. */
export function attemptOf(kind: 'code' | 'password', person: string): Attempt {
  const { perPerson, windowMinutes } = kind === 'code' ? limits.codeAttempts : limits.passwordAttempts
  return { kind: `${kind}_person`, subject: person, atMost: perPerson, windowMinutes }
}

/** Digits and letters that are not taken for each other when they are copied from paper. */
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What somebody typed where a code is asked for: six digits of an app, or the ten letters of a recovery code; null = neither. */
export function readCode(typed: string): { kind: 'totp' | 'recovery'; letters: string } | null {
  const letters = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  if (/^\d{6}$/.test(letters)) return { kind: 'totp', letters }
  const meant = letters.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return meant.length === 10 && [...meant].every((letter) => recoveryAlphabet.includes(letter))
    ? { kind: 'recovery', letters: meant }
    : null
}

/** By what a browser is known again: its name and system without the version, which changes every month. */
export function deviceOf(agent: string): string {
  return browserOf(agent)
    .replaceAll(/[ /]v?\d[\d.]*/g, '')
    .slice(0, 100)
}

/** The network of an address: the first 24 bits of IPv4, the first 48 of IPv6; single addresses change too often to be known by. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)
  if (v4) return `${v4[1]}.0/24`
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${groups.slice(0, 3).join(':')}::/48`
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
