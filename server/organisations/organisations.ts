import type { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  organisationCard,
  organisationDetail,
  updateOrganisation,
} from '../../contract/organisations.ts'
import { lastAdministrator } from '../../contract/permissions.ts'
import { record } from '../audit/index.ts'
import { needTimeZone } from '../people/index.ts'
import { hasPermission } from '../platform/access/session.ts'
import { type Actor, seesAsAdministrator } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { isTaken } from '../platform/database/taken.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { inviteInto, nameOfOperator } from './invite-member.ts'
import { actingFor } from './members.ts'
import {
  type CardRow,
  changeOwnCard,
  changeOwnDetails,
  type DetailRow,
  findCard,
  findOwnDetail,
  insertOrganisation,
  listCards,
} from './queries.ts'
import { changePolicy, presentPolicy } from './sign-in-policy.ts'

/** Cards by name: of those one has dealings with, the own one only where the permission reaches no further, for the operator all. */
export async function listOrganisationCards(
  scope: Scope,
  call: Call<typeof listOrganisations>,
): Promise<ReplyOf<typeof listOrganisations>> {
  const { limit, cursor, q, kind } = call.query
  const only = call.extent === 'x' ? null : (scope.actor.acting?.id ?? null)
  const rows = await listCards(scope, { after: readCursor(cursor, 2), limit, q: q || null, kind: kind ?? null, only })
  return pageOf(rows, limit, presentCard, (row) => [row.name_key, row.id])
}

/** The own organisation whole, any other with which there are dealings as a card; 404 else (R-A2). */
export async function readOrganisation(scope: Scope, call: Call<typeof getOrganisation>): Promise<ReplyOf<typeof getOrganisation>> {
  const { id } = call.params
  const own = id === scope.actor.acting?.id
  // An end user sees the card of the own organisation too.
  if (own && seesAsAdministrator(scope.actor)) return readOwn(scope)
  const card = own || call.extent === 'x' ? await findCard(scope, id) : undefined
  if (!card) throw notFound()
  return presentCard(card)
}

/** Changes the organisation acted for; 404 for any other, 412 where it was changed since. */
export async function changeOrganisation(scope: Scope, call: Call<typeof updateOrganisation>): Promise<ReplyOf<typeof updateOrganisation>> {
  const acting = actingFor(scope)
  if (call.params.id !== acting.id) throw notFound()
  const { name = null, country = null, timeZone, signInPolicy, ...sent } = call.body
  if (timeZone !== undefined) needTimeZone(timeZone)
  // The card first: its row's lock makes two changes wait for each other.
  const fresh = await changeOwnCard(scope, { name, country, revision: call.ifMatch }).catch((error: unknown) => {
    throw nameRefused(error)
  })
  if (!fresh) throw new ProblemError('http.stale')
  const before = await findOwnDetail(scope)
  if (!before) throw notFound()
  await changeOwnDetails(scope, {
    address: sentOr(sent.address, before.address),
    city: sentOr(sent.city, before.city),
    postcode: sentOr(sent.postcode, before.postcode),
    phone: sentOr(sent.phone, before.phone),
    web: sentOr(sent.web, before.web),
    time_zone: sentOr(timeZone, before.time_zone),
  })
  if (signInPolicy) await changePolicy(scope, before, signInPolicy)
  const { signInPolicy: _told, ...data } = call.body
  const fields = Object.entries(data).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  if (fields.length > 0)
    await record(scope, {
      organisation: acting.id,
      kind: 'organisation.updated',
      subject: acting.id,
      detail: { fields: fields.join(', ') },
    })
  return readOwn(scope)
}

/** The operator makes a vendor, provider or partner, and invites its first administrator, who invites all others. */
export async function makeOrganisation(
  scope: Scope,
  hub: Hub,
  call: Call<typeof createOrganisation>,
): Promise<ReplyOf<typeof createOrganisation>> {
  const { name, kind, country, administrator } = call.body
  const id = newId()
  await insertOrganisation(scope, { id, kind, name, country }).catch((error: unknown) => {
    throw nameRefused(error)
  })
  await record(scope, { organisation: id, kind: 'organisation.created', subject: id, detail: { name, kind } })
  const from = await nameOfOperator(scope)
  await inviteInto(scope, hub, {
    organisation: { id, name },
    ...administrator,
    roles: [lastAdministrator[kind]],
    from,
    language: call.language,
  })
  return { id, name, kind, country }
}

async function readOwn(scope: Scope): Promise<z.output<typeof organisationDetail>> {
  const row = await findOwnDetail(scope)
  if (!row) throw notFound()
  return presentDetail(row, scope.actor)
}

function presentCard({ id, name, kind, country }: CardRow): z.output<typeof organisationCard> {
  return { id, name, kind, country }
}

function presentDetail(row: DetailRow, actor: Actor): z.output<typeof organisationDetail> {
  const { address, city, postcode, phone, web, revision } = row
  const can = { update: hasPermission(actor, 'organisation.update') }
  return {
    ...presentCard(row),
    address,
    city,
    postcode,
    phone,
    web,
    timeZone: row.time_zone,
    signInPolicy: presentPolicy(row),
    createdAt: row.created_at.toISOString(),
    revision,
    can,
  }
}

/** What was not sent stays. */
function sentOr<T>(sent: T | undefined, before: T): T {
  return sent === undefined ? before : sent
}

/** Names of vendors are unique and known to all: sell-through reports carry them (R-B3). */
function nameRefused(error: unknown): unknown {
  return isTaken(error, 'vendor_name') ? new ProblemError('http.invalid', { fields: [{ path: 'name', code: 'taken' }] }) : error
}
