import fc from 'fast-check'
import { until } from './hub.ts'
import { memberRoles } from './model/reach.ts'
import type { Organisation, OrganisationKind, World } from './model/world.ts'
import { move, moveBack, moveMended } from './worlds-moves.ts'
import { type Act, acts, administratorOf, pick, refused, type Stage, type Step } from './worlds-stage.ts'

// What happens in a world after it has begun: acts through the API by whoever may do them, and the same said in the naive model's plain lists. What a door
// forgets to take away, or to give, is then a difference (R-A4). An act that the hub refuses has not happened; which may be refused is the features' tests.

/** A world, and what happens in it. */
export type Life = World & { steps: Step[] }

const steps = fc.array(fc.record({ act: fc.constantFrom(...acts), of: fc.nat({ max: 999 }), to: fc.nat({ max: 999 }) }), {
  minLength: 6,
  maxLength: 10,
})

const administrator: Record<OrganisationKind, string> = {
  vendor: 'vendor_admin',
  provider: 'provider_admin',
  partner: 'global_admin',
  customer: 'customer_admin',
}

/** Worlds in which every active organisation has an administrator beside its other people, and acts for them. */
export function lives(worlds: fc.Arbitrary<World>): fc.Arbitrary<Life> {
  return fc.tuple(worlds, steps).map(([world, some]) => ({ ...withAdministrators(withHoldings(world)), steps: some }))
}

/** The holding tenants that would come by themselves (R-B1), as soon as something happens. */
function withHoldings(world: World): World {
  const without = world.organisations.filter(
    ({ id, kind }) => kind === 'partner' && !world.tenants.some((one) => one.kind === 'holding' && one.organisation === id),
  )
  const made = without.map(({ id }, n) => ({
    id: `00000016-0000-7000-8000-${String(100 + n).padStart(12, '0')}`,
    kind: 'holding' as const,
    organisation: id,
  }))
  return { ...world, tenants: [...world.tenants, ...made] }
}

function withAdministrators(world: World): World {
  const made = world.organisations.filter(({ state }) => state === 'active').map(({ id, kind }, n) => ({ id, kind, n: 100 + n }))
  const person = (n: number) => `00000011-0000-7000-8000-${String(n).padStart(12, '0')}`
  return {
    ...world,
    persons: [...world.persons, ...made.map(({ n }) => ({ id: person(n) }))],
    memberships: [
      ...world.memberships,
      ...made.map(({ id, kind, n }) => ({
        id: `00000012-0000-7000-8000-${String(n * 10).padStart(12, '0')}`,
        person: person(n),
        organisation: id,
        roles: [administrator[kind]],
        locations: null,
        status: 'active',
      })),
    ],
  }
}

const isActive = (world: World, id: string) => world.organisations.some((one) => one.id === id && one.state === 'active')

/** Does a step, in the hub and in the model; answers what was done, null where the hub refused it or there was nothing to do. */
export async function carryOut(stage: Stage, step: Step): Promise<string | null> {
  const done = await ways[step.act](stage, step)
  if (done !== null) await learn(stage)
  return done
}

const ways: Record<Act, (stage: Stage, step: Step) => Promise<string | null>> = {
  disable: (stage, step) => relate(stage, step, 'disabled'),
  enable: (stage, step) => relate(stage, step, 'accepted'),
  end: (stage, step) => relate(stage, step, 'ended'),
  accept: (stage, step) => accept(stage, step),
  roles: (stage, step) => changeRoles(stage, step),
  remove: (stage, step) => removeMember(stage, step),
  accredit: (stage, step) => limit(stage, step, 1),
  withdraw: (stage, step) => limit(stage, step, -1),
  move: (stage, step) => move(stage, step),
  mended: (stage, step) => moveMended(stage, step),
  back: (stage, step) => moveBack(stage, step),
}

