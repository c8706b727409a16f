import { getHubHealth, listHubJobs, retryHubJob, takeSecondFactor } from '../../contract/operator.ts'
import { takeSecondFactor as takeLost } from '../people/index.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showHealth } from './health.ts'
import { listOpen, retryOpen } from './open-jobs.ts'

export function operatorRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listHubJobs, (scope, { query }) => listOpen(scope, query)),
    bind(retryHubJob, (scope, { params }) => retryOpen(scope, params.id)),
    bind(getHubHealth, (scope) => showHealth(scope)),
    bind(takeSecondFactor, (scope, { body }) => takeLost(scope, hub, body)),
  ]
}
