import { createHash } from 'node:crypto'
import { parseCustomerId } from '../../contract/customer-id.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { foldProductNumber, foldSerial } from '../../contract/serial.ts'
import type { previewTransfer, requestTransfer } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call, Upload } from '../platform/http/bind.ts'
import { once } from '../platform/http/idempotency.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { queueTransfer } from './confirm.ts'
import { isTargetFault, readPastedSerials, readTransferFile, type TransferFileFault, type TransferFileRow } from './file.ts'
import { presentTransfer } from './present.ts'
import { beginPreview } from './preview.ts'
import {
  findTenantLabel,
  findTransfer,
  insertFaulty,
  insertFiltered,
  insertPicked,
  insertRows,
  insertTransfer,
  type ReceivedRow,
} from './queries.ts'
import { isAtItsEnd } from './rules.ts'
import { discardTransfer } from './state-queries.ts'

type Reply = ReplyOf<typeof requestTransfer>
type Request = Call<typeof previewTransfer> | Call<typeof requestTransfer>
type Body = NonNullable<Request['body']>
type Asked = {
  source: string | null
  target: string | null
  several: boolean
  confirmed: boolean
  fileName: string | null
  retryOf: string | null
}

/**
 * Takes a file, pasted serials, picked devices or those that a filter chooses (R-T1), keeps them, and decides every row (R-T4): nothing has moved when it answers.
 * With `confirm` the same request also confirms. Up to 10,000 rows are decided at once, more in the background (state `previewing`).
 * Refuses `transfers.nothing_to_transfer`, `files.*`, `transfers.not_confirmed`, and `http.idempotency_content_differs`.
 * Nothing half done: whatever was stored of a refused or dropped upload is removed.
 */
export async function receiveTransfer(hub: Hub, call: Request, confirm: boolean): Promise<Reply> {
  const upload = await call.upload()
  const body: Body | undefined = call.body
  if (!upload && !body) throw new ProblemError('files.missing')
  const asked = askedOf(upload ? fieldsOf(upload) : { ...body }, upload?.fileName ?? null)
  if (confirm && !asked.confirmed) throw new ProblemError('transfers.not_confirmed')
  if (body && 'faultyOf' in body) await takeOver(hub, call, asked, body.faultyOf)
  const transfer = newId()
  await hub.database.inScope(call.actor, (scope) => insertTransfer(scope, { id: transfer, ...asked, confirmed: confirm }))
  try {
    const hash = createHash('sha256').update(JSON.stringify([asked.source, asked.target, asked.several, confirm]))
    if (upload) await storeFile(hub, call, { transfer, asked, hash }, upload.content)
    else if (body) await storeBody(hub, call, { transfer, asked, hash }, body)
    const digest = hash.digest()
    const request = { key: call.idempotencyKey, operation: confirm ? 'requestTransfer' : 'previewTransfer', hash: digest }
    const reply = await hub.database.inChunk(call.actor, (scope) => once(scope, request, () => settle(hub, scope, transfer, confirm)))
    // A key that was used before gives the first transfer; what was stored just now goes.
    if (reply.id !== transfer) await discard(hub, call, transfer)
    return reply
  } catch (error) {
    await discard(hub, call, transfer)
    throw error
  }
}

/** What the first one was held to, the next one is; and its lines are the same file's (R-T5). */
async function takeOver(hub: Hub, call: Request, asked: Asked, of: string): Promise<void> {
  const before = await hub.database.inScope(call.actor, (scope) => findTransfer(scope, of))
  if (!before) return
  asked.retryOf = before.id
  asked.fileName = before.file_name
  if (asked.source === null && !asked.several) asked.source = before.asked_source
}

async function discard(hub: Hub, call: Request, transfer: string): Promise<void> {
  await hub.database
    .inScope(call.actor, (scope) => discardTransfer(scope, transfer))
    .catch((error: unknown) =>
      hub.log.warn({ err: error, transfer }, 'a transfer that was not received stays until the timer takes it back'),
    )
}

/** What all rows share, as a body says it. */
type Shared = { [Name in 'source' | 'target']?: string | undefined } & { [Name in 'several' | 'confirmed']?: boolean | undefined }

function fieldsOf({ fields: { source, target, several, confirmed } }: Upload): Shared {
  return { source, target, several: several === 'true', confirmed: confirmed === 'true' }
}

function askedOf({ source, target, several = false, confirmed = false }: Shared, fileName: string | null): Asked {
  const customerId = (path: 'source' | 'target', text: string | undefined) => {
    const read = text ? parseCustomerId(text) : null
    if (text && read === null) throw new ProblemError('http.invalid', { fields: [{ path, code: 'customer_id' }] })
    return read
  }
  // The target first, as it is in the file.
  const to = customerId('target', target)
  return {
    source: source === 'unassigned' ? source : customerId('source', source),
    target: to,
    several,
    confirmed,
    fileName,
    retryOf: null,
  }
}

type Receipt = { transfer: string; asked: Asked; hash: ReturnType<typeof createHash> }

