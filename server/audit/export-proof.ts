import type { AuditFilter, ExportEnd, ExportHead, ExportRow, ExportSeal, exportAuditProof } from '../../contract/audit.ts'
import { leafHash, merkleLevels, merklePath } from '../../database/seal.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { readerNow } from '../platform/http/stream-table.ts'
import type { Hub } from '../platform/hub.ts'
import { findSpan, listProvenRows, listSeals, type ProvenRow, readLeaves, type Span } from './export-queries.ts'
import { sealNext } from './seal.ts'

/** One piece of the file, in one transaction: seals with the rows under them. Its memory is what these cover, of all organisations. */
const piece = { seals: 1_000, rows: 10_000 } as const
const bufferCharacters = 65_536

/**
 * The sealed rows of the log with what proves them (R-A6): each with what was hashed and its way to the root of its seal, under the
 * headers of all seals from the first to the last, so that the file can be checked alone (tools/verify-audit.ts). Rows in the order of the
 * seals. What waits to be sealed is sealed first, as far as nothing older runs; the rest is counted at the end.
 */
export async function streamProof(hub: Hub, { actor, query }: Call<typeof exportAuditProof>): Promise<AsyncIterable<string>> {
  await sealNext(hub.database)
  const span = await reading(hub, actor, (scope) => findSpan(scope, query))
  return buffered(lines(hub, actor, query, span))
}

async function reading<T>(hub: Hub, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return hub.database.inReadOnlyScope(await readerNow(hub.database, actor, ['audit.export']), work)
}

async function* lines(hub: Hub, actor: Actor, filter: AuditFilter, span: Span): AsyncGenerator<string> {
  yield line<ExportHead>({
    steward: 'audit',
    version: 1,
    organisation: { id: actor.acting?.id ?? '', name: actor.acting?.name ?? '' },
    at: hub.clock.now().toISOString(),
    filter,
  })
  const end = { rows: 0, seals: 0, unsealed: span.unsealed }
  if (span.first !== null && span.last !== null) {
    const last = span.last
    for (let after = span.first - 1; after < last; ) {
      const from = after
      const found = await reading(hub, actor, (scope) => readPiece(scope, filter, from, last))
      for (const { seal, rows, leaves } of found) {
        yield line({ seal })
        for (const row of proven(seal, rows, leaves)) yield line<ExportRow>(row)
        end.rows += rows.length
        end.seals += 1
        after = seal.number
      }
      if (found.length === 0) throw new Error('a seal is missing')
    }
  }
  yield line<ExportEnd>({ end })
}

type SealedRows = { seal: ExportSeal; rows: ProvenRow[]; leaves: Buffer[] }

async function readPiece(scope: Scope, filter: AuditFilter, after: number, last: number): Promise<SealedRows[]> {
  const seals = await listSeals(scope, { after, last, ...piece })
  const [first, final] = [seals[0], seals.at(-1)]
  if (!first || !final) return []
  const rows = await listProvenRows(scope, filter, first, final)
  const found: SealedRows[] = []
  let at = 0
  for (const seal of seals) {
    const from = at
    while (at < rows.length && isUnder(rows[at], seal)) at += 1
    found.push({ seal, rows: rows.slice(from, at), leaves: [] })
  }
  const leaves = await readLeaves(
    scope,
    found.filter((each) => each.rows.length > 0).map(({ seal }) => seal.number),
  )
  return found.map((each) => ({ ...each, leaves: leaves.get(each.seal.number) ?? [] }))
}

function isUnder(row: ProvenRow | undefined, { era, to }: ExportSeal): boolean {
  return row !== undefined && (row.era < era || (row.era === era && BigInt(row.xid) < BigInt(to)))
}

/** Rows with their ways to the root. Where the log was changed after the sealing, the ways lead elsewhere, and whoever checks sees it. */
function* proven(seal: ExportSeal, rows: readonly ProvenRow[], leaves: readonly Buffer[]): Generator<ExportRow> {
  if (rows.length === 0) return
  const levels = merkleLevels(leaves)
  const places = new Map(leaves.map((leaf, index) => [leaf.toString('hex'), index]))
  for (const { leaf, leaf_hash: kept, salt, person, person_name: name } of rows) {
    const hash = kept ?? leafHash(leaf ?? '').toString('hex')
    const index = places.get(hash)
    if (index === undefined) throw new Error('a row of the audit log changed while it was exported')
    yield {
      leaf,
      ...(leaf === null ? { hash } : {}),
      ...(salt !== null && person !== null ? { person: { salt, id: person, name: name ?? '' } } : {}),
      seal: seal.number,
      index,
      path: merklePath(levels, index).map((each) => each.toString('hex')),
    }
  }
}

function line<Line>(value: Line): string {
  return `${JSON.stringify(value)}\n`
}

/** Lines in pieces of a size that a socket likes. */
async function* buffered(source: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = ''
  for await (const each of source) {
    waiting += each
    if (waiting.length < bufferCharacters) continue
    yield waiting
    waiting = ''
  }
  if (waiting !== '') yield waiting
}
