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
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
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
  ]
}
