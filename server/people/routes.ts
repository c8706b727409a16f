import { randomBytes } from 'node:crypto'
import {
  askPasswordReset,
  beginSecondFactor,
  changePassword,
  completePasswordReset,
  confirmSecondFactor,
  endSecondFactor,
  getPasswordReset,
  getSecondFactor,
  renewRecoveryCodes,
} from '../../contract/accounts.ts'
import { confirmRegistration, getRegistration, register } from '../../contract/registrations.ts'
import {
  acceptInvitation,
  endOtherSessions,
  endSession,
  getInvitation,
  getMe,
  getSession,
  listMailbox,
  listSessions,
  setActingFor,
  signIn,
  signOut,
  updateMe,
} from '../../contract/session.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { acceptOneInvitation } from './accept-invitation.ts'
import { changeOwnPassword } from './change-password.ts'
import { actFor, endAllOthers, endOneSession, signOutPerson } from './change-session.ts'
import { hashPassword } from './hash-password.ts'
import { confirmOwnRegistration, registerPerson, showRegistration } from './register.ts'
import { askReset, finishReset, showReset } from './reset-password.ts'
import {
  beginOwnSecondFactor,
  confirmOwnSecondFactor,
  endOwnSecondFactor,
  renewOwnRecoveryCodes,
  showSecondFactor,
} from './second-factor.ts'
import { showInvitation } from './show-invitation.ts'
import { showMailbox } from './show-mailbox.ts'
import { describeProfile, describeSession, describeSessions } from './show-session.ts'
import { signInPerson } from './sign-in.ts'
import { updateProfile } from './update-profile.ts'

export function peopleRoutes(hub: Hub): readonly Bound[] {
  // Made before the first sign-in, so that an unknown mail never takes longer than a known one (R-A2).
  const nobodysHash = hashPassword(hub, randomBytes(16).toString('hex'))
  return [
    bindWhole(signIn, (_database, call) => signInPerson(hub, nobodysHash, call)),
    bind(getSession, (scope) => describeSession(scope)),
    bind(signOut, (scope, call) => signOutPerson(scope, call)),
    bind(setActingFor, (scope, call) => actFor(scope, call)),
    bind(getMe, (scope) => describeProfile(scope)),
    bind(updateMe, (scope, call) => updateProfile(scope, call)),
    bind(listSessions, (scope) => describeSessions(scope)),
    bind(endSession, (scope, call) => endOneSession(scope, call)),
    bind(endOtherSessions, (scope, call) => endAllOthers(scope, call)),
    bindWhole(changePassword, (_database, call) => changeOwnPassword(hub, call)),
    bindWhole(askPasswordReset, (_database, call) => askReset(hub, call)),
    bind(getPasswordReset, (scope, call) => showReset(scope, call)),
    bindWhole(completePasswordReset, (_database, call) => finishReset(hub, call)),
    bind(getSecondFactor, (scope) => showSecondFactor(scope)),
    bindWhole(beginSecondFactor, (_database, call) => beginOwnSecondFactor(hub, call)),
    bindWhole(confirmSecondFactor, (_database, call) => confirmOwnSecondFactor(hub, call)),
    bindWhole(endSecondFactor, (_database, call) => endOwnSecondFactor(hub, call)),
    bindWhole(renewRecoveryCodes, (_database, call) => renewOwnRecoveryCodes(hub, call)),
    bindWhole(register, (_database, call) => registerPerson(hub, call)),
    bind(getRegistration, (scope, call) => showRegistration(scope, call)),
    bindWhole(confirmRegistration, (_database, call) => confirmOwnRegistration(hub, call)),
    bind(getInvitation, (scope, call) => showInvitation(scope, call)),
    bindWhole(acceptInvitation, (_database, call) => acceptOneInvitation(hub, call)),
    bind(listMailbox, (scope, call) => showMailbox(scope, hub, call)),
  ]
}
