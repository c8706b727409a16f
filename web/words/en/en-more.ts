import { accreditations, locations } from './accreditations.ts'
import { activity } from './activity.ts'
import { customers } from './customers.ts'
import { devices } from './devices.ts'
import { feeds } from './feeds.ts'
import { home } from './home.ts'
import { notifications } from './notifications.ts'
import { operator } from './operator.ts'
import { members, organisations, relationships, roleTexts } from './organisations.ts'
import { palette } from './palette.ts'
import { quotas } from './quotas.ts'
import { proofs, registrations } from './registrations.ts'
import { archive, removals } from './removals.ts'
import { requests } from './requests.ts'
import { support } from './support.ts'
import { transfers } from './transfers.ts'
import { views } from './views.ts'

/** What every other page says. */
export const words = {
  home,
  palette,
  customers,
  devices,
  transfers,
  feeds,
  notifications,
  members,
  organisations,
  relationships,
  proofs,
  registrations,
  removals,
  archive,
  requests,
  roleTexts,
  accreditations,
  locations,
  activity,
  operator,
  quotas,
  support,
  views,
}
