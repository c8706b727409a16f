import { applicationsJobs } from './applications/jobs.ts'
import { applicationsRoutes } from './applications/routes.ts'
import { applicationsJobBindings, applicationsTimers } from './applications/work.ts'
import { auditRoutes } from './audit/routes.ts'
import { auditTimers } from './audit/timers.ts'
import { consentRoutes } from './consent/routes.ts'
import { consentTimers } from './consent/timers.ts'
import { customersRoutes } from './customers/routes.ts'
import { demonstrationRoutes } from './demonstration/routes.ts'
import { devicesJobBindings, devicesJobs } from './devices/jobs.ts'
import { devicesRoutes } from './devices/routes.ts'
import { devicesTimers } from './devices/timers.ts'
import { feedJobBindings, feedJobs, feedTimers } from './feed/jobs.ts'
import { feedRoutes } from './feed/routes.ts'
import { jobsRoutes } from './jobs/routes.ts'
import { mailJobBindings, mailJobs } from './mail/jobs.ts'
import { notificationsRoutes } from './notifications/routes.ts'
import { notificationsTimers } from './notifications/timers.ts'
import { operatorRoutes } from './operator/routes.ts'
import { dealingsRoutes } from './organisations/dealings-routes.ts'
import { organisationsRoutes } from './organisations/routes.ts'
import { organisationsTimers } from './organisations/timers.ts'
import { peopleJobs } from './people/jobs.ts'
import { peopleRoutes } from './people/routes.ts'
import { peopleJobBindings, peopleTimers } from './people/work.ts'
import type { Bound } from './platform/http/bind.ts'
import type { Hub } from './platform/hub.ts'
import type { Job, JobBinding, Timer } from './platform/jobs.ts'
import { quotaRoutes } from './quota/routes.ts'
import { quotaTimers } from './quota/timers.ts'
import { registrationRoutes } from './registration/routes.ts'
import { removalRoutes } from './removal/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { supportRoutes } from './support/routes.ts'
import { supportTimers } from './support/timers.ts'
import { transfersJobs } from './transfers/jobs.ts'
import { transfersRoutes } from './transfers/routes.ts'
import { transfersJobBindings, transfersTimers } from './transfers/work.ts'
import { upkeepTimers } from './upkeep/timers.ts'
import { viewsRoutes } from './views/routes.ts'

export type Feature = {
  /** Features whose front door (`index.ts`) this one may use; no cycles. `tools/walls.ts` holds the imports against it. */
  uses: readonly string[]
  routes?: (hub: Hub) => readonly Bound[]
  jobs?: readonly Job[]
  jobBindings?: (hub: Hub) => readonly JobBinding[]
  timers?: (hub: Hub) => readonly Timer[]
}

/** The table of the house: each feature, whom it may use, and what it brings. */
export const features: Readonly<Record<string, Feature>> = {
  audit: { uses: [], routes: auditRoutes, timers: auditTimers },
  notifications: { uses: ['audit', 'mail'], routes: notificationsRoutes, timers: notificationsTimers },
  settings: { uses: ['audit'], routes: settingsRoutes },
  mail: { uses: ['settings'], jobs: mailJobs, jobBindings: mailJobBindings },
  people: {
    uses: ['audit', 'devices', 'mail', 'notifications'],
    routes: peopleRoutes,
    jobs: peopleJobs,
    jobBindings: peopleJobBindings,
    timers: peopleTimers,
  },
  organisations: {
    uses: ['audit', 'devices', 'mail', 'notifications', 'people', 'settings'],
    routes: (hub) => [...organisationsRoutes(hub), ...dealingsRoutes(hub)],
    timers: organisationsTimers,
  },
  applications: {
    uses: ['audit', 'mail', 'notifications', 'organisations', 'people'],
    routes: applicationsRoutes,
    jobs: applicationsJobs,
    jobBindings: applicationsJobBindings,
    timers: applicationsTimers,
  },
  customers: { uses: ['audit', 'mail', 'organisations'], routes: customersRoutes },
  devices: { uses: ['audit'], routes: devicesRoutes, jobs: devicesJobs, jobBindings: devicesJobBindings, timers: devicesTimers },
  registration: { uses: ['audit', 'devices', 'notifications'], routes: registrationRoutes },
  removal: { uses: ['audit', 'devices', 'notifications', 'transfers'], routes: removalRoutes },
  feed: {
    uses: ['audit', 'notifications', 'organisations'],
    routes: feedRoutes,
    jobs: feedJobs,
    jobBindings: feedJobBindings,
    timers: feedTimers,
  },
  consent: { uses: ['audit', 'notifications'], routes: consentRoutes, timers: consentTimers },
  transfers: {
    uses: ['audit', 'consent', 'notifications'],
    routes: transfersRoutes,
    jobs: transfersJobs,
    jobBindings: transfersJobBindings,
    timers: transfersTimers,
  },
  jobs: { uses: [], routes: jobsRoutes },
  operator: { uses: ['audit', 'people'], routes: operatorRoutes },
  support: { uses: ['audit', 'notifications'], routes: supportRoutes, timers: supportTimers },
  quota: { uses: ['audit', 'notifications'], routes: quotaRoutes, timers: quotaTimers },
  views: { uses: [], routes: viewsRoutes },
  upkeep: { uses: [], timers: upkeepTimers },
  demonstration: { uses: ['people'], routes: demonstrationRoutes },
}

const all = Object.values(features)

export function allRoutes(hub: Hub): readonly Bound[] {
  return all.flatMap((feature) => feature.routes?.(hub) ?? [])
}
export const allJobs: readonly Job[] = all.flatMap((feature) => feature.jobs ?? [])
export function allJobBindings(hub: Hub): readonly JobBinding[] {
  return all.flatMap((feature) => feature.jobBindings?.(hub) ?? [])
}
export function allTimers(hub: Hub): readonly Timer[] {
  return all.flatMap((feature) => feature.timers?.(hub) ?? [])
}
