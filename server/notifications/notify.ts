import type { NotificationKind } from '../../contract/notifications.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { insertForMembers, insertForPeople } from './queries.ts'

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
  await notifyPeople(scope, hub, [notice])
}

/** The same of several people, each with a notice of its own. */
export async function notifyPeople(
  scope: Scope,
  hub: Telling,
  notices: readonly (Notice & { person: string; organisation: string | null })[],
): Promise<void> {
  if (notices.length > 0) await insertForPeople(scope, notices)
  tellOfNotifications(scope, hub, notices)
}

/** Tells every member of the organisation who holds one of the roles that are declared for the kind; answers who that is. */
export async function notifyMembers(scope: Scope, hub: Telling, { kind, ...notice }: Notice & { organisation: string }): Promise<string[]> {
  return (await notifyOrganisations(scope, hub, kind, [notice])).map(({ person }) => person)
}

/** The same of several organisations, each with facts of its own. */
export async function notifyOrganisations(
  scope: Scope,
  hub: Telling,
  kind: Notice['kind'],
  notices: readonly (Omit<Notice, 'kind'> & { organisation: string })[],
): Promise<{ person: string; organisation: string }[]> {
  const told = notices.length === 0 ? [] : await insertForMembers(scope, kind, notices)
  tellOfNotifications(scope, hub, told)
  return told
}

/** Open pages of people for whom a door has written notifications hear of it. */
export function tellOfNotifications(scope: Scope, hub: Telling, told: readonly { person: string; organisation: string | null }[]): void {
  if (told.length === 0) return
  scope.afterCommit(() =>
    hub.live.tell(told.map(({ person, organisation }) => ({ person, kind: 'notification', organisationId: organisation, id: null }))),
  )
}
