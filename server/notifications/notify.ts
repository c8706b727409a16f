import type { NotificationKind } from '../../contract/notifications.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { insertForMembers, insertForPerson } from './queries.ts'

/** What is told. The reader's words come from `notifications/<kind>` with the payload; facts only, never sentences. */
export type Notice = {
  kind: NotificationKind
  payload: Record<string, string | number>
  /** A path of the pages, without the organisation's part: `/transfers/…`. */
  link: string | null
}

type Telling = Pick<Hub, 'live'>

/** Tells one person something about an organisation that they are a member of; null where it is about none. */
export async function notifyPerson(
  scope: Scope,
  hub: Telling,
  notice: Notice & { person: string; organisation: string | null },
): Promise<void> {
  await insertForPerson(scope, notice)
  tellAfterCommit(scope, hub, notice.organisation, [notice.person])
}

/** Tells every member of the organisation who holds one of the roles that are declared for the kind; answers who that is. */
export async function notifyMembers(scope: Scope, hub: Telling, notice: Notice & { organisation: string }): Promise<string[]> {
  const told = await insertForMembers(scope, notice)
  tellAfterCommit(scope, hub, notice.organisation, told)
  return told
}

function tellAfterCommit(scope: Scope, hub: Telling, organisation: string | null, people: readonly string[]): void {
  tellOfNotifications(
    scope,
    hub,
    people.map((person) => ({ person, organisation })),
  )
}

/** Open pages of people for whom a door has written notifications hear of it. */
export function tellOfNotifications(scope: Scope, hub: Telling, told: readonly { person: string; organisation: string | null }[]): void {
  if (told.length === 0) return
  scope.afterCommit(() =>
    hub.live.tell(told.map(({ person, organisation }) => ({ person, kind: 'notification', organisationId: organisation, id: null }))),
  )
}
