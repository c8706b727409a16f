// Devices: reported, registered, proven, transferred, removed, and what the audit log tells of it.
import * as audit from '../../contract/audit.ts'
import { getCustomerSettings } from '../../contract/customers.ts'
import { listLocations } from '../../contract/dealings.ts'
import * as deviceRegistrations from '../../contract/device-registrations.ts'
import * as devices from '../../contract/devices.ts'
import * as feeds from '../../contract/feeds.ts'
import * as jobs from '../../contract/jobs.ts'
import { events } from '../../contract/notifications.ts'
import * as removals from '../../contract/removals.ts'
import * as transfers from '../../contract/transfers.ts'
import type { Teller } from './teller.ts'
import { people, until, type World } from './world.ts'

const terms = 'Exchange of machines under the service contract'

export async function tellOfDevices(world: World): Promise<void> {
  await tellOfFeeds(world)
  await tellOfLists(world)
  await tellOfTransfers(world)
  await tellOfRegistrations(world)
  await tellOfRemovals(world)
  await tellOfAudit(world)
}

function csv(name: string, lines: readonly string[]): File {
  return new File([`${lines.join('\r\n')}\r\n`], name, { type: 'text/csv' })
}

async function siteOf(partner: Teller): Promise<string> {
  const { items } = await partner.ask(listLocations, {})
  return items.find(({ name }) => name.endsWith(' HQ'))?.locationId ?? ''
}

async function tellOfFeeds({ as }: World): Promise<void> {
  const [petra, vera, greta] = [await as(people.provider), await as(people.vendor), await as(people.partner)]
  const [site, elsewhere] = [await siteOf(greta), await siteOf(await as(people.otherPartner))]
  const { items: listed } = await greta.ask(devices.listDevices, { query: { limit: 100 } })
  const known = listed.find(({ vendor, tenant }) => vendor === 'Helion Systems' && tenant?.kind === 'customer')
  const lines = [
    'vendor,productNumber,serialNumber,model,soldToLocationId,saleDate,webOrderNumber,endCustomer',
    `Helion Systems,HX-840G9,5CEX000001,Helion Book 840 G9,${site},2026-09-28,DIAL-2001,Bergmann Maschinenbau`,
    `Helion Systems,HX-840G9,5CEX000002,Helion Book 840 G9,L-00000-00000,2026-09-28,DIAL-2001,`,
    `${known?.vendor},${known?.productNumber},${known?.serialNumber},${known?.model},${elsewhere},2026-09-29,DIBR-2002,`,
    `Helion Systems,HZ-2200,5CEX000003,Helion Tower 2200,${site},28/09/2026,DIAL-2001,`,
  ]
  const file = csv('sell-through-2026-09.csv', lines)
  const { id } = await petra.tell(feeds.sendFeed, { file, idempotencyKey: 'sell-through-2026-09' })
  await petra.refused('files.empty', feeds.sendFeed, { file: csv('empty.csv', []) })
  await petra.refused('files.column_missing', feeds.sendFeed, { file: csv('columns.csv', ['vendor,model', 'Helion Systems,HX']) })
  await petra.refused('files.column_twice', feeds.sendFeed, { file: csv('twice.csv', [`${lines[0]},serialNumber`, lines[1] ?? '']) })
  await petra.refused('files.missing', feeds.sendFeed, {})
  const params = { id }
  const ended = () => until('the end of the feed', async () => (await petra.ask(feeds.getFeed, { params })).state === 'done')
  await ended()
  await petra.tell(feeds.getFeed, { params })
  await petra.tell(jobs.getJob, { params })
  await petra.tell(feeds.listFeeds, { query: { limit: 2 } })
  const { items } = await petra.tell(feeds.listFeedRows, { params, query: { outcome: 'unknown_location' } })
  const row = { id, line: items[0]?.line ?? 0 }
  await petra.tell(feeds.correctFeedRow, { params: row, body: { soldToLocationId: site }, ifMatch: items[0]?.revision ?? 0 })
  await petra.refused('feeds.row_not_rejected', feeds.correctFeedRow, { params: { id, line: 2 }, body: { model: 'Another' } })
  await petra.tell(feeds.retryFeed, { params, body: { outcome: 'unknown_location' }, idempotencyKey: 'retry-2026-09' })
  await ended()
  await petra.tell(feeds.feedHealth, {})
  await petra.tell(feeds.feedSample, {})
  await petra.tell(feeds.feedSampleWorkbook, {})
  const held = await vera.tell(feeds.listHeldRows, {})
  const waiting = held.items.find((one) => one.feedId === id)
  await vera.tell(feeds.settleHeldRow, {
    params: { id, line: waiting?.line ?? 0 },
    body: { decision: 'refuse', reason: 'Our records show the first partner. Please check the invoice.' },
  })
}

