import type { changePassword } from '../../contract/accounts.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { hashPassword } from './hash-password.ts'
import { provePassword, signedIn } from './prove.ts'
import { setPassword } from './secret-queries.ts'
import { tellOfPassword } from './tell-person.ts'

/** Changes one's own password, with the one of now; all other sessions end at their next request. Refuses what `provePassword` refuses. */
export async function changeOwnPassword(hub: Hub, call: Call<typeof changePassword>): Promise<undefined> {
  const person = signedIn(call.actor)
  await provePassword(hub, call.actor, call.body.current)
  const passwordHash = await hashPassword(hub, call.body.password)
  await hub.database.inSystem(call.actor.correlation, async (scope) => {
    await setPassword(scope, { person: person.id, passwordHash, keptSession: call.actor.session })
    await tellOfPassword(scope, hub, person, 'account.password_changed')
  })
}
