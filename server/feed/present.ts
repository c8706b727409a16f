import { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import type { feed, feedRow } from '../../contract/feeds.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import { sayIfKnown } from '../platform/words.ts'
import { type FeedColumn, type FeedFileText, feedColumns } from './file.ts'
import type { countCorrected, FeedRecord, FeedRowRecord, PastRecord, RetryRecord, SentRecord } from './queries.ts'

export type Feed = z.infer<typeof feed>
export type FeedRow = z.infer<typeof feedRow>

/** What only one feed at a time is asked for. */
export type FeedDetail = {
  retry?: RetryRecord | undefined
  corrected: Awaited<ReturnType<typeof countCorrected>>
  placedWith: Feed['placedWith']
}

export function presentFeed(record: FeedRecord, detail?: FeedDetail): Feed {
  return {
    id: record.id,
    state: record.state,
    fileName: record.file_name,
    rows: record.rows,
    decided: record.decided,
    outcomes: record.outcomes,
    reportedBy: record.reported_by,
    createdAt: record.created_at.toISOString(),
    finishedAt: record.finished_at?.toISOString() ?? null,
    corrected: detail?.corrected.reduce((sum, { n }) => sum + n, 0) ?? null,
    correctedOutcomes: detail ? Object.fromEntries(detail.corrected.map(({ outcome, n }) => [outcome, n])) : null,
    placedWith: detail?.placedWith ?? null,
    retries: record.run,
    retry: detail?.retry ? presentRetry(detail.retry) : null,
  }
}

function presentRetry(record: RetryRecord): NonNullable<Feed['retry']> {
  return {
    askedBy: record.asked_by,
    askedAt: record.asked_at.toISOString(),
    outcome: record.outcome,
    rows: record.rows,
    decided: record.decided,
    placed: record.placed,
    finishedAt: record.finished_at?.toISOString() ?? null,
  }
}

/** A row's values by the columns of the file. */
export function saleOf(record: SentRecord): FeedFileText {
  return {
    vendor: record.vendor_name,
    productNumber: record.product_number,
    serialNumber: record.serial,
    model: record.model,
    soldToLocationId: record.location_id,
    saleDate: record.sale_date ?? record.sale_date_text,
    webOrderNumber: record.web_order,
    endCustomer: record.end_customer,
  }
}

/** As it was kept of a row before its correction. */
const keptSale = z.record(z.enum(feedColumns), z.string())

/** Rows with what became of each and what to do about it, in the reader's language, and with what they were before. */
export function presentRows(rows: readonly FeedRowRecord[], pasts: readonly PastRecord[], language: Language): FeedRow[] {
  const pastsOf = Map.groupBy(pasts, ({ line }) => line)
  return rows.map((record) => ({
    ...saleOf(record),
    line: record.line,
    outcome: record.outcome,
    explanation: record.waiting ? sayIfKnown(language, 'feeds/waiting') : explain(record, saleOf(record), language),
    placedWith: record.placed_with,
    revision: record.revision,
    waiting: record.waiting,
    history: (pastsOf.get(record.line) ?? []).map((past) => presentPast(past, saleOf(record), language)),
  }))
}

function presentPast(past: PastRecord, now: FeedFileText, language: Language): FeedRow['history'][number] {
  const { at, act, by_name: by, outcome } = past
  const sent = past.sent === null ? null : keptSale.parse(past.sent)
  return { at: at.toISOString(), act, by, outcome, explanation: explain(past, sent ?? now, language), sent }
}

type Fate = Pick<FeedRowRecord, 'outcome' | 'fault' | 'reason'>

function explain({ outcome, fault, reason }: Fate, sale: Record<FeedColumn, string>, language: Language): string | null {
  if (outcome === null) return null
  if (outcome === 'unknown_location' && parseLocationId(sale.soldToLocationId) === null) return explainFault(notALocation, language)
  const values = { vendor: sale.vendor, location: sale.soldToLocationId, reason: reason ?? '' }
  return (
    (outcome === 'bad_row' ? explainFault(fault, language) : null) ?? sayIfKnown(language, `feeds/outcomes/${outcome}/explanation`, values)
  )
}

/** No partner can have such a location ID: a digit is wrong, or one too few or too many. As a row keeps its fault. */
export const notALocation = 'location_id:soldToLocationId'

/** A fault as rows keep it: `code` or `code:field`. */
export function explainFault(fault: string | null, language: Language): string | null {
  const [code, field = ''] = fault?.split(':') ?? []
  return code ? sayIfKnown(language, `feeds/faults/${code}`, { field }) : null
}
