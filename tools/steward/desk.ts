// Commands for what lies on the operator's desk: organisations, applications, accreditations.
import { z } from 'zod'
import {
  type application as applicationShape,
  applicationStates,
  approveApplication,
  listApplications,
  refuseApplication,
} from '../../contract/applications.ts'
import {
  accreditationKinds,
  type accreditation as accreditationShape,
  changeAccreditation,
  giveAccreditation,
  listAccreditations,
} from '../../contract/dealings.ts'
import { createOrganisation, inviteMember, listOrganisations } from '../../contract/organisations.ts'
import { organisationKinds } from '../../contract/permissions.ts'
import { endSupportSession, getSupportSession, listSupportSessions, type supportSession } from '../../contract/support-sessions.ts'
import { systemClock } from '../../server/platform/clock.ts'
import { Misunderstood, type Options, type Told } from './command.ts'
import { asOperator } from './place.ts'

/** A page is what one reads; who wants more searches. */
const most = 200

/** What was typed, by its shape; else what to type. */
function typed<Shape extends z.ZodType>(shape: Shape, options: unknown, hint: string): z.output<Shape> {
  const read = shape.safeParse(options)
  if (!read.success) throw new Misunderstood(hint)
  return read.data
}

const words = z.string().trim().min(1)
const list = words.transform((text) => text.split(',').map((one) => one.trim()))
const today = () => systemClock.now().toISOString().slice(0, 10)
/** A last day, or none. */
const lastDay = z.union([z.literal('none').transform(() => null), z.iso.date()])

function lines(rows: readonly string[], { nextCursor, none }: { nextCursor: string | null; none: string }): string {
  return [...(rows.length === 0 ? [none] : rows), ...(nextCursor ? [`… and more than these ${most}.`] : [])].join('\n')
}

export async function organisations(options: Options): Promise<Told> {
  const hint = `--kind is one of ${organisationKinds.join(', ')}; --search is the beginning of a word in the name.`
  const { kind, search: q } = typed(
    z.object({ kind: z.enum(organisationKinds).optional(), search: words.max(100).optional() }),
    options,
    hint,
  )
  const { items, nextCursor } = await asOperator(({ call }) => call(listOrganisations, { query: { limit: most, kind, q } }))
  const rows = items.map(({ id, name, kind: of, country }) => `${id}  ${of}  ${name}${country ? ` (${country})` : ''}`)
  return { text: lines(rows, { nextCursor, none: 'There is no such organisation.' }), json: items }
}

export async function create(options: Options): Promise<Told> {
  const shape = z.object({
    kind: z.enum(['vendor', 'provider', 'partner']),
    name: words,
    country: words,
    'admin-name': words,
    'admin-mail': words,
  })
  const hint = 'An organisation needs --kind vendor, provider or partner, --name, --country as DE, --admin-name and --admin-mail.'
  const { kind, name, country, ...admin } = typed(shape, options, hint)
  const administrator = { name: admin['admin-name'], mail: admin['admin-mail'] }
  const made = await asOperator(({ call }) => call(createOrganisation, { body: { kind, name, country, administrator } }))
  return { text: `${made.name} is there (${made.id}); ${administrator.mail} is invited to administer it.`, json: made }
}

export async function invite(options: Options): Promise<Told> {
  const hint = 'Whom, and into what? --organisation ID --name NAME --mail MAIL'
  const asked = typed(inviteMember.body.omit({ roles: true }).extend({ organisation: z.uuid() }), options, hint)
  const { inviteAsOperator } = await import('../../server/organisations/index.ts')
  const invited = await asOperator(({ hub, inScope }) => inScope((scope) => inviteAsOperator(scope, hub, asked)))
  return { text: `${asked.name} (${asked.mail}) is invited to administer ${invited.organisation.name}.`, json: invited }
}

type Application = z.output<typeof applicationShape>

function lineOf({ id, company, country, vendor, kinds, approved, filedAt }: Application): string {
  const state = approved === null ? 'open' : approved ? 'approved' : 'refused'
  return `${id}  ${filedAt.slice(0, 10)}  ${state}  ${company}${country ? ` (${country})` : ''} to ${vendor.name}: ${kinds.join(', ')}`
}

export async function applications(options: Options): Promise<Told> {
  const { state } = typed(z.object({ state: z.enum(applicationStates).optional() }), options, '--state is open or decided.')
  const { items, nextCursor } = await asOperator(({ call }) => call(listApplications, { query: { limit: most, state } }))
  return { text: lines(items.map(lineOf), { nextCursor, none: 'There is no application.' }), json: items }
}

const oneApplication = z.object({ id: z.uuid() })
const which = 'Which application? --id as `steward applications` shows it.'

