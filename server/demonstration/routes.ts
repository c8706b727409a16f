import { getDemonstration } from '../../contract/session.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showDemonstration } from './show.ts'

export function demonstrationRoutes(hub: Hub): readonly Bound[] {
  return [bind(getDemonstration, (scope, call) => showDemonstration(scope, hub, call))]
}
