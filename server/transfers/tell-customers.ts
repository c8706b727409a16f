import { tellOfNotifications } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notifyCustomersOf } from './state-queries.ts'

/** Where the events are that lead to the devices (R-A6). */
const link = '/activity?kind=transfer'

/**
 * The administrators of each customer whose tenant devices came into or left hear of it once a transfer, or its undo, is at its end, with how
 * many and by which partner (R-N1), never from where or where to (R-A7). In the transaction that ends it, which happens once (R-T6).
 */
export async function tellCustomers(scope: Scope, hub: Pick<Hub, 'live'>, transfer: string): Promise<void> {
  tellOfNotifications(scope, hub, await notifyCustomersOf(scope, transfer, link))
}
