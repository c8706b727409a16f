import { changeHubSettings, getHub, getHubSettings } from '../../contract/hub-settings.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { changeSettings, showHub } from './change.ts'
import { findSettings } from './queries.ts'

export function settingsRoutes(hub: Hub): readonly Bound[] {
  return [
    bindWhole(getHub, () => showHub(hub)),
    bind(getHubSettings, (scope) => findSettings(scope)),
    bind(changeHubSettings, (scope, { body, ifMatch }) => changeSettings(scope, hub, { body, expected: ifMatch })),
  ]
}
