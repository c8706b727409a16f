import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getDemonstration } from '../../contract/session.ts'
import { listDemonstrationSignIns } from '../people/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { sayIfKnown } from '../platform/words.ts'
import { nameOf } from './world.ts'

/** Sign-ins of the demonstration data, with who it is and what each may do in the reader's language; 404 on a real hub. */
export async function showDemonstration(
  scope: Scope,
  hub: Hub,
  { language }: Pick<Call, 'language'>,
): Promise<ReplyOf<typeof getDemonstration>> {
  if (!hub.demonstration) throw notFound()
  const signIns = await listDemonstrationSignIns(scope)
  return {
    signIns: signIns.map((signIn) => ({
      ...signIn,
      name: nameOf(signIn.mail),
      what: sayIfKnown(language, `demonstration/${signIn.what}`) ?? signIn.what,
    })),
  }
}
