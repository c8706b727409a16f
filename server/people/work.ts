import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type JobBinding, type Timer } from '../platform/jobs.ts'
import { announceRegistration, mailReset } from './jobs.ts'
import { announceOneRegistration } from './register.ts'
import { mailOneReset } from './reset-password.ts'
import { forgetOldLinks } from './secret-queries.ts'

export function peopleJobBindings(hub: Hub): readonly JobBinding[] {
  return [
    bindJob(mailReset, ({ resetId }) => mailOneReset(hub, resetId), 2),
    bindJob(announceRegistration, ({ registrationId }) => announceOneRegistration(hub, registrationId), 2),
  ]
}

/** Links that were never used and browsers not seen for long are forgotten. */
export function peopleTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'people.forget-old-links',
      everySeconds: 3600,
      run: () => hub.database.inSystem(newId(), forgetOldLinks),
    },
  ]
}
