// Commands about what the operator sets for the whole hub.
import { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { type BodyInputOf, languages } from '../../contract/endpoint.ts'
import {
  announcementLevels,
  changeHubSettings,
  type getHubSettings,
  getHubSettings as readSettings,
  unnamedHub,
} from '../../contract/hub-settings.ts'
import { Misunderstood, type Options, type Told } from './command.ts'
import { asOperator } from './place.ts'

type Settings = ReplyOf<typeof getHubSettings>

function tell(settings: Settings): Told {
  const { name, help, language, announcement } = settings
  const texts = announcement ? languages.flatMap((of) => (announcement.texts[of] ? [`  ${of}: ${announcement.texts[of]}`] : [])) : []
  const times = announcement
    ? `${announcement.level}, from ${announcement.from ?? 'at once'} until ${announcement.until ?? 'taken back'}`
    : 'none'
  const lines = [
    `Name: ${name ?? `${unnamedHub} (nobody has named it)`}`,
    `Help: ${[help.mail, help.link].filter(Boolean).join(', ') || 'none'}`,
    `Language for people whose own is not known: ${language ?? 'that of whoever invites'}`,
    `Announcement: ${times}`,
    ...texts,
  ]
  return { text: lines.join('\n'), json: settings }
}

export async function show(): Promise<Told> {
  return tell(await asOperator(({ call }) => call(readSettings, {})))
}

function change(body: BodyInputOf<typeof changeHubSettings>): Promise<Told> {
  return asOperator(async ({ call }) => tell(await call(changeHubSettings, { body })))
}

/** `none` takes away. */
function orNone(text: string | undefined): string | null | undefined {
  return text === 'none' ? null : text
}

export async function set(options: Options): Promise<Told> {
  const mail = orNone(options['help-mail'])
  const link = orNone(options['help-link'])
  const language = z.enum(languages).nullish().safeParse(orNone(options.language))
  const name = orNone(options.name)
  if (!language.success || [mail, link, name, language.data].every((said) => said === undefined))
    throw new Misunderstood('What? --name NAME, --help-mail MAIL, --help-link URL, --language en, fr or de; `none` takes it away.')
  return change({ name, language: language.data, help: { mail, link } })
}

export async function announce({ en, fr, de, level = 'info', from, until }: Options): Promise<Told> {
  const asked = z
    .object({ level: z.enum(announcementLevels), from: z.iso.datetime().optional(), until: z.iso.datetime().optional() })
    .safeParse({ level, from, until })
  if (!asked.success || [en, fr, de].every((text) => text === undefined))
    throw new Misunderstood('What? --en TEXT --fr TEXT --de TEXT, --level info or warning, --from and --until as 2027-01-31T20:00:00Z.')
  return change({ announcement: { texts: { en, fr, de }, ...asked.data } })
}

export function endAnnouncement(): Promise<Told> {
  return change({ announcement: null })
}
