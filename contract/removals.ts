import { z } from 'zod'
import { endpoint, id, instant, line, page, pageQuery, sought } from './endpoint.ts'
import { limits } from './limits.ts'

export const removalOutcomes = ['removed', 'not_found', 'not_allowed', 'hosts_others'] as const

export const removal = z.object({
  id,
  /** How many were removed. */
  devices: z.number().int(),
  /** Some of their serial numbers, three at most. */
  serialNumbers: z.array(z.string()),
  /** A person of the reader's organisation by name, anybody else by their organisation. */
  removedBy: z.string(),
  removedAt: instant,
  undoUntil: instant,
  /** How many came back; null while nobody took it back. */
  restored: z.number().int().nullable(),
  can: z.object({ undo: z.boolean() }),
})

const chosen = {
  /** Where they are: a Customer ID, `unassigned` or `own`. */
  tenant: line.max(40),
  /** The Customer ID of that tenant, typed by the person who removes: whoever mistakes the list notices it here. */
  confirmation: line.max(64),
}

export const removeDevices = endpoint({
  name: 'removeDevices',
  method: 'POST',
  path: '/removals',
  summary: 'Remove devices from one tenant: picked ones, or what a filter shows but for exceptions; can be undone for a time',
  access: { permission: 'device.remove' },
  writes: 'hub',
  idempotent: true,
  body: z.union([
    z.strictObject({ ...chosen, devices: z.array(id).min(1).max(limits.chunkRows) }),
    z.strictObject({
      ...chosen,
      filter: z.strictObject({
        q: sought(64).optional(),
        model: sought(200).optional(),
        archived: z.enum(['without', 'only']).optional(),
      }),
      except: z.array(id).max(limits.chunkRows).optional(),
    }),
  ]),
  reply: z.object({
    outcomes: z.partialRecord(z.enum(removalOutcomes), z.number().int()),
    /** Null where nothing was removed. */
    removal: removal.nullable(),
  }),
  problems: ['removals.not_confirmed', 'removals.too_many'],
})

export const listRemovals = endpoint({
  name: 'listRemovals',
  method: 'GET',
  path: '/removals',
  summary: 'Removals from one tenant, newest first: of the own tenant all, of a customer’s those by the organisation acted for',
  access: { permission: 'device.remove' },
  writes: 'none',
  query: pageQuery.extend({ tenant: line.max(40) }),
  reply: page(removal),
})

export const undoRemoval = endpoint({
  name: 'undoRemoval',
  method: 'POST',
  path: '/removals/{id}/undo',
  summary:
    'Take a removal back in time: what has no other record in its place comes back; one with proof takes an unproven one’s place (R-D11)',
  access: { permission: 'device.remove' },
  writes: 'hub',
  params: z.object({ id }),
  reply: removal,
  problems: ['removals.not_undoable', 'removals.places_taken'],
})
