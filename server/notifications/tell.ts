import type { NotificationKind } from '../../contract/notifications.ts'
import type { Role } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'

type News = {
  /** What it is about: the organisation acted for when the person follows the link. */
  organisation: string
  kind: NotificationKind
  /** Values of its sentence in contract/words, `notifications`. */
  payload: Record<string, string | number>
  /** A path of the pages below `/o/<organisation>`. */
  link: string | null
}

export async function notifyPerson(scope: Scope, hub: Hub, news: News & { person: string }): Promise<void> {
  const { person, organisation, kind, payload, link } = news
  await scope.run(sql`select door.notify_person(${person}, ${organisation}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${link})`)
  ring(scope, hub, organisation, [person])
}

/** Everybody in the organisation who holds one of the roles. */
export async function notifyMembers(scope: Scope, hub: Hub, news: News & { roles: readonly Role[] }): Promise<void> {
  const { roles, organisation, kind, payload, link } = news
  const told = await scope.all<{ person: string }>(
    sql`select notify_members as person from door.notify_members(${organisation}, ${[...roles]}::text[], ${kind}, ${JSON.stringify(payload)}::jsonb, ${link})`,
  )
  ring(
    scope,
    hub,
    organisation,
    told.map((one) => one.person),
  )
}

function ring(scope: Scope, hub: Hub, organisationId: string, people: readonly string[]): void {
  scope.afterCommit(() => hub.live.tell(people.map((person) => ({ person, kind: 'notification', organisationId, id: null }))))
}
