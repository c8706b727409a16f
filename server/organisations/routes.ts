import {
  createOrganisation,
  getOrganisation,
  inviteMember,
  listMembers,
  listOrganisations,
  removeMember,
  updateMember,
  updateOrganisation,
} from '../../contract/organisations.ts'
import { admitRegistration, listRegistrations, refuseRegistration } from '../../contract/registrations.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { admitOne, listWaiting, refuseOne } from './admit.ts'
import { inviteOneMember } from './invite-member.ts'
import { changeOneMember, listMemberPage, removeOneMember } from './members.ts'
import { changeOrganisation, listOrganisationCards, makeOrganisation, readOrganisation } from './organisations.ts'

export function organisationsRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listOrganisations, (scope, call) => listOrganisationCards(scope, call)),
    bind(createOrganisation, (scope, call) => makeOrganisation(scope, hub, call)),
    bind(getOrganisation, (scope, call) => readOrganisation(scope, call)),
    bind(updateOrganisation, (scope, call) => changeOrganisation(scope, call)),
    bind(listMembers, (scope, call) => listMemberPage(scope, call)),
    bind(inviteMember, (scope, call) => inviteOneMember(scope, hub, call)),
    bind(updateMember, (scope, call) => changeOneMember(scope, call)),
    bind(removeMember, (scope, call) => removeOneMember(scope, call)),
    bind(listRegistrations, (scope, call) => listWaiting(scope, call)),
    bind(admitRegistration, (scope, call) => admitOne(scope, hub, call)),
    bind(refuseRegistration, (scope, call) => refuseOne(scope, call)),
  ]
}
