import { type Client, until } from './hub.ts'
import { reachOf, type Viewer } from './model/reach.ts'
import type { World } from './model/world.ts'
import { asking } from './worlds-answers.ts'
import { idsIn, idsKnownTo, namesKnownTo } from './worlds-known.ts'
import { administratorOf, pick, refused, type Stage, type Step } from './worlds-stage.ts'
import { customerIdOf, namesIn, textOf } from './worlds-texts.ts'

// Moves in random lives: at once, back, and by a preview that is mended where it stands.

type Transfer = { id: string; state: string; revision: number }
type TransferRow = { line: number | null; outcome: string | null; explanation: string; suggestion: string | null; deviceId: string | null }

/** Out of a holding tenant, or a managed customer's, to a managed customer. */
export function move(stage: Stage, { of, to }: Step): Promise<string | null> {
  return moveBy(stage, { of, to, holding: false })
}

/** What came from a partner's holding tenant goes back there. */
export function moveBack(stage: Stage, { of, to }: Step): Promise<string | null> {
  return moveBy(stage, { of, to, holding: true })
}

function managerOf({ world }: Stage, n: number): string | undefined {
  return pick(
    world.organisations.filter((one) => one.kind === 'partner' && one.state === 'active'),
    n,
  )?.id
}

type Possible = { partner: string; admin: Client; device: World['devices'][number]; target: string }

/** A device that a partner reaches and a tenant that it may go to; null where there is none. */
function possible(stage: Stage, { of, to, holding }: { of: number; to: number; holding: boolean }): Possible | null {
  const { world } = stage
  const partner = managerOf(stage, to)
  if (partner === undefined) return null
  const admin = administratorOf(stage, partner)
  const reach = reachOf(world, { person: admin.person, organisation: partner, capacity: 'member', roles: ['global_admin'] })
  // What waits for proof is told from where a record is (worlds-papers.ts): such records stay, with what they may stand behind, and nothing comes to
  // them that they would be retired into (R-D11).
  const unproved = new Set(world.devices.filter(({ proof, retired }) => proof === 'none' && !retired).map(({ tenant }) => tenant))
  const places = world.tenants.filter(
    ({ id, kind }) => reach.tenants.has(id) && !unproved.has(id) && kind === (holding ? 'holding' : 'customer'),
  )
  const target = pick(places, to)
  const device = pick(
    world.devices.filter(
      ({ id, tenant, retired }) =>
        reach.devices.has(id) && reach.tenants.has(tenant) && tenant !== target?.id && !unproved.has(tenant) && !retired,
    ),
    of,
  )
  return target && device ? { partner, admin, device, target: target.id } : null
}

async function moveBy(stage: Stage, how: { of: number; to: number; holding: boolean }): Promise<string | null> {
  const found = possible(stage, how)
  if (!found) return null
  const { partner, admin, device, target } = found
  const made = await admin.call('POST', '/transfers', { body: { devices: [device.id], target: customerIdOf(target), confirmed: true } })
  if (made.status !== 202) return refused(made.status, made.text)
  const { id } = made.json<Transfer>()
  await rested(admin, id)
  stage.world.transfers.push({ id, asker: partner })
  await learnOfMove(stage, device.id)
  return `${partner} moves ${device.id} to ${target}`
}

/** Once nothing goes on with it any more. */
function rested(admin: Client, id: string): Promise<Transfer> {
  return until('rest', async () => {
    const now = (await admin.call('GET', `/transfers/${id}`)).json<Transfer>()
    return ['done', 'failed', 'previewed', 'lapsed'].includes(now.state) ? now : null
  })
}

/**
 * A preview whose one row is made to name any device and any tenant of the world, and at last the right ones again, and is confirmed then. Whatever it named
 * meanwhile: nothing is told of what is out of reach (R-A1), and it is told like what is nowhere (R-A2).
 */
