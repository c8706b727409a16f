// A table file that the hub gives: one way of writing for both forms.
import { stringify } from 'csv-stringify'
import { type Cell, type TableWriter, workbookWriter } from './write-workbook.ts'

export type { Cell, TableWriter } from './write-workbook.ts'
export const tableForms = ['csv', 'xlsx'] as const
export type TableForm = (typeof tableForms)[number]

/** Rows under a first row of `columns`, as a stream. Cells that a spreadsheet would run as a formula come out as text. */
export function tableWriter(form: TableForm, columns: readonly string[]): TableWriter {
  return form === 'xlsx' ? workbookWriter(columns) : csvWriter(columns)
}

/**
 * Where a cell begins for a spreadsheet and a formula would follow. Half of Europe separates by `;` and knows no quotation marks around what we
 * separate by commas: there a cell begins in the middle of a text, and a row at its line breaks.
 */
const formulas = /(^|[;\t\r\n])(?=["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g

function harmless(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.replace(formulas, "$1'") : cell
}

function csvWriter(columns: readonly string[]): TableWriter {
  const stream = stringify({ header: true, columns: [...columns], bom: true, record_delimiter: 'windows' })
  let go = () => {}
  for (const event of ['drain', 'close'] as const) stream.on(event, () => go())
  return {
    stream,
    async write(row) {
      if (stream.destroyed) throw new Error('the reader of a list went away')
      if (!stream.write(row.map(harmless))) await new Promise<void>((resolve) => (go = resolve))
    },
    end: () => stream.end(),
    fail: (error) => stream.destroy(error),
  }
}
