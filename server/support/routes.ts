import { endSupportSession, getSupportSession, listSupportSessions, openSupportSession } from '../../contract/support-sessions.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { end } from './end.ts'
import { list, read } from './list.ts'
import { open } from './open.ts'

export function supportRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(openSupportSession, (scope, call) => open(hub, scope, call.body)),
    bind(listSupportSessions, (scope, call) => list(scope, call.query)),
    bind(getSupportSession, (scope, call) => read(scope, call.params.id)),
    bind(endSupportSession, (scope, call) => end(hub, scope, call.params.id)),
  ]
}