export async function moveMended(stage: Stage, { of, to }: Step): Promise<string | null> {
  const { world } = stage
  const found = possible(stage, { of, to, holding: false })
  if (!found) return null
  const { partner, admin, device, target } = found
  const made = await admin.call('POST', '/transfers/preview', { body: { devices: [device.id], target: customerIdOf(target) } })
  if (made.status !== 200) return refused(made.status, made.text)
  const { id } = made.json<Transfer>()
  world.transfers.push({ id, asker: partner })
  const mend = async (serialNumber: string, targetCustomerId: string): Promise<{ row: TransferRow; text: string }> => {
    const { revision } = await rested(admin, id)
    const mended = await admin.call('POST', `/transfers/${id}/mends`, {
      ifMatch: `"${revision}"`,
      body: { rows: [{ line: 1, serialNumber, targetCustomerId }] },
    })
    if (mended.status !== 200) throw new Error(`${mended.status} ${mended.text}`)
    await rested(admin, id)
    const rows = await admin.call('GET', `/transfers/${id}/rows`)
    const all = await Promise.all([`/transfers/${id}`, `/transfers/${id}/tenants`].map((path) => admin.call('GET', path)))
    const row = rows.json<{ items: TransferRow[] }>().items.find(({ line }) => line === 1)
    if (!row) throw new Error(rows.text)
    return { row, text: [rows, ...all].map(({ text }) => text).join('\n') }
  }
  const other = pick(world.devices, of * 7 + to)
  const elsewhere = pick(world.tenants, of + to * 7)
  if (other && elsewhere) await lookAtMended(stage, { found, mend, other, elsewhere: elsewhere.id })
  const right = await mend(serialOf(device), customerIdOf(target))
  // A serial that others bear may mean another record.
  if (right.row.outcome !== 'moved' || right.row.deviceId !== device.id)
    return `${partner} mends ${id}, and ${device.id} stays: ${right.row.outcome}`
  const { revision } = await rested(admin, id)
  const confirmed = await admin.call('POST', `/transfers/${id}/confirmation`, { ifMatch: `"${revision}"`, body: { confirmed: true } })
  if (confirmed.status !== 202) return refused(confirmed.status, confirmed.text)
  await rested(admin, id)
  await learnOfMove(stage, device.id)
  return `${partner} mends ${id} and moves ${device.id} to ${target}`
}

const serialOf = ({ id, twinOf }: { id: string; twinOf?: string | null }) => textOf('s', twinOf ?? id)

type Mended = {
  found: Possible
  mend(serial: string, target: string): Promise<{ row: TransferRow; text: string }>
  other: World['devices'][number]
  elsewhere: string
}

async function lookAtMended({ world }: Stage, { found, mend, other, elsewhere }: Mended): Promise<void> {
  const { partner, admin } = found
  const viewer: Viewer = { person: admin.person, organisation: partner, capacity: 'member', roles: ['global_admin'] }
  const who = asking(world, viewer)
  if (!who) throw new Error(`${partner} is not there`)
  const typed = [serialOf(other), customerIdOf(elsewhere)]
  const { row, text } = await mend(typed[0] ?? '', typed[1] ?? '')
  const [names, ids] = [namesKnownTo(who), idsKnownTo(who)]
  const told = [...namesIn(text).filter((name) => !names.has(name)), ...idsIn(text).filter((one) => !ids.has(one))]
  const leaked = told.filter((one) => !typed.includes(one))
  if (leaked.length > 0) throw new Error(`told to ${partner} by a mended row: ${leaked.join()}`)
  const same = world.devices.filter((one) => serialOf(one) === typed[0] && who.reach.devices.has(one.id))
  if (row.outcome === 'moved' && !(same.length > 0 && who.reach.tenants.has(elsewhere)))
    throw new Error(`${typed.join()} would be moved by ${partner}, out of its reach`)
  if (same.length > 0) return
  const nowhere = await mend(`${typed[0]}-nowhere`, typed[1] ?? '')
  const said = ({ row: { outcome, explanation, suggestion, deviceId } }: { row: TransferRow }) =>
    JSON.stringify([outcome, explanation.replaceAll('-nowhere', ''), suggestion, deviceId])
  if (said({ row }) !== said(nowhere))
    throw new Error(`${typed.join()} is told to ${partner} otherwise than what is nowhere: ${said({ row })} ${said(nowhere)}`)
}

/** Where the device and those behind it are by now, and their stays; whose they are and who sees them is the model's to say. */
async function learnOfMove({ test, world }: Stage, moved: string): Promise<void> {
  const { rows } = await test.database.owner.query<{
    id: string
    device: string
    tenant: string
    began: string
    ended: string | null
    slots: [string | null, string | null]
  }>(
    `select p.id, p.device, p.tenant, p.began_at::text as began, p.ended_at::text as ended, array[d.reseller::text, d.service::text] as slots
     from possession p join device d on d.id = p.device where d.id = $1 or d.host = $1 order by p.began_at`,
    [moved],
  )
  for (const { slots, ...row } of rows) {
    const stay = world.possessions.find(({ id }) => id === row.id)
    if (stay) stay.ended = row.ended
    // Nothing of what was said of an earlier stay goes along (R-T8).
    else world.possessions.push({ ...row, recordedUser: null })
    const device = world.devices.find(({ id }) => id === row.device)
    if (device && row.ended === null) [device.tenant, device.reseller, device.service] = [row.tenant, ...slots]
    if (device && row.ended === null) device.archived = false
  }
}