export async function show(options: Options): Promise<Told> {
  const { id } = typed(oneApplication, options, which)
  const { getApplication } = await import('../../server/applications/index.ts')
  const found = await asOperator(({ inScope }) => inScope((scope) => getApplication(scope, id)))
  const { name, mail, city, statement, reason } = found
  const more = [`By ${name} (${mail})${city ? `, ${city}` : ''}`, statement, ...(reason ? [`Refused: ${reason}`] : [])]
  return { text: [lineOf(found), ...more].join('\n'), json: found }
}

export async function approve(options: Options): Promise<Told> {
  const shape = oneApplication.extend({
    kinds: list.pipe(z.array(z.enum(accreditationKinds)).min(1)),
    from: z.iso.date().optional(),
    until: lastDay.optional(),
  })
  const hint = `${which} --kinds of ${accreditationKinds.join(', ')}, with commas; --from and --until are days as 2027-01-31.`
  const { id, kinds, from = today(), until = null } = typed(shape, options, hint)
  const body = { kinds, validFrom: from, validUntil: until }
  const approved = await asOperator(({ call }) => call(approveApplication, { params: { id }, body }))
  return { text: `${approved.company} is accredited by ${approved.vendor.name}: ${approved.kinds.join(', ')}.`, json: approved }
}

export async function refuse(options: Options): Promise<Told> {
  const { id, reason } = typed(oneApplication.extend({ reason: words }), options, `${which} --reason TEXT; the applicant reads it.`)
  const refused = await asOperator(({ call }) => call(refuseApplication, { params: { id }, body: { reason } }))
  return { text: `The application of ${refused.company} to ${refused.vendor.name} is refused.`, json: refused }
}

function lineOfAccreditation({
  id,
  organisation,
  vendor,
  kind,
  validFrom,
  validUntil,
  valid,
}: z.output<typeof accreditationShape>): string {
  return `${id}  ${organisation.name} by ${vendor.name}: ${kind}, ${validFrom} to ${validUntil ?? 'any day'}${valid ? '' : ' (not valid today)'}`
}

export async function accreditations(): Promise<Told> {
  const { items, nextCursor } = await asOperator(({ call }) => call(listAccreditations, { query: { limit: most } }))
  return { text: lines(items.map(lineOfAccreditation), { nextCursor, none: 'There is no accreditation.' }), json: items }
}

export async function give(options: Options): Promise<Told> {
  const shape = z
    .object({
      vendor: z.uuid(),
      kind: z.enum(accreditationKinds),
      location: words.optional(),
      organisation: z.uuid().optional(),
      from: z.iso.date().optional(),
      until: lastDay.optional(),
    })
    .refine(({ location, organisation }) => (location === undefined) !== (organisation === undefined))
  const hint = `By whom, to whom, for what? --vendor ID, --location LOCATION-ID or --organisation ID, --kind of ${accreditationKinds.join(', ')}.`
  const {
    vendor: vendorId,
    kind,
    location: locationId,
    organisation: organisationId,
    from = today(),
    until = null,
  } = typed(shape, options, hint)
  const body = { vendorId, kind, locationId, organisationId, validFrom: from, validUntil: until }
  const given = await asOperator(({ call }) => call(giveAccreditation, { body }))
  return { text: lineOfAccreditation(given), json: given }
}

export async function change(options: Options): Promise<Told> {
  const hint = 'Which accreditation, and until when? --id as `steward accreditations` shows it, --until DAY or none.'
  const { id, until } = typed(z.object({ id: z.uuid(), until: lastDay }), options, hint)
  const changed = await asOperator(({ call }) => call(changeAccreditation, { params: { id }, body: { validUntil: until } }))
  return { text: lineOfAccreditation(changed), json: changed }
}

type SupportSession = z.output<typeof supportSession>

function lineOfSession({ id, agent, customer, openedAt, endsAt, endedAt, endedBy, reason }: SupportSession): string {
  const end = endedAt === null ? `open until ${endsAt}` : `ended ${endedAt} by ${endedBy === 'time' ? 'time' : `the ${endedBy}`}`
  return `${id}  ${openedAt}  ${agent.name} in ${customer.name}, ${end}: ${reason}`
}

export async function supportSessions({ open }: Options): Promise<Told> {
  const query = { limit: most, ...(open ? { open: 'true' as const } : {}) }
  const { items, nextCursor } = await asOperator(({ call }) => call(listSupportSessions, { query }))
  return { text: lines(items.map(lineOfSession), { nextCursor, none: 'There is no support session.' }), json: items }
}

export async function endSession(options: Options): Promise<Told> {
  const { id } = typed(z.object({ id: z.uuid() }), options, 'Which one? --id as `steward support-sessions` shows it.')
  const ended = await asOperator(async ({ call }) => {
    await call(endSupportSession, { params: { id } })
    return call(getSupportSession, { params: { id } })
  })
  return { text: lineOfSession(ended), json: ended }
}