async function tellOfLists({ as }: World): Promise<void> {
  const greta = await as(people.partner)
  await greta.tell(devices.listDevices, { query: { tenant: 'unassigned', limit: 2, sort: 'serialNumber' } })
  await greta.refused('devices.sort_needs_customer', devices.listDevices, { query: { model: 'Helion Tower 2200' } })
  await greta.tell(devices.getHoldingTenant, {})
  await greta.tell(devices.getHoldingHistory, {})
  await greta.tell(devices.getOwnTenant, {})
  await greta.tell(devices.exportDevices, { query: { tenant: 'unassigned', model: 'Helion Tower 2200' } })
  await greta.tell(devices.exportDevicesWorkbook, { query: { tenant: 'unassigned', model: 'Helion Tower 2200' } })
}

async function tellOfTransfers({ as, organisationOf, day }: World): Promise<void> {
  const [anton, clara, konrad] = [await as(people.agent), await as(people.customer), await as(people.otherCustomer)]
  const tenantOf = async (customer: Teller) =>
    (await customer.ask(getCustomerSettings, { params: { id: await organisationOf(customer) } })).customerId
  const [target, other] = [await tenantOf(clara), await tenantOf(konrad)]
  const { items } = await anton.ask(devices.listDevices, { query: { tenant: 'unassigned', limit: 3 } })
  const serials = items.map(({ serialNumber }) => serialNumber)
  await anton.tell(transfers.transferSample, {})
  await anton.tell(transfers.transferSampleWorkbook, {})
  const lines = ['serialNumber,customerId', ...[...serials, '5CNOTKNOWN'].map((serial) => `${serial},${target}`)]
  const file = csv('bergmann.csv', lines)
  const preview = await anton.tell(transfers.previewTransfer, {
    file,
    fields: { source: 'unassigned' },
    idempotencyKey: 'preview-bergmann',
  })
  await anton.tell(transfers.previewTransfer, { body: { serials: serials.slice(0, 2), target } })
  const params = { id: preview.id }
  const mended = await anton.tell(transfers.mendTransfer, {
    params,
    body: { rows: [{ line: serials.length + 2, serialNumber: '5CSTILLNOTKNOWN', targetCustomerId: target }] },
    ifMatch: preview.revision,
  })
  await anton.refused('http.if_match_required', transfers.confirmTransfer, { params, body: { confirmed: true } })
  await anton.refused('transfers.not_confirmed', transfers.requestTransfer, { body: { serials, target } })
  await anton.refused('transfers.nothing_to_transfer', transfers.previewTransfer, {
    body: { filter: { tenant: 'unassigned', q: 'NONE' }, target },
  })
  await clara.refused('http.not_allowed', transfers.previewTransfer, { body: { serials, target } })
  const confirm = () => anton.tell(transfers.confirmTransfer, { params, body: { confirmed: true }, ifMatch: mended.revision })
  await anton.listen(events, /"kind":"transfer"/, confirm)
  const ended = (id: string, state: string) =>
    until(`the end of the transfer`, async () => (await anton.ask(transfers.getTransfer, { params: { id } })).state === state)
  await ended(preview.id, 'done')
  await anton.refused('transfers.not_previewed', transfers.confirmTransfer, {
    params,
    body: { confirmed: true },
    ifMatch: preview.revision,
  })
  await anton.tell(transfers.getTransfer, { params })
  await anton.tell(transfers.listTransfers, { query: { limit: 1 } })
  await anton.tell(transfers.listTransferRows, { params, query: { limit: 2 } })
  await anton.tell(transfers.listTransferTenants, { params, query: { side: 'target' } })
  await anton.tell(transfers.transferSummary, { params })
  await anton.tell(transfers.transferSummaryWorkbook, { params })
  await anton.tell(transfers.transferFaulty, { params })
  await anton.tell(transfers.transferFaultyWorkbook, { params })
  await anton.tell(devices.getDevice, { params: { id: items[0]?.id ?? '' } })
  await anton.tell(devices.listPossessions, { params: { id: items[0]?.id ?? '' } })
  await clara.tell(devices.archiveDevices, { body: { devices: [items[0]?.id ?? ''], archived: true } })

  // What a customer registered itself leaves its tenant only with its consent.
  const typed = { vendor: 'Helion Systems', productNumber: 'HD-34C', serialNumber: '5CEXBERG01', model: 'Helion Display 34 C' }
  await clara.ask(deviceRegistrations.registerDevices, { body: { tenant: target, devices: [typed] } })
  const wanting = await anton.ask(transfers.previewTransfer, { body: { serials: [typed.serialNumber], source: target, target: other } })
  await anton.tell(transfers.askTransferConsent, { params: { id: wanting.id }, body: { purpose: terms, until: day(120) } })
  await anton.tell(transfers.foreseeUndo, { params })
  await anton.tell(transfers.undoTransfer, { params })
  await ended(preview.id, 'undone')
  await anton.refused('transfers.undone_already', transfers.undoTransfer, { params })
  await anton.tell(transfers.requestTransfer, {
    body: { devices: items.slice(0, 1).map(({ id }) => id), target, confirmed: true },
    idempotencyKey: 'transfer-one',
  })
}

