// A workbook as a stream: rows go in one by one, bytes come out. Every text is a cell of type text, so nothing in it can be a formula.
import { PassThrough, type Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { csvLimits } from './csv.ts'
import { sheetLimits } from './sheet.ts'

export type Cell = string | number

export type TableWriter = {
  readonly stream: Readable
  /** Resolves when the next row may come. */
  write(row: readonly Cell[]): Promise<void>
  end(): void
  /** Cuts the stream off, so that nobody takes it for whole. */
  fail(error: Error): void
}

/** A bold first row, which each further sheet repeats; all columns are formatted as text, so that what is typed in keeps its zeros. */
export function workbookWriter(columns: readonly string[]): TableWriter {
  const zip = new ZipFile()
  const stream = new PassThrough()
  zip.on('error', (error: Error) => stream.destroy(error))
  zip.outputStream.pipe(stream)
  let sheets = 0
  let line = 0
  let sheet = new PassThrough()
  let waiting = ''
  let go = () => {}
  const add = (cells: readonly Cell[], style: number) => {
    line += 1
    waiting += rowOf(cells, line, style)
  }
  const turn = () => {
    sheet = new PassThrough()
    sheet.on('drain', () => go())
    sheets += 1
    line = 0
    zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`)
    waiting = sheetStart(columns.length)
    add(columns, headStyle)
  }
  turn()
  // Whoever goes away takes the sheet along that waits for them.
  stream.on('close', () => {
    sheet.destroy()
    go()
  })
  return {
    stream,
    async write(row) {
      if (line === sheetLimits.rows) {
        sheet.end(waiting + sheetEnd)
        turn()
      }
      add(row, textStyle)
      if (stream.destroyed) throw new Error('the reader of a workbook went away')
      if (waiting.length < pieceCharacters) return
      const goesOn = sheet.write(waiting)
      waiting = ''
      if (!goesOn) await new Promise<void>((resolve) => (go = resolve))
    },
    end() {
      sheet.end(waiting + sheetEnd)
      for (const [name, text] of partsOf(sheets)) zip.addBuffer(Buffer.from(`${declaration}${text}`), name)
      zip.end()
    },
    fail: (error) => stream.destroy(error),
  }
}

/** Rows go on their way in pieces: each piece is a turn through the compressor. */
const pieceCharacters = 65_536
const textStyle = 1
const headStyle = 2
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const sheetEnd = '</sheetData></worksheet>'

function sheetStart(columns: number): string {
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="24" style="${textStyle}" customWidth="1"/></cols><sheetData>`
}

function rowOf(cells: readonly Cell[], line: number, style: number): string {
  return `<row r="${line}">${cells.map((cell) => cellOf(cell, style)).join('')}</row>`
}

function cellOf(cell: Cell, style: number): string {
  if (cell === '') return '<c/>'
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold.
const unspeakable = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escaped(text: string): string {
  return text
    .slice(0, csvLimits.fieldCharacters)
    .toWellFormed()
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(unspeakable, (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
}

function partsOf(sheets: number): [string, string][] {
  const numbers = Array.from({ length: sheets }, (_, n) => n + 1)
  const link = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const links = (inner: string) => `<Relationships xmlns="${packages}/relationships">${inner}</Relationships>`
  const type = (part: string, kind: string) => `<Override PartName="/xl/${part}.xml" ContentType="${spreadsheet}.${kind}+xml"/>`
  return [
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers.map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      links(numbers.map((n) => link(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('') + link('styles', 'styles', 'styles.xml')),
    ],
    ['xl/styles.xml', styles],
    ['_rels/.rels', links(link('book', 'officeDocument', 'xl/workbook.xml'))],
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('workbook', 'sheet.main')}${type('styles', 'styles')}${numbers.map((n) => type(`worksheets/sheet${n}`, 'worksheet')).join('')}</Types>`,
    ],
  ]
}

/** Three styles: the usual one, text (format 49), text in bold. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`
