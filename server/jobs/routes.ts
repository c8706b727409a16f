import { getJob } from '../../contract/jobs.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { showJob } from './show.ts'

export function jobsRoutes(): readonly Bound[] {
  return [bind(getJob, showJob)]
}
