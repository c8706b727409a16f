import { z } from 'zod'
import type { listAudit } from '../../contract/audit.ts'
import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { type AuditRow, findSubjects, listEvents, type Subject } from './queries.ts'
import { factsOf, moveOf, nameActingFor, nameActor, pageOfSubject, tell } from './rules.ts'

type Listed = ReplyOf<typeof listAudit>

/** The log of the organisation acted for, or for the operator the hub's own, newest first, in the reader's words (R-A6), with what the reader may open of what it is about. */
export async function showAudit(scope: Scope, { query, language }: Pick<Call<typeof listAudit>, 'query' | 'language'>): Promise<Listed> {
  const { limit, cursor, ...filter } = query
  const after = readKeys(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const rows = await listEvents(scope, { ...filter, after: after && { at: after[0], id: after[1] }, atMost: limit + 1 })
  const seen = await seenSubjects(scope, rows)
  return pageOf(
    rows,
    limit,
    (row) => present(row, language, seen),
    (row) => [row.at_key, row.id],
  )
}

const permissions = { transfer: 'transfer.read', feed: 'feed.read', customer: 'customer.read', device: 'device.read' } as const

/** What of these rows' subjects has a page that the reader may open: out of reach is as absent (R-A2). */
async function seenSubjects(scope: Scope, rows: readonly AuditRow[]): Promise<ReadonlySet<string>> {
  const subjects = rows.flatMap((row): Subject[] => {
    const kind = pageOfSubject(row.kind)
    return kind !== null && row.subject !== null && hasPermission(scope.actor, permissions[kind]) ? [{ kind, id: row.subject }] : []
  })
  const found = await findSubjects(scope, subjects)
  return new Set(found.map(({ kind, id }) => `${kind} ${id}`))
}

function present(row: AuditRow, language: Language, seen: ReadonlySet<string>): Listed['items'][number] {
  const { id, kind, sealed, subject } = row
  const who = nameActor(row)
  const detail = factsOf(row.detail)
  return {
    id,
    at: row.at.toISOString(),
    kind,
    who,
    personId: row.person,
    organisation: nameActingFor(row),
    sentence: tell(language, { kind, who, detail }),
    detail,
    subjectId: subject,
    about: aboutOf(row, detail, seen),
    sealed,
  }
}

/** To a customer no transfer is shown (R-A7): the devices are, that came or went. */
function aboutOf(
  { id, kind, subject }: AuditRow,
  detail: Record<string, unknown>,
  seen: ReadonlySet<string>,
): Listed['items'][number]['about'] {
  if (moveOf(kind, detail)) return { kind: 'devices', id }
  const page = pageOfSubject(kind)
  return page !== null && subject !== null && seen.has(`${page} ${subject}`) ? { kind: page, id: subject } : null
}
