// Every endpoint of the hub, in one list: the walk, the document and the SDK are made from it.
import * as accounts from './accounts.ts'
import * as applications from './applications.ts'
import * as audit from './audit.ts'
import * as consents from './consents.ts'
import * as customers from './customers.ts'
import * as dealings from './dealings.ts'
import * as deviceRegistrations from './device-registrations.ts'
import * as devices from './devices.ts'
import type { Endpoint } from './endpoint.ts'
import * as feeds from './feeds.ts'
import * as hubSettings from './hub-settings.ts'
import * as jobs from './jobs.ts'
import * as notifications from './notifications.ts'
import * as operator from './operator.ts'
import * as organisations from './organisations.ts'
import * as quotas from './quotas.ts'
import * as registrations from './registrations.ts'
import * as removals from './removals.ts'
import * as session from './session.ts'
import * as supportSessions from './support-sessions.ts'
import * as transfers from './transfers.ts'
import * as views from './views.ts'

const features = {
  session,
  accounts,
  registrations,
  applications,
  organisations,
  dealings,
  customers,
  devices,
  deviceRegistrations,
  removals,
  feeds,
  transfers,
  consents,
  notifications,
  audit,
  jobs,
  operator,
  supportSessions,
  hubSettings,
  quotas,
  views,
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
}

export const endpoints: readonly Endpoint[] = Object.values(features).flatMap((feature) =>
  Object.values<unknown>(feature).filter(isEndpoint),
)
