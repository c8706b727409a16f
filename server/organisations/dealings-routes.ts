import {
  acceptRelationship,
  changeAccreditation,
  createLocation,
  endRelationship,
  giveAccreditation,
  listAccreditations,
  listLocations,
  listRelationships,
  requestRelationship,
  setRelationshipAccess,
} from '../../contract/dealings.ts'
import { againWhenTaken } from '../platform/http/again.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { changeOneAccreditation, giveOneAccreditation, listAccreditationPage } from './accredit.ts'
import { addLocation, listLocationPage } from './locations.ts'
import { changeAndShow, listRelationshipPage, requestSupply } from './relate.ts'

/** Locations, accreditations and relationships: what organisations have to do with each other. */
export function dealingsRoutes(hub: Hub): readonly Bound[] {
  const tenantIds = ['tenant_customer_id_key']
  return [
    bind(listLocations, (scope, call) => listLocationPage(scope, call)),
    againWhenTaken(
      ['location_location_id_key'],
      bind(createLocation, (scope, call) => addLocation(scope, call)),
    ),
    bind(listAccreditations, (scope, call) => listAccreditationPage(scope, call)),
    againWhenTaken(
      tenantIds,
      bind(giveAccreditation, (scope, call) => giveOneAccreditation(scope, call)),
    ),
    againWhenTaken(
      tenantIds,
      bind(changeAccreditation, (scope, call) => changeOneAccreditation(scope, call)),
    ),
    bind(listRelationships, (scope, call) => listRelationshipPage(scope, call)),
    bind(requestRelationship, (scope, call) => requestSupply(scope, hub, call)),
    bind(acceptRelationship, (scope, call) => changeAndShow(scope, hub, call.params.id, 'accept')),
    bind(endRelationship, (scope, call) => changeAndShow(scope, hub, call.params.id, 'end')),
    bind(setRelationshipAccess, (scope, call) => changeAndShow(scope, hub, call.params.id, call.body.enabled ? 'enable' : 'disable')),
  ]
}
