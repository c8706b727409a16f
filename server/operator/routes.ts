import { getHubHealth, listHubJobs, retryHubJob, takeSecondFactor } from '../../contract/operator.ts'
import { takeSecondFactor as takeLost } from '../people/index.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showHealth } from './health.ts'
import { listJobs, retryJob } from './open-jobs.ts'

export function operatorRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listHubJobs, listJobs),
    bind(retryHubJob, retryJob),
    bind(getHubHealth, (scope) => showHealth(scope)),
    bind(takeSecondFactor, (scope, { body }) => takeLost(scope, hub, body)),
  ]
}
