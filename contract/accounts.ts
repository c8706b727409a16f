import { z } from 'zod'
import { endpoint, instant, line, linkToken, mailAddress, noReply } from './endpoint.ts'
import { limits } from './limits.ts'
import { password } from './session.ts'

/** What somebody signs in with now: of any length, as it may be older than today's rule. */
const currentPassword = z.string().min(1).max(limits.passwordCharacters.most)
/** Six digits of an authenticator app; blanks between them do not matter. */
const code = line.min(1).max(20)
const recoveryCodes = z.array(z.string())
/** Either is enough: the password, or a code. */
const proof = z.object({ password: currentPassword.optional(), code: code.optional() })

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  summary: "Change one's own password; all other sessions end",
  access: 'person',
  writes: 'own',
  body: z.object({ current: currentPassword, password }),
  reply: noReply,
  status: 204,
  problems: ['account.wrong_password', 'session.too_many_attempts'],
})

export const askPasswordReset = endpoint({
  name: 'askPasswordReset',
  method: 'POST',
  path: '/password-resets',
  summary: 'Have a link for a new password mailed; the answer is the same whether or not the address has an account (R-A2)',
  access: 'public',
  writes: 'hub',
  body: z.object({ mail: mailAddress }),
  reply: noReply,
  status: 204,
  problems: ['session.too_many_attempts'],
})

const token = z.object({ token: linkToken })

export const getPasswordReset = endpoint({
  name: 'getPasswordReset',
  method: 'GET',
  path: '/password-resets/{token}',
  summary: 'Whose password a mailed link sets, for whoever holds the link',
  access: 'public',
  writes: 'none',
  params: token,
  reply: z.object({ mail: z.string(), expiresAt: instant }),
  problems: ['password_resets.not_valid'],
})

export const completePasswordReset = endpoint({
  name: 'completePasswordReset',
  method: 'POST',
  path: '/password-resets/{token}/completion',
  summary: 'Set the new password, once; all sessions of the person end, the second factor stays',
  access: 'public',
  writes: 'hub',
  params: token,
  body: z.object({ password }),
  reply: noReply,
  status: 204,
  problems: ['password_resets.not_valid'],
})

const secondFactor = z.object({ inForceSince: instant.nullable(), recoveryCodesLeft: z.number().int() })

export const getSecondFactor = endpoint({
  name: 'getSecondFactor',
  method: 'GET',
  path: '/session/totp',
  summary: "Whether one's own second factor is on, and how many recovery codes are left",
  access: 'person',
  writes: 'none',
  reply: secondFactor,
})

export const beginSecondFactor = endpoint({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/session/totp',
  summary: 'Get a new secret for an authenticator app; in force only once a code of it was confirmed',
  access: 'person',
  writes: 'own',
  body: z.object({ password: currentPassword }),
  reply: z.object({ secret: z.string(), uri: z.string() }),
  problems: ['account.wrong_password', 'session.too_many_attempts', 'second_factor.in_force'],
})

export const confirmSecondFactor = endpoint({
  name: 'confirmSecondFactor',
  method: 'PUT',
  path: '/session/totp',
  summary: 'Turn the second factor on with a first code; shows the recovery codes once, ends all other sessions',
  access: 'person',
  writes: 'own',
  body: z.object({ code }),
  reply: z.object({ recoveryCodes }),
  problems: ['second_factor.wrong_code', 'second_factor.not_begun', 'second_factor.in_force', 'session.too_many_attempts'],
})

export const endSecondFactor = endpoint({
  name: 'endSecondFactor',
  method: 'POST',
  path: '/session/totp/removal',
  summary: 'Turn the second factor off, with the password or a code',
  access: 'person',
  writes: 'own',
  body: proof,
  reply: noReply,
  status: 204,
  problems: [
    'account.proof_needed',
    'account.wrong_password',
    'second_factor.wrong_code',
    'second_factor.not_in_force',
    'session.too_many_attempts',
  ],
})

export const renewRecoveryCodes = endpoint({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/session/recovery-codes',
  summary: 'Get new recovery codes, shown once; the earlier ones end',
  access: 'person',
  writes: 'own',
  body: proof,
  reply: z.object({ recoveryCodes }),
  problems: [
    'account.proof_needed',
    'account.wrong_password',
    'second_factor.wrong_code',
    'second_factor.not_in_force',
    'session.too_many_attempts',
  ],
})
