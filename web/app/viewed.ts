import type { SavedList } from '../../contract/views.ts'

/** Pages that open by a view, by their paths. */
export const viewedLists: Readonly<Record<string, SavedList>> = {
  '/devices': 'devices',
  '/unassigned': 'devices',
  '/own': 'devices',
  '/customers': 'customers',
  '/transfers': 'transfers',
  '/feeds': 'feeds',
  '/held': 'held',
  '/members': 'members',
  '/relationships': 'relationships',
  '/accreditations': 'accreditations',
  '/applications': 'applications',
  '/requests': 'requests',
  '/organisations': 'organisations',
  '/activity': 'activity',
}

/** Whether the page at this address, and no other, is the list that a view may open. */
export function opensHere(pathname: string, list: SavedList): boolean {
  return Object.entries(viewedLists).some(([path, one]) => one === list && pathname.endsWith(path))
}

/** Whether a view may open the page at this address at all. */
export function mayOpenByView(pathname: string): boolean {
  return Object.keys(viewedLists).some((path) => pathname.endsWith(path))
}
