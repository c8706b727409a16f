import { getJob } from '../../contract/jobs.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { readJob } from './read.ts'

export function jobsRoutes(): readonly Bound[] {
  return [bind(getJob, (scope, call) => readJob(scope, call.params.id))]
}
