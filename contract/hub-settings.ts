import { z } from 'zod'
import { endpoint, id, instant, language, line, mailAddress, prose } from './endpoint.ts'
import { limits } from './limits.ts'

/** What a hub is called that nobody has named. */
export const unnamedHub = 'Steward'

export const announcementLevels = ['info', 'warning'] as const

const announcementText = prose.min(1).max(limits.announcementCharacters).nullable()
/** By language; whoever reads another one gets the hub's own, else the first that there is. */
const texts = z.object({ en: announcementText.default(null), fr: announcementText.default(null), de: announcementText.default(null) })

/** Null = at once, and until it is taken back. */
const times = { from: instant.nullable().default(null), until: instant.nullable().default(null) }

export const announcement = z.object({ texts, level: z.enum(announcementLevels), ...times })

/** Leads out of the house, so only where nobody on the way reads along, and never past a name that it only pretends to be. */
const helpLink = line
  .max(limits.helpLinkCharacters)
  .regex(/^https:\/\/[^\s@\\]+$/i)
  .pipe(z.url({ protocol: /^https$/ }))

const help = z.object({ mail: mailAddress.nullable(), link: helpLink.nullable() })

export const hubSettings = z.object({
  /** Null: “Steward”, and mails come from whom MAIL_FROM names. */
  name: line.min(1).max(limits.hubNameCharacters).nullable(),
  /** Where people get help with this hub. */
  help,
  /** For people of whom the hub knows no language; null: that of whoever invites them, else English. */
  language: language.nullable(),
  announcement: announcement.nullable(),
})

const keptSettings = hubSettings.extend({ announcement: announcement.extend({ id }).nullable(), revision: z.number().int() })

export const getHub = endpoint({
  name: 'getHub',
  method: 'GET',
  path: '/hub',
  summary: 'What the hub is called, where one gets help, and what is announced now',
  access: 'public',
  writes: 'none',
  reply: z.object({
    name: z.string(),
    help,
    /** Null where whoever runs the hub chose none. */
    language: language.nullable(),
    /** `id`: another one once its words have changed, so that it is shown again to those who closed it. */
    announcement: announcement.omit({ from: true }).extend({ id }).nullable(),
  }),
})

export const getHubSettings = endpoint({
  name: 'getHubSettings',
  method: 'GET',
  path: '/operator/settings',
  summary: 'The settings of the hub',
  access: 'operator',
  writes: 'none',
  reply: keptSettings,
})

export const changeHubSettings = endpoint({
  name: 'changeHubSettings',
  method: 'PATCH',
  path: '/operator/settings',
  summary: 'Change the settings of the hub; on every server in force within seconds',
  access: 'operator',
  writes: 'hub',
  ifMatch: 'accepted',
  body: hubSettings.extend({ help: help.partial() }).partial(),
  reply: keptSettings,
  problems: ['http.stale', 'hub.announcement_times'],
})
