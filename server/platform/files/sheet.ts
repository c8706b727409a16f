import type { Archive } from './archive.ts'
import { columnOf, type NumberShape, rowOf, showNumber, unescapeText } from './cell.ts'
import { asRecord, type CsvRecord, csvLimits } from './csv.ts'
import { FileRefused } from './text.ts'
import type { Texts } from './texts.ts'
import { readXml, walkXml } from './xml.ts'

/** What the cells of a sheet refer to. */
export type Reference = { texts: Texts; shapes: readonly NumberShape[]; epoch: 1900 | 1904 }

export const sheetLimits = {
  rows: 1_048_576,
  columns: 16_384,
  /** Columns in which merged cells are looked at. */
  mergedColumns: 100,
  /** Of what stands behind the rows: the merged cells come first in it. */
  tailBytes: 4_194_304,
} as const

/** A cell over several rows, by the column of its value. */
type Merge = { column: number; from: number; to: number }

/** Records of one sheet. What is merged stands behind all rows, so the sheet is unpacked twice and read once. */
export async function* readSheet(archive: Archive, part: string, reference: Reference): AsyncGenerator<CsvRecord> {
  const merges = await readMerges(archive, part)
  const ready: CsvRecord[] = []
  const rows = rowReader(reference, merges, (record) => ready.push(record))
  for await (const _ of walkXml(archive.read(part, 'large'), rows)) yield* ready.splice(0)
  yield* ready
}

const endOfRows = Buffer.from('sheetData>')

async function readMerges(archive: Archive, part: string): Promise<Merge[]> {
  const merges: Merge[] = []
  await readXml(wrapped(tailOf(archive.read(part, 'large'))), {
    open(name, { ref = '' }) {
      if (name !== 'mergeCell') return
      const [first = '', last = ''] = ref.split(':')
      const merge = { column: columnOf(first), from: rowOf(first), to: rowOf(last) }
      if (merge.column >= 0 && merge.column < sheetLimits.mergedColumns && merge.from > 0 && merge.to > merge.from) merges.push(merge)
    },
  })
  return merges.sort((a, b) => a.from - b.from)
}

/** The beginning of what stands behind the last end of rows. */
async function tailOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  let held = Buffer.alloc(0)
  let isTail = false
  for await (const chunk of chunks) {
    if (isTail && held.length > sheetLimits.tailBytes && !chunk.includes(endOfRows)) continue
    held = Buffer.concat([held, chunk])
    const end = held.lastIndexOf(endOfRows)
    if (end !== -1) isTail = true
    if (end !== -1) held = held.subarray(end + endOfRows.length)
    else if (!isTail) held = held.subarray(-endOfRows.length)
  }
  return isTail ? held.toString('utf8') : ''
}

/** Only the list of merged cells: the elements around it need not be looked at, nor be whole. */
async function* wrapped(tail: Promise<string>): AsyncGenerator<Buffer> {
  const list = /<(?:\w+:)?mergeCells[\s>][\s\S]*?<\/(?:\w+:)?mergeCells>/.exec(await tail)?.[0] ?? '<none/>'
  yield Buffer.from(list)
}

type Cell = { column: number; type: string; style: number; value: string; text: string }

/** Events of a sheet's XML; gives each row that says something to `give`. */
function rowReader({ texts, shapes, epoch }: Reference, merges: readonly Merge[], give: (record: CsvRecord) => void) {
  const plain: NumberShape = { kind: 'plain' }
  const spread = spreader(merges)
  let line = 0
  let fields: string[] = []
  let cell: Cell | null = null
  let column = -1
  let reads: 'value' | 'text' | null = null
  let phonetic = 0

  const shown = ({ type, style, value, text }: Cell): string => {
    if (type === 's') return value === '' ? '' : texts(Number(value))
    if (type === 'inlineStr') return unescapeText(text)
    if (type === 'str' || type === 'e') return unescapeText(value)
    if (type === 'b') return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE'
    if (type === 'd') return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
    return showNumber(value, shapes[style] ?? plain, epoch)
  }
  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'c') {
        const { r, s, t = 'n' } = attributes
        column = r === undefined ? column + 1 : columnOf(r)
        if (column < 0 || column >= sheetLimits.columns) throw new FileRefused('files.unreadable', { kind: 'workbook' })
        cell = { column, type: t, style: Number(s ?? 0), value: '', text: '' }
      } else if (name === 'v') reads = cell ? 'value' : null
      else if (name === 't') reads = cell && phonetic === 0 ? 'text' : null
      else if (name === 'rPh') phonetic += 1
      else if (name === 'row') {
        const next = attributes.r === undefined ? line + 1 : Number(attributes.r)
        // Two rows with one number, or numbers that go back, would be two rows with one line.
        if (!(next > line && next <= sheetLimits.rows)) throw new FileRefused('files.unreadable', { kind: 'workbook' })
        line = next
        fields = []
        column = -1
      }
    },
    close(name: string) {
      if (name === 'c' && cell) {
        put(fields, cell.column, shown(cell))
        cell = null
      } else if (name === 'v' || name === 't') reads = null
      else if (name === 'rPh') phonetic -= 1
      else if (name === 'row') {
        const record = asRecord(line, spread(line, fields))
        if (record) give(record)
      }
    },
    text(piece: string) {
      if (cell && reads && cell[reads].length <= csvLimits.fieldCharacters) cell[reads] += piece
    },
  }
}

/** Blank cells far to the right, which programs leave behind, make no field. */
function put(fields: string[], column: number, value: string): void {
  if (value.trim() === '') return
  const place = Math.min(column, csvLimits.fields)
  while (fields.length < place) fields.push('')
  fields[place] = value
}

/** Fills the rows below a merged cell's value; rows that have nothing of their own stay blank. */
function spreader(merges: readonly Merge[]): (line: number, fields: string[]) => string[] {
  const open = new Map<number, { to: number; value: string }>()
  let next = 0
  return (line, fields) => {
    const isBlank = fields.length === 0
    for (const [column, { to, value }] of open) {
      if (to < line) open.delete(column)
      else if (!isBlank && (fields[column] ?? '') === '') put(fields, column, value)
    }
    for (let merge = merges[next]; merge && merge.from <= line; merge = merges[++next]) {
      if (merge.from === line) open.set(merge.column, { to: merge.to, value: fields[merge.column] ?? '' })
    }
    return fields
  }
}