async function tellOfRegistrations({ as }: World): Promise<void> {
  const [greta, vera] = [await as(people.partner), await as(people.vendor)]
  await greta.tell(deviceRegistrations.listVendors, {})
  await greta.tell(deviceRegistrations.registrationSample, {})
  await greta.tell(deviceRegistrations.registrationSampleWorkbook, {})
  const typed = { vendor: 'Helion Systems', productNumber: 'HX-650G10', model: 'Helion Book 650 G10' }
  const mine = [
    { ...typed, serialNumber: '5CEXOWN001', proof: 'Invoice 2026-0815 of Distrivia' },
    { ...typed, serialNumber: '5CEXOWN002' },
  ]
  await greta.tell(deviceRegistrations.registerDevices, { body: { tenant: 'own', devices: mine }, idempotencyKey: 'register-own' })
  const file = csv('workshop.csv', ['vendor,productNumber,serialNumber,model', 'Helion Systems,HZ-2200,5CEXOWN003,Helion Tower 2200'])
  const { id } = await greta.tell(deviceRegistrations.registerDevices, { file, fields: { tenant: 'own' } })
  const params = { id }
  await greta.refused('devices.not_into_holding', deviceRegistrations.registerDevices, {
    body: { tenant: (await greta.ask(devices.getHoldingTenant, {})).customerId, devices: mine },
  })
  await greta.tell(deviceRegistrations.listDeviceRegistrations, {})
  await greta.tell(deviceRegistrations.getDeviceRegistration, { params })
  await greta.tell(deviceRegistrations.listRegistrationRows, { params })
  await greta.tell(devices.getOwnTenant, {}, 'Once a device was registered in it')
  const { items } = await greta.ask(devices.listDevices, { query: { tenant: 'own' } })
  const unproven = items.find(({ serialNumber }) => serialNumber === '5CEXOWN002')
  const proof = { params: { id: unproven?.id ?? '' }, body: { evidence: 'Delivery note 4711' } }
  await greta.tell(deviceRegistrations.askProof, proof)
  const desk = await vera.tell(deviceRegistrations.listProofRequests, {})
  const settle = { params: { id: desk.items[0]?.id ?? '' }, body: { decision: 'confirm' as const } }
  await vera.tell(deviceRegistrations.settleProofRequest, settle)
}

async function tellOfRemovals({ as }: World): Promise<void> {
  const greta = await as(people.partner)
  const tenant = (await greta.ask(devices.getOwnTenant, {}))?.customerId ?? ''
  const { items } = await greta.ask(devices.listDevices, { query: { tenant: 'own', limit: 1 } })
  const chosen = { tenant: 'own', devices: items.map(({ id }) => id) }
  await greta.refused('removals.not_confirmed', removals.removeDevices, { body: { ...chosen, confirmation: 'C-0000-0000-0' } })
  await greta.tell(removals.removeDevices, { body: { ...chosen, confirmation: tenant }, idempotencyKey: 'remove-own' })
  const list = await greta.tell(removals.listRemovals, { query: { tenant } })
  const params = { id: list.items[0]?.id ?? '' }
  await greta.tell(removals.undoRemoval, { params })
  await greta.refused('removals.not_undoable', removals.undoRemoval, { params })
}

async function tellOfAudit({ as }: World): Promise<void> {
  const [greta, clara] = [await as(people.partner), await as(people.customer)]
  await greta.tell(audit.listAudit, { query: { kind: 'transfer', by: 'us', limit: 2 } })
  const moved = await until('an event with devices', async () => {
    const { items } = await clara.ask(audit.listAudit, { query: { kind: 'transfer' } })
    return items.find(({ about }) => about?.kind === 'devices')
  })
  await clara.tell(audit.listEventDevices, { params: { id: moved.id }, query: { limit: 2 } })
  await greta.tell(audit.exportAuditTable, { query: { kind: 'transfer' } })
  await until('a seal', async () => (await greta.ask(audit.listAudit, { query: { kind: 'transfer' } })).items[0]?.sealed)
  await greta.tell(audit.exportAuditProof, { query: { kind: 'transfer' } })
}
