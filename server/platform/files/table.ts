// One reader for the rows of a table file, whatever program wrote it: delimited text in any dialect, or a workbook. What it is, is read
// from its first bytes, never from its name.
import { type CsvRecord, readCsv } from './csv.ts'
import { archiveSignature, readWorkbook } from './workbook.ts'

export type TableRecord = CsvRecord

/**
 * Records in the order of the file, blank lines skipped and counted. Throws FileRefused `files.unreadable` for what is neither text nor a
 * workbook, `files.unpacks_too_large` for workbooks that are made to fill memory or disk.
 */
export async function* readTable(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TableRecord> {
  const source = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < archiveSignature.length / 2) {
    const next = await source.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  const whole = joined(head, source)
  yield* head.toString('hex').startsWith(archiveSignature) ? readWorkbook(whole) : readCsv(whole)
}

async function* joined(head: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  } finally {
    await source.return?.()
  }
}
