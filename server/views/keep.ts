import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { type createView, type deleteView, type listViews, savedView, type updateView } from '../../contract/views.ts'
import type { Scope } from '../platform/database/database.ts'
import { isTaken } from '../platform/database/taken.ts'
import type { Call } from '../platform/http/bind.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { clearDefault, countViews, findView, holdViews, insertView, listOwnViews, putView, removeView, type ViewRow } from './queries.ts'

type View = ReplyOf<typeof createView>

const present = ({ is_default, ...row }: ViewRow): View => savedView.parse({ ...row, default: is_default })
const organisationOf = ({ actor }: Call) => actor.acting?.id ?? null

/** One's own views in the organisation acted for, of one list or of all. */
export async function showViews(scope: Scope, call: Call<typeof listViews>): Promise<ReplyOf<typeof listViews>> {
  const rows = await listOwnViews(scope, organisationOf(call), call.query.list ?? null)
  return { items: rows.map(present) }
}

/** Keeps a view: at most so many of a list (`views.too_many`), each with a name of its own (`views.name_taken`). No act upon others: not in the log. */
export async function keepView(scope: Scope, call: Call<typeof createView>): Promise<View> {
  const { list, name, state, default: isDefault } = call.body
  const organisation = organisationOf(call)
  await holdViews(scope, list)
  if ((await countViews(scope, organisation, list)) >= limits.savedViews)
    throw new ProblemError('views.too_many', { values: { most: limits.savedViews } })
  if (isDefault) await clearDefault(scope, organisation, list)
  return present(await named(insertView(scope, { id: newId(), organisation, list, name, state, isDefault })))
}

/** Another name, another state, or the one with which its list opens. Refuses `http.stale` and `views.name_taken`. */
export async function changeView(scope: Scope, call: Call<typeof updateView>): Promise<View> {
  const { params, body, ifMatch } = call
  const organisation = organisationOf(call)
  const there = await findView(scope, organisation, params.id)
  if (!there) throw notFound()
  await holdViews(scope, there.list)
  // As it is now that nobody else changes it.
  const found = await findView(scope, organisation, params.id)
  if (!found) throw notFound()
  if (ifMatch !== null && ifMatch !== found.revision) throw new ProblemError('http.stale')
  if (body.default && !found.is_default) await clearDefault(scope, organisation, found.list)
  const next = { ...found, name: body.name ?? found.name, state: body.state ?? found.state, is_default: body.default ?? found.is_default }
  return present(await named(putView(scope, next)))
}

/** Forgets a view. */
export async function forgetView(scope: Scope, call: Call<typeof deleteView>): Promise<undefined> {
  if (!(await removeView(scope, organisationOf(call), call.params.id))) throw notFound()
}

async function named(written: Promise<ViewRow>): Promise<ViewRow> {
  try {
    return await written
  } catch (error) {
    if (isTaken(error, 'saved_view_name')) throw new ProblemError('views.name_taken')
    throw error
  }
}
