import {
  applyAsCompany,
  applyForAccreditation,
  approveApplication,
  confirmCompanyApplication,
  getCompanyApplication,
  getVendorCriteria,
  listApplications,
  listOpenVendors,
  refuseApplication,
  setVendorCriteria,
} from '../../contract/applications.ts'
import { againWhenTaken } from '../platform/http/again.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { applyAsOrganisation, applyOnce, confirmOwnApplication, showApplicant, showOpenVendors } from './apply.ts'
import { changeCriteria, showCriteria } from './criteria.ts'
import { approveOne, refuseOne } from './decide.ts'
import { showApplications } from './list.ts'

export function applicationsRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listOpenVendors, showOpenVendors),
    bindWhole(applyAsCompany, (_database, call) => applyOnce(hub, call)),
    bind(getCompanyApplication, showApplicant),
    bindWhole(confirmCompanyApplication, (_database, call) => confirmOwnApplication(hub, call)),
    bind(listApplications, showApplications),
    bind(applyForAccreditation, (scope, call) => applyAsOrganisation(scope, hub, call)),
    againWhenTaken(
      ['location_location_id_key', 'tenant_customer_id_key'],
      bind(approveApplication, (scope, call) => approveOne(scope, hub, call)),
    ),
    bind(refuseApplication, (scope, call) => refuseOne(scope, hub, call)),
    bind(getVendorCriteria, (scope) => showCriteria(scope)),
    bind(setVendorCriteria, changeCriteria),
  ]
}
