import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { changeHubSettings, getHub } from '../../contract/hub-settings.ts'
import { type AuditEntry, hubLog, record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { currentSettings, forgetSettings } from './current.ts'
import { findSettings, writeSettings } from './queries.ts'
import { type Announcement, changed, nameOf, type Settings, shownAt, timesFit, wordsOf } from './rules.ts'

/** What anybody may know of them, from memory: pages ask often. */
export async function showHub(hub: Hub): Promise<ReplyOf<typeof getHub>> {
  return shownAt(await currentSettings(hub), hub.clock.now())
}

/**
 * Changes what was sent of the settings, each with its old and new value in the hub's own log (R-A6). Refuses `hub.announcement_times`, an
 * announcement without words, and `http.stale` where the settings are at another revision than `expected` (null = any). Scope: `operator`, or
 * `system` for the command line.
 */
export async function changeSettings(
  scope: Scope,
  hub: Pick<Hub, 'database' | 'clock'>,
  { body, expected }: { body: BodyOf<typeof changeHubSettings>; expected: number | null },
): Promise<Settings> {
  const asked = body.announcement
  if (asked && wordsOf(asked) === '') throw new ProblemError('http.invalid', { fields: [{ path: 'announcement.texts', code: 'required' }] })
  if (asked && !timesFit(asked, hub.clock.now())) throw new ProblemError('hub.announcement_times')
  const before = await findSettings(scope)
  if (expected !== null && expected !== before.revision) throw new ProblemError('http.stale')
  const after = changed(before, body, newId())
  const events = eventsOf(before, after)
  if (events.length === 0) return before
  if (!(await writeSettings(scope, after))) throw new ProblemError('http.stale')
  await record(scope, ...events)
  scope.afterCommit(() => forgetSettings(hub.database))
  return { ...after, revision: before.revision + 1 }
}

const nothing = '–'

/** One for each setting that is another now. */
function eventsOf(before: Settings, after: Settings): AuditEntry[] {
  const said: Pick<AuditEntry, 'kind' | 'detail'>[] = []
  if (before.name !== after.name) said.push({ kind: 'hub.named', detail: { name: nameOf(after), was: nameOf(before) } })
  const [help, was] = [after, before].map(({ help: { mail, link } }) => [mail, link].filter(Boolean).join(' · ') || nothing)
  if (help !== was) said.push({ kind: 'hub.help_changed', detail: { help: help ?? nothing, was: was ?? nothing } })
  if (before.language !== after.language) {
    const detail = { language: after.language ?? 'inviter', formerLanguage: before.language ?? 'inviter' }
    said.push({ kind: 'hub.language_set', detail })
  }
  if (JSON.stringify(before.announcement) !== JSON.stringify(after.announcement))
    said.push(eventOfAnnouncement(before.announcement, after.announcement))
  return said.map((event) => ({ organisation: hubLog, ...event }))
}

function eventOfAnnouncement(before: Announcement | null, after: Announcement | null): Pick<AuditEntry, 'kind' | 'detail'> {
  const former = before && { was: wordsOf(before), formerLevel: before.level, formerFrom: before.from, formerUntil: before.until }
  if (!after) return { kind: 'hub.announcement_ended', detail: former ?? {} }
  const { level, from, until } = after
  const kind = former ? 'hub.announcement_changed' : 'hub.announced'
  return { kind, detail: { text: wordsOf(after), level, from, until, ...former } }
}
