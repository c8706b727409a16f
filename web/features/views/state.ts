// What a view keeps of the address of a list, and back. Pure.
import type { ViewState } from '../../../contract/views.ts'
import { type Filter, filterNames } from '../../app/listing.ts'
import type { Search } from '../../app/search.ts'

/** The state that the address says. */
export function stateOf(search: Search): ViewState {
  const filters = Object.fromEntries(filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])))
  return {
    ...(search.columns === undefined ? {} : { columns: search.columns.split('.') }),
    ...(search.sort === undefined ? {} : { sort: search.sort }),
    ...(Object.keys(filters).length > 0 ? { filters } : {}),
  }
}

/** The address that says this state, and nothing of another. */
export function searchOf({ columns, sort, filters }: ViewState): Pick<Search, 'columns' | 'sort' | Filter> {
  return {
    columns: columns?.join('.'),
    sort,
    ...Object.fromEntries(filterNames.map((name) => [name, filters?.[name]])),
  }
}

export function isSame(one: ViewState, other: ViewState): boolean {
  const [here, there]: Record<string, string | undefined>[] = [searchOf(one), searchOf(other)]
  return Object.entries(here ?? {}).every(([name, value]) => there?.[name] === value)
}