async function storeFile(hub: Hub, call: Request, receipt: Receipt, content: AsyncIterable<Buffer>): Promise<void> {
  const { transfer, asked, hash } = receipt
  const hashed = async function* () {
    for await (const chunk of content) {
      hash.update(chunk)
      yield chunk
    }
  }
  let batch: ReceivedRow[] = []
  let rows = 0
  const flush = async () => {
    if (batch.length === 0) return
    const full = batch
    batch = []
    await hub.database.inChunk(call.actor, (scope) => insertRows(scope, transfer, full))
  }
  for await (const row of readTransferFile(hashed(), { targetGiven: asked.target !== null })) {
    rows += 1
    if (rows > limits.transferRows) throw new ProblemError('files.too_many_rows', { values: { rows: limits.transferRows } })
    batch.push(received(row, asked.target))
    if (batch.length === limits.chunkRows) await flush()
  }
  if (rows === 0) throw new ProblemError('files.empty')
  await flush()
}

async function storeBody(hub: Hub, call: Request, receipt: Receipt, body: Body): Promise<void> {
  const { transfer, asked, hash } = receipt
  if ('faultyOf' in body) {
    hash.update(body.faultyOf)
    await hub.database.inChunk(call.actor, (scope) => storeFaulty(scope, receipt, body.faultyOf))
    return
  }
  if (asked.target === null) throw new ProblemError('http.invalid', { fields: [{ path: 'target', code: 'required' }] })
  const target = asked.target
  if ('devices' in body) {
    hash.update(JSON.stringify(body.devices))
    await hub.database.inChunk(call.actor, (scope) => insertPicked(scope, transfer, body.devices, { text: target, key: target }), 'any')
    return
  }
  if ('filter' in body) {
    hash.update(JSON.stringify([body.filter, body.except]))
    await hub.database.inChunk(call.actor, (scope) => storeFiltered(scope, transfer, body, target), 'managed')
    return
  }
  hash.update(JSON.stringify(body.serials))
  const rows = [...readPastedSerials(body.serials)].map((row) => received(row, target))
  if (rows.length === 0) throw new ProblemError('transfers.nothing_to_transfer')
  await hub.database.inChunk(call.actor, (scope) => insertRows(scope, transfer, rows))
}

type Filtered = Extract<Body, { filter: unknown }>

/** The filter's result as of now: what is previewed is what runs (R-T4). A tenant out of reach is as one that is not there (R-A2). */
async function storeFiltered(scope: Scope, transfer: string, { filter, except = [] }: Filtered, target: string): Promise<void> {
  const fault = new ProblemError('http.invalid', { fields: [{ path: 'filter.tenant', code: 'unknown' }] })
  const asked = filter.tenant === 'unassigned' ? filter.tenant : parseCustomerId(filter.tenant)
  if (asked === null) throw new ProblemError('http.invalid', { fields: [{ path: 'filter.tenant', code: 'customer_id' }] })
  const tenant = await findTenantLabel(scope, { asked })
  if (!tenant) throw fault
  const serialStart = filter.q ? foldSerial(filter.q) : null
  const chosen = { tenant: tenant.id, serialStart, model: filter.model || null, except }
  const to = { text: target, key: target, atMost: limits.transferRows + 1 }
  const rows = serialStart === '' ? 0 : await insertFiltered(scope, transfer, chosen, to)
  if (rows === 0) throw new ProblemError('transfers.nothing_to_transfer')
  if (rows > limits.transferRows) throw new ProblemError('files.too_many_rows', { values: { rows: limits.transferRows } })
}

/** Rows that stayed, with the lines that they had (R-T5), of a lapsed preview also those that would have moved; with a target of its own they all go there. Another's transfer is as one that is not there (R-A2). */
async function storeFaulty(scope: Scope, { transfer, asked }: Receipt, of: string): Promise<void> {
  const fault = new ProblemError('http.invalid', { fields: [{ path: 'faultyOf', code: 'unknown' }] })
  const before = await findTransfer(scope, of)
  if (!before || !isAtItsEnd(before.state)) throw fault
  if ((await insertFaulty(scope, transfer, before, asked.target)) === 0) throw new ProblemError('transfers.nothing_to_transfer')
}

/** A row without a target of its own takes the one that was asked for; one with another is `wrong_target` later. */
export function received(row: TransferFileRow | TransferFileFault, asked: string | null): ReceivedRow {
  const target = row.target === null || row.target === '' ? (asked ?? '') : row.target
  const readable = row.fault === undefined || isTargetFault(row.fault)
  return {
    line: row.line,
    serial: row.serial,
    target,
    targetKey: parseCustomerId(target) ?? '',
    serialKey: readable ? foldSerial(row.serial) : '',
    productKey: row.productNumber === null ? '' : foldProductNumber(row.productNumber),
    fault: row.fault ?? null,
  }
}

/** The receipt becomes a transfer. */
async function settle(hub: Hub, scope: Scope, transfer: string, confirm: boolean): Promise<Reply> {
  const decided = await beginPreview(hub, scope, transfer)
  if (decided && confirm) await queueTransfer(hub, scope, transfer)
  const made = await findTransfer(scope, transfer)
  if (!made) throw new Error('a transfer that was just received is not there')
  return presentTransfer(scope.actor, made)
}
