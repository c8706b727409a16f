import { limits } from '../../contract/limits.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type JobBinding, type Timer } from '../platform/jobs.ts'
import { fileOneApplication } from './apply.ts'
import { fileApplication } from './jobs.ts'
import { forgetApplications } from './queries.ts'

export function applicationsJobBindings(hub: Hub): readonly JobBinding[] {
  return [bindJob(fileApplication, ({ applicantId }) => fileOneApplication(hub, applicantId), 2)]
}

/** What was never confirmed, and what was refused to companies that are no organisations here, is forgotten. */
export function applicationsTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'applications.forget',
      everySeconds: 3600,
      run: () => hub.database.inSystem(newId(), (scope) => forgetApplications(scope, limits.refusedApplicationDays)),
    },
  ]
}
