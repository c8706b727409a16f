import { createView, deleteView, listViews, updateView } from '../../contract/views.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { changeView, forgetView, keepView, showViews } from './keep.ts'

export function viewsRoutes(): readonly Bound[] {
  return [bind(listViews, showViews), bind(createView, keepView), bind(updateView, changeView), bind(deleteView, forgetView)]
}
