import { z } from 'zod'
import { endpoint, id, instant, language, line, linkToken, mailAddress, noReply } from './endpoint.ts'
import { limits } from './limits.ts'
import { organisationKinds } from './permissions.ts'

export const membershipCard = z.object({
  organisationId: id,
  organisationName: z.string(),
  kind: z.enum(organisationKinds),
  roles: z.array(z.string()),
  /** What this organisation asks for before one may act for it in this session; null where nothing stands in the way. */
  barrier: z.enum(['session.second_factor_needed', 'session.too_old']).nullable(),
})

export const personCard = z.object({
  id,
  name: z.string(),
  mail: z.string(),
  language,
  timeZone: z.string(),
  operator: z.boolean(),
})

/** What the person alone sees of themselves. */
export const profile = personCard.extend({ phone: z.string().nullable() })

export const sessionReply = z.object({
  person: personCard,
  memberships: z.array(membershipCard),
  /** The organisation that requests without `X-Steward-Acting-For` act for. */
  actingFor: id.nullable(),
})

export const password = z.string().min(limits.passwordCharacters.least).max(limits.passwordCharacters.most)

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  summary: 'Sign in with mail and password; the session is an HttpOnly cookie',
  access: 'public',
  writes: 'own',
  body: z.object({
    mail: line.min(1).max(254),
    password: z.string().min(1).max(limits.passwordCharacters.most),
    code: line.max(20).optional(),
  }),
  reply: sessionReply,
  problems: ['session.wrong_mail_or_password', 'session.code_needed', 'session.wrong_code', 'session.too_many_attempts'],
})

export const getSession = endpoint({
  name: 'getSession',
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in, and for which organisations they may act',
  access: 'person',
  writes: 'none',
  reply: sessionReply,
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'End this session',
  access: 'person',
  writes: 'own',
  reply: noReply,
  status: 204,
})

export const setActingFor = endpoint({
  name: 'setActingFor',
  method: 'PUT',
  path: '/session/acting-for',
  summary: 'Choose the organisation that requests act for when they do not say',
  access: 'person',
  writes: 'own',
  body: z.object({ organisationId: id }),
  reply: sessionReply,
  problems: ['session.not_a_member'],
})

export const updateMe = endpoint({
  name: 'updateMe',
  method: 'PATCH',
  path: '/me',
  summary: "Change one's own name, language, time zone or phone",
  access: 'person',
  writes: 'own',
  body: z.object({
    name: line.min(1).max(200).optional(),
    language: language.optional(),
    timeZone: line.max(64).optional(),
    phone: line.max(50).nullable().optional(),
  }),
  reply: profile,
})

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'The person who is signed in',
  access: 'person',
  writes: 'none',
  reply: profile,
})

/** `agent` is what the browser says of itself, `browser` the same in words, `address` where it came from when it signed in. */
const openSession = z.object({
  id,
  createdAt: instant,
  lastSeenAt: instant,
  agent: z.string(),
  browser: z.string(),
  address: z.string(),
  current: z.boolean(),
})

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/sessions',
  summary: "One's own open sessions",
  access: 'person',
  writes: 'none',
  reply: z.object({ items: z.array(openSession) }),
})

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/sessions',
  summary: "End all of one's own sessions but this one",
  access: 'person',
  writes: 'own',
  reply: noReply,
  status: 204,
})

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/sessions/{id}',
  summary: "End one of one's own sessions",
  access: 'person',
  writes: 'own',
  params: z.object({ id }),
  reply: noReply,
  status: 204,
})

const token = z.object({ token: linkToken })

export const getInvitation = endpoint({
  name: 'getInvitation',
  method: 'GET',
  path: '/invitations/{token}',
  summary: 'What an invitation is about, for whoever holds its link',
  access: 'public',
  writes: 'none',
  params: token,
  reply: z.object({
    kind: z.enum(['customer', 'member']),
    from: z.string(),
    organisation: z.string(),
    mail: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    /** An account with this mail exists: sign in instead of choosing a password. */
    accountExists: z.boolean(),
    /** Signed in with it: organisations of which this person is a customer administrator, for acceptance as one of them (R-C1). */
    administers: z.array(z.object({ organisationId: id, name: z.string() })),
    expiresAt: instant,
  }),
  problems: ['invitations.not_valid'],
})

export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/invitations/{token}/acceptance',
  summary: 'Accept an invitation: as a new person, or as oneself; as a new organisation, or as one already administered (R-C1)',
  access: 'public',
  writes: 'hub',
  params: token,
  body: z.object({
    name: line.min(1).max(200).optional(),
    password: password.optional(),
    language: language.optional(),
    /** Of a new person; else UTC. */
    timeZone: line.max(64).optional(),
    /** Accept for an organisation that one already administers. */
    organisationId: id.optional(),
  }),
  reply: sessionReply,
  problems: [
    'invitations.not_valid',
    'invitations.other_person',
    'invitations.password_needed',
    'invitations.sign_in_first',
    'invitations.not_an_administrator',
    'customers.already_managed',
    'members.already_a_member',
  ],
})

export const getDemonstration = endpoint({
  name: 'getDemonstration',
  method: 'GET',
  path: '/demonstration',
  summary: 'Sign-ins of the demonstration data; absent on a real hub',
  access: 'public',
  writes: 'none',
  reply: z.object({
    signIns: z.array(
      z.object({
        name: z.string(),
        mail: mailAddress,
        password: z.string(),
        organisation: z.string(),
        roles: z.array(z.string()),
        what: z.string(),
      }),
    ),
  }),
})

export const listMailbox = endpoint({
  name: 'listMailbox',
  method: 'GET',
  path: '/demonstration/mailbox',
  summary: 'Mail that the built-in mailbox received; absent on a real hub',
  access: 'public',
  writes: 'none',
  query: z.object({ to: line.max(254).optional() }),
  reply: z.object({
    items: z.array(
      z.object({ id, at: instant, from: z.string(), to: z.string(), subject: z.string(), text: z.string(), html: z.string().nullable() }),
    ),
  }),
})
