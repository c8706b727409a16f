import { z } from 'zod'
import { endpoint, id, line, noReply } from './endpoint.ts'
import { limits } from './limits.ts'

/** Lists of which people keep views. */
export const savedLists = [
  'devices',
  'customers',
  'transfers',
  'transfer_rows',
  'feeds',
  'feed_rows',
  'held',
  'removals',
  'requests',
  'members',
  'relationships',
  'accreditations',
  'organisations',
  'applications',
  'jobs',
  'activity',
] as const
export type SavedList = (typeof savedLists)[number]

const name = line.min(1).max(60)
const key = z.string().regex(/^\w{1,40}$/)

/** What the pages show a list by; what a page does not know any more it passes over. */
export const viewState = z.strictObject({
  /** The columns that are shown; absent = all. */
  columns: z.array(key).max(40).optional(),
  /** A field of the list, with `-` in front the other way round. */
  sort: z
    .string()
    .regex(/^-?\w{1,40}$/)
    .optional(),
  /** By their names in the address of the page: `q`, `filter`, and what the list has besides. */
  filters: z
    .record(key, line.min(1).max(200))
    .refine((filters) => Object.keys(filters).length <= limits.viewFilters)
    .optional(),
})
export type ViewState = z.output<typeof viewState>

export const savedView = z.object({
  id,
  list: z.enum(savedLists),
  name: z.string(),
  state: viewState,
  /** With which the list opens; one at most. */
  default: z.boolean(),
  revision: z.number().int(),
})

const own = { access: 'person', writes: 'own' } as const

export const listViews = endpoint({
  name: 'listViews',
  method: 'GET',
  path: '/views',
  summary: "One's own views of lists in the organisation acted for, by name; at most 20 of each list",
  access: 'person',
  writes: 'none',
  query: z.object({ list: z.enum(savedLists).optional() }),
  reply: z.object({ items: z.array(savedView) }),
})

export const createView = endpoint({
  ...own,
  name: 'createView',
  method: 'POST',
  path: '/views',
  summary: 'Keep a view of a list for oneself: columns, order and filters under a name',
  body: z.strictObject({ list: z.enum(savedLists), name, state: viewState, default: z.boolean().default(false) }),
  reply: savedView,
  status: 201,
  problems: ['views.too_many', 'views.name_taken'],
})

const one = z.object({ id })

export const updateView = endpoint({
  ...own,
  name: 'updateView',
  method: 'PATCH',
  path: '/views/{id}',
  summary: 'Give a view another name or state, or make it the one with which its list opens',
  ifMatch: 'accepted',
  params: one,
  body: z.strictObject({ name, state: viewState, default: z.boolean() }).partial(),
  reply: savedView,
  problems: ['views.name_taken', 'http.stale'],
})

export const deleteView = endpoint({
  ...own,
  name: 'deleteView',
  method: 'DELETE',
  path: '/views/{id}',
  summary: 'Forget a view',
  params: one,
  reply: noReply,
  status: 204,
})
