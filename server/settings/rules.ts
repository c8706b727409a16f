import type { z } from 'zod'
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import { type changeHubSettings, type getHub, type getHubSettings, unnamedHub } from '../../contract/hub-settings.ts'

export type Settings = ReplyOf<typeof getHubSettings>
type Change = BodyOf<typeof changeHubSettings>
type Kept = Settings['announcement']
export type Announcement = NonNullable<Settings['announcement']>
type Shown = z.output<(typeof getHub)['reply']>

/** What the hub is called, also where its operator gave it no name. */
export function nameOf({ name }: Pick<Settings, 'name'>): string {
  return name ?? unnamedHub
}

/** What everybody may know of them at that time: an announcement only while it is in force. */
export function shownAt(settings: Settings, now: Date): Shown {
  const { help, language, announcement } = settings
  return { name: nameOf(settings), help, language, announcement: announcement && isInForce(announcement, now) ? announcement : null }
}

function isInForce({ from, until }: Announcement, now: Date): boolean {
  return (from === null || Date.parse(from) <= now.getTime()) && (until === null || Date.parse(until) > now.getTime())
}

/** The settings once a change is made; what was not sent stays. An announcement in other words is another one: `fresh` is its id. */
export function changed(before: Settings, change: Change, fresh: string): Settings {
  const { name = before.name, language = before.language } = change
  const { mail = before.help.mail, link = before.help.link } = change.help ?? {}
  return { ...before, name, language, help: { mail, link }, announcement: announced(before.announcement, change.announcement, fresh) }
}

function announced(before: Kept, asked: Change['announcement'], fresh: string): Kept {
  if (asked === undefined) return before
  if (asked === null) return null
  const same = before !== null && before.level === asked.level && wordsOf(before) === wordsOf(asked)
  return { ...asked, id: same ? before.id : fresh }
}

/** In all the languages in which it was written. */
export function wordsOf({ texts }: Pick<Announcement, 'texts'>): string {
  const { en, fr, de } = texts
  return [en, fr, de].filter((text) => text !== null).join(' · ')
}

/** It ends after it begins, and not before anybody could read it. */
export function timesFit({ from, until }: Pick<Announcement, 'from' | 'until'>, now: Date): boolean {
  return until === null || Date.parse(until) > Math.max(now.getTime(), from === null ? 0 : Date.parse(from))
}
