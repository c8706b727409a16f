import { getHubHealth, listHubJobs, retryHubJob } from '../../contract/operator.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { showHealth } from './health.ts'
import { listJobs, retryJob } from './open-jobs.ts'

export function operatorRoutes(): readonly Bound[] {
  return [bind(listHubJobs, listJobs), bind(retryHubJob, retryJob), bind(getHubHealth, (scope) => showHealth(scope))]
}
