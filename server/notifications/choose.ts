import type { ReplyOf } from '../../contract/endpoint.ts'
import type { chooseNotifications, getNotificationChoices } from '../../contract/notifications.ts'
import { recordForPerson } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { ProblemError } from '../platform/problems.ts'
import { findChoices, keepChoices } from './queries.ts'
import { presentChoices } from './rules.ts'

type Choices = ReplyOf<typeof getNotificationChoices>

/** How one hears of each kind that one's roles bring, over all memberships, or running the hub does (R-N1). */
export async function showChoices(scope: Scope, _call: Call<typeof getNotificationChoices>): Promise<Choices> {
  return presentChoices(await findChoices(scope), scope.actor.person?.operator === true)
}

/** Chooses for the kinds that are named; refuses `http.stale` where somebody chose since. An act on one's own account (R-A6): that they chose, not what. */
export async function chooseWays(scope: Scope, { body, ifMatch }: Call<typeof chooseNotifications>): Promise<Choices> {
  const ways = Object.fromEntries(body.items.map(({ kind, way }) => [kind, way]))
  if (!(await keepChoices(scope, ways, ifMatch ?? 0))) throw new ProblemError('http.stale')
  await recordForPerson(scope, scope.actor, 'account.notifications_chosen')
  return presentChoices(await findChoices(scope), scope.actor.person?.operator === true)
}
