import { z } from 'zod'
import { endpoint, id, instant, language, line, linkToken, mailAddress, noReply, page, pageQuery } from './endpoint.ts'
import { member } from './organisations.ts'
import { password, sessionReply } from './session.ts'

const name = line.min(1).max(200)

export const register = endpoint({
  name: 'register',
  method: 'POST',
  path: '/registrations',
  summary: 'Register for a partner by one of its location IDs; the answer is the same whether or not there is such a location (R-A8, R-A2)',
  access: 'public',
  writes: 'hub',
  body: z.object({ name, mail: mailAddress, locationId: line.min(1).max(40), language: language.optional() }),
  reply: noReply,
  status: 204,
  problems: ['session.too_many_attempts'],
})

const token = z.object({ token: linkToken })

export const getRegistration = endpoint({
  name: 'getRegistration',
  method: 'GET',
  path: '/registrations/{token}',
  summary: 'What a registration is about, for whoever holds the mailed link',
  access: 'public',
  writes: 'none',
  params: token,
  reply: z.object({
    mail: z.string(),
    name: z.string(),
    locationId: z.string(),
    /** An account with this mail exists: sign in instead of choosing a password. */
    accountExists: z.boolean(),
    expiresAt: instant,
  }),
  problems: ['registrations.not_valid'],
})

export const confirmRegistration = endpoint({
  name: 'confirmRegistration',
  method: 'POST',
  path: '/registrations/{token}/confirmation',
  summary: 'Confirm a registration by the mailed link, as a new person or as oneself; then an administrator of the partner admits (R-A8)',
  access: 'public',
  writes: 'hub',
  params: token,
  body: z.object({
    name: name.optional(),
    password: password.optional(),
    language: language.optional(),
    timeZone: line.max(64).optional(),
  }),
  reply: sessionReply,
  problems: ['registrations.not_valid', 'registrations.other_person', 'invitations.password_needed', 'invitations.sign_in_first'],
})

export const registration = z.object({
  id,
  name: z.string(),
  mail: z.string(),
  locationId: z.string(),
  confirmedAt: instant,
})

export const listRegistrations = endpoint({
  name: 'listRegistrations',
  method: 'GET',
  path: '/registrations',
  summary: 'Who has registered by a location ID of the organisation acted for and waits to be admitted, the longest first',
  access: { permission: 'member.manage' },
  writes: 'none',
  query: pageQuery,
  reply: page(registration),
})

export const admitRegistration = endpoint({
  name: 'admitRegistration',
  method: 'POST',
  path: '/registrations/{id}/admission',
  summary: 'Admit somebody who registered, with roles; they are a member from then on',
  access: { permission: 'member.manage' },
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ roles: z.array(line.max(40)).min(1).max(10) }),
  reply: member,
  problems: ['registrations.decided', 'members.role_not_of_kind', 'members.already_a_member'],
})

export const refuseRegistration = endpoint({
  name: 'refuseRegistration',
  method: 'POST',
  path: '/registrations/{id}/refusal',
  summary: 'Refuse somebody who registered; they are not told',
  access: { permission: 'member.manage' },
  writes: 'hub',
  params: z.object({ id }),
  reply: noReply,
  status: 204,
  problems: ['registrations.decided'],
})
