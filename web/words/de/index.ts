import type { Words } from '../index.ts'
import { account } from './account.ts'
import { accreditations, locations } from './accreditations.ts'
import { activity } from './activity.ts'
import { applications } from './applications.ts'
import { customers } from './customers.ts'
import { devices } from './devices.ts'
import { feeds } from './feeds.ts'
import { kit } from './kit.ts'
import { notifications } from './notifications.ts'
import { operator } from './operator.ts'
import { members, organisations, relationships, roles, roleTexts } from './organisations.ts'
import { quotas } from './quotas.ts'
import { proofs, registrations } from './registrations.ts'
import { archive, removals } from './removals.ts'
import { requests } from './requests.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { support } from './support.ts'
import { transfers } from './transfers.ts'

export const words: Words = {
  kit,
  shell,
  session,
  account,
  customers,
  devices,
  transfers,
  feeds,
  notifications,
  applications,
  members,
  organisations,
  relationships,
  proofs,
  registrations,
  removals,
  archive,
  requests,
  roles,
  roleTexts,
  accreditations,
  locations,
  activity,
  operator,
  quotas,
  support,
}
