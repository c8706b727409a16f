import { randomBytes } from 'node:crypto'
import {
  acceptInvitation,
  endSession,
  getDemonstration,
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
import { actFor, endOneSession, signOutPerson } from './change-session.ts'
import { hashPassword } from './hash-password.ts'
import { showDemonstration, showMailbox } from './show-demonstration.ts'
import { showInvitation } from './show-invitation.ts'
import { describePerson, describeSession, describeSessions } from './show-session.ts'
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
    bind(getMe, async (scope) => describePerson(scope.actor)),
    bind(updateMe, (scope, call) => updateProfile(scope, call)),
    bind(listSessions, (scope) => describeSessions(scope)),
    bind(endSession, (scope, call) => endOneSession(scope, call)),
    bind(getInvitation, (scope, call) => showInvitation(scope, call)),
    bindWhole(acceptInvitation, (_database, call) => acceptOneInvitation(hub, call)),
    bind(getDemonstration, (scope) => showDemonstration(scope, hub)),
    bind(listMailbox, (scope, call) => showMailbox(scope, hub, call)),
  ]
}
