import { listRemovals, removeDevices, undoRemoval } from '../../contract/removals.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { removeChosen } from './remove.ts'
import { showRemovals, undo } from './undo.ts'

export function removalRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(removeDevices, (scope, call) => removeChosen(hub, scope, call)),
    bind(listRemovals, showRemovals),
    bind(undoRemoval, (scope, call) => undo(hub, scope, call)),
  ]
}
