import type { QueryClient } from '@tanstack/react-query'
import { listViews } from '../../../contract/views.ts'
import { readKey } from '../../app/reading.ts'
import type { Search } from '../../app/search.ts'
import { actingIn } from '../../app/session.ts'
import { viewedLists } from '../../app/viewed.ts'
import { call } from '../../call.ts'
import { searchOf } from './state.ts'

export const viewsStaleMilliseconds = 5 * 60_000

/** How a list opens for whoever has chosen a view for that: what the address is to say. Where the hub does not answer it opens whole. */
export async function openingSearch(queries: QueryClient, path: string, place: string | undefined): Promise<Partial<Search> | undefined> {
  const list = viewedLists[path]
  if (!list) return undefined
  const input = { query: { list } }
  const views = await queries
    .fetchQuery({
      queryKey: readKey(place, listViews, input),
      queryFn: () => call(listViews, input, actingIn(place)),
      staleTime: viewsStaleMilliseconds,
    })
    .catch(() => undefined)
  const opens = views?.items.find((view) => view.default)
  if (!opens) return undefined
  // A holding tenant shows no archive, and no way out of it.
  return path === '/unassigned' ? { ...searchOf(opens.state), filter: undefined } : searchOf(opens.state)
}
