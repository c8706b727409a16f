import type { readAllNotifications, readNotification } from '../../contract/notifications.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { markAllRead, markRead } from './queries.ts'

/** Marks one as read, again and again if need be; 404 for anybody else's (R-A2). The person's other tabs follow. */
export async function readOne(hub: Hub, scope: Scope, { params }: Call<typeof readNotification>): Promise<undefined> {
  if (!(await markRead(scope, params.id))) throw notFound()
  followInOtherTabs(hub, scope, params.id)
}

/** Marks all as read. The person's other tabs follow. */
export async function readAll(hub: Hub, scope: Scope, _call: Call<typeof readAllNotifications>): Promise<undefined> {
  if ((await markAllRead(scope)) > 0) followInOtherTabs(hub, scope, null)
}

function followInOtherTabs(hub: Hub, scope: Scope, id: string | null): void {
  const person = scope.actor.person?.id
  if (person) scope.afterCommit(() => hub.live.tell([{ person, kind: 'notification', organisationId: null, id }]))
}
