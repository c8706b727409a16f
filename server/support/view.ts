import { record } from '../audit/index.ts'
import { supportStands } from '../platform/access/session.ts'
import type { RecordView } from '../platform/http/admit.ts'
import { notFound } from '../platform/problems.ts'

/**
 * One event for each request inside a support session, in the customer's log, committed before anything is read (R-H7): what was asked for is
 * told, whether or not it was there to be shown. 404 where the session ended meanwhile.
 */
export const recordView: RecordView = (database, actor, { operation, subject }) =>
  database.inSystem(actor.correlation, async (scope) => {
    const { acting, support } = actor
    if (!acting || !support || !(await supportStands(scope, actor, true))) throw notFound()
    scope.become(actor)
    await record(scope, {
      organisation: acting.id,
      kind: 'support_session.viewed',
      subject: subject ?? support.id,
      detail: { view: operation, session: support.id },
    })
  })
