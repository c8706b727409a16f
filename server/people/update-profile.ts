import type { ReplyOf } from '../../contract/endpoint.ts'
import type { updateMe } from '../../contract/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { needTimeZone } from './need-time-zone.ts'
import { updatePerson } from './queries.ts'
import { presentProfile } from './show-session.ts'

/** Changes one's own name, language, time zone or phone; what is left out stays. What organisations call their member is theirs. */
export async function updateProfile(scope: Scope, call: Call<typeof updateMe>): Promise<ReplyOf<typeof updateMe>> {
  const { timeZone } = call.body
  if (timeZone !== undefined) needTimeZone(timeZone)
  return presentProfile(await updatePerson(scope, call.body))
}