async function relate(stage: Stage, { of, to }: Step, state: 'disabled' | 'accepted' | 'ended'): Promise<string | null> {
  const { world } = stage
  const from = state === 'disabled' ? 'accepted' : 'disabled'
  const possible = world.relationships.filter((one) => (state === 'ended' ? one.state !== 'ended' : one.state === from))
  const one = pick(possible, of)
  if (!one) return null
  const side = to % 2 === 0 ? one.from : one.to
  if (!isActive(world, side)) return null
  const body = { enabled: state === 'accepted' }
  const path = `/relationships/${one.id}`
  const by = administratorOf(stage, side)
  const reply = state === 'ended' ? await by.call('POST', `${path}/end`) : await by.call('PUT', `${path}/access`, { body })
  if (reply.status !== 200) return refused(reply.status, reply.text)
  one.state = state
  return `${side} makes ${one.id} ${state}`
}

async function accept(stage: Stage, { of }: Step): Promise<string | null> {
  const one = pick(
    stage.world.relationships.filter(({ state, kind, to }) => state === 'requested' && kind === 'supplies' && isActive(stage.world, to)),
    of,
  )
  if (!one) return null
  const reply = await administratorOf(stage, one.to).call('POST', `/relationships/${one.id}/acceptance`)
  if (reply.status !== 200) return refused(reply.status, reply.text)
  one.state = 'accepted'
  return `${one.to} accepts ${one.id}`
}

/** Anybody but the administrator that the world was given. */
function someMember({ world }: Stage, n: number): World['memberships'][number] | undefined {
  const given = new Set(world.organisations.map(({ id }) => world.memberships.findLast(({ organisation }) => organisation === id)?.id))
  return pick(
    world.memberships.filter(({ id, organisation, status }) => status === 'active' && !given.has(id) && isActive(world, organisation)),
    n,
  )
}

function rolesOf({ kind }: Organisation): readonly string[] {
  return kind === 'customer' ? [...memberRoles.customer, 'end_user'] : memberRoles[kind]
}

async function changeRoles(stage: Stage, { of, to }: Step): Promise<string | null> {
  const one = someMember(stage, of)
  const organisation = stage.world.organisations.find(({ id }) => id === one?.organisation)
  if (!one || !organisation) return null
  const roles = [pick(rolesOf(organisation), to) ?? '']
  const reply = await administratorOf(stage, organisation.id).call('PATCH', `/members/${one.id}`, { body: { roles } })
  if (reply.status !== 200) return refused(reply.status, reply.text)
  one.roles = roles
  return `${one.id} gets the roles ${roles.join()}`
}

async function removeMember(stage: Stage, { of }: Step): Promise<string | null> {
  const one = someMember(stage, of)
  if (!one) return null
  const reply = await administratorOf(stage, one.organisation).call('DELETE', `/members/${one.id}`)
  if (reply.status !== 204) return refused(reply.status, reply.text)
  one.status = 'removed'
  return `${one.id} is removed`
}

async function limit(stage: Stage, { of }: Step, days: number): Promise<string | null> {
  const one = pick(
    stage.world.accreditations.filter(({ vendor }) => isActive(stage.world, vendor)),
    of,
  )
  if (!one) return null
  const until = new Date(Date.parse(stage.today) + days * 86_400_000).toISOString().slice(0, 10)
  const reply = await administratorOf(stage, one.vendor).call('PATCH', `/accreditations/${one.id}`, { body: { validUntil: until } })
  if (reply.status !== 200) return refused(reply.status, reply.text)
  one.validUntil = until
  return `${one.id} ends on ${until}`
}

const openWork = "select from jobs.job where state in ('created', 'active', 'retry') and start_after <= now()"

/** What acts leave behind in logs and lists: that it is there, not who sees it. */
async function learn({ test, world }: Stage): Promise<void> {
  const { owner } = test.database
  // What a job does after the last answer belongs to the act as well.
  await until('no work left', async () => (await owner.query(openWork)).rows.length === 0)
  const events = await owner.query<World['auditEvents'][number]>('select id, organisation, acting as actor from audit_event')
  const ours = new Set(world.organisations.map(({ id }) => id))
  world.auditEvents = events.rows.filter(({ organisation }) => ours.has(organisation))
  world.notifications = (await owner.query<{ id: string; person: string }>('select id, person from notification')).rows
  world.transferRows = (await owner.query<{ transfer: string; line: number }>('select transfer, line from transfer_row')).rows
}
