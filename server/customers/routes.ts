import {
  createCustomer,
  getCpin,
  getCustomer,
  getCustomerSettings,
  inviteCustomer,
  listCustomers,
  removeCustomer,
  rotateCpin,
  setCustomerAccess,
  updateCustomer,
  updateCustomerSettings,
} from '../../contract/customers.ts'
import { againWhenTaken } from '../platform/http/again.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { addCustomer, updatePendingCustomer } from './add.ts'
import { changeAccess, endCustomer } from './change-access.ts'
import { inviteAgain } from './invite.ts'
import { listCustomerPage, showCustomer } from './list.ts'
import { changeCustomerSettings, readCpin, replaceCustomerCpin, showSettings } from './settings.ts'

export function customersRoutes(hub: Hub): readonly Bound[] {
  const cpins = ['tenant_secret_cpin_lookup_key']
  return [
    bind(listCustomers, (scope, call) => listCustomerPage(scope, call)),
    againWhenTaken(
      ['tenant_customer_id_key'],
      bind(createCustomer, (scope, call) => addCustomer(scope, hub, call)),
    ),
    bind(getCustomer, (scope, call) => showCustomer(scope, call.params.id)),
    bind(updateCustomer, (scope, call) => updatePendingCustomer(scope, hub, call)),
    bind(removeCustomer, (scope, call) => endCustomer(scope, hub, call.params.id)),
    bind(inviteCustomer, (scope, call) => inviteAgain(scope, hub, call)),
    bind(setCustomerAccess, (scope, call) => changeAccess(scope, hub, call)),
    bind(getCustomerSettings, (scope, call) => showSettings(scope, call.params.id)),
    bind(updateCustomerSettings, (scope, call) => changeCustomerSettings(scope, call)),
    againWhenTaken(
      cpins,
      bind(getCpin, (scope, call) => readCpin(scope, hub, call.params.id)),
    ),
    againWhenTaken(
      cpins,
      bind(rotateCpin, (scope, call) => replaceCustomerCpin(scope, hub, call)),
    ),
  ]
}
