import type { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import type { feed, feedRow } from '../../contract/feeds.ts'
import { sayIfKnown } from '../platform/words.ts'
import type { FeedRecord, FeedRowRecord } from './queries.ts'

export type Feed = z.infer<typeof feed>
export type FeedRow = z.infer<typeof feedRow>

export function presentFeed(record: FeedRecord): Feed {
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
  }
}

/** With what became of it and what to do about it, in the reader's language. */
export function presentRow(record: FeedRowRecord, language: Language): FeedRow {
  return {
    line: record.line,
    vendor: record.vendor_name,
    productNumber: record.product_number,
    serialNumber: record.serial,
    model: record.model,
    soldToLocationId: record.location_id,
    saleDate: record.sale_date ?? record.sale_date_text,
    webOrderNumber: record.web_order,
    endCustomer: record.end_customer,
    outcome: record.outcome,
    explanation: explain(record, language),
  }
}

function explain({ outcome, fault, vendor_name: vendor, location_id: location }: FeedRowRecord, language: Language): string | null {
  if (outcome === null) return null
  const [code, field = ''] = fault?.split(':') ?? []
  const ofFault = outcome === 'bad_row' && code ? sayIfKnown(language, `feeds/faults/${code}`, { field }) : null
  return ofFault ?? sayIfKnown(language, `feeds/outcomes/${outcome}/explanation`, { vendor, location })
}
