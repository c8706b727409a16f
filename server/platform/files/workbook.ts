// The first sheet of a workbook (.xlsx) as records, streaming: rows as they stand, cells as they are shown. Formulas count by the value that
// was stored with them; a cell that is merged over several rows shows in each of them that has something of its own.
import { posix } from 'node:path'
import { type Archive, inArchive } from './archive.ts'
import { type NumberShape, shapeOf } from './cell.ts'
import type { CsvRecord } from './csv.ts'
import { readSheet } from './sheet.ts'
import { FileRefused } from './text.ts'
import { readTexts } from './texts.ts'
import { readXml } from './xml.ts'

/** The number by which readers and writers know a ZIP archive. */
export const archiveSignature = '504b0304'

/**
 * Records of the first sheet that is not hidden; `line` is the number of the row in the sheet. Memory is flat but for texts that cells share
 * (textsLimits). Throws FileRefused `files.unreadable` for archives that are no workbook or are damaged, `files.unpacks_too_large`.
 */
export function readWorkbook(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  return inArchive(chunks, async function* (archive) {
    const book = await readBook(archive)
    const texts = book.texts === null ? () => '' : await readTexts(archive, book.texts)
    const shapes = book.styles === null ? [] : await readShapes(archive, book.styles)
    yield* readSheet(archive, book.sheet, { texts, shapes, epoch: book.epoch })
  })
}

type Book = { sheet: string; texts: string | null; styles: string | null; epoch: 1900 | 1904 }

async function readBook(archive: Archive): Promise<Book> {
  const main = (await readLinks(archive, '')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!archive.has(main)) throw new FileRefused('files.unreadable', { kind: 'zip' })
  const links = await readLinks(archive, main)
  const shown: string[] = []
  const hidden: string[] = []
  let epoch: Book['epoch'] = 1900
  await readXml(archive.read(main, 'small'), {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) epoch = 1904
      if (name !== 'sheet') return
      const link = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1]
      const target = links.find(({ id, type }) => id === link && type === 'worksheet')?.target
      if (target !== undefined) (attributes.state === undefined || attributes.state === 'visible' ? shown : hidden).push(target)
    },
  })
  const sheet = shown[0] ?? hidden[0]
  if (sheet === undefined || !archive.has(sheet)) throw new FileRefused('files.unreadable', { kind: 'workbook' })
  const other = (wanted: string) => links.find(({ type }) => type === wanted)?.target ?? null
  return { sheet, texts: other('sharedStrings'), styles: other('styles'), epoch }
}

type Link = { id: string; type: string; target: string }

/** What a part refers to, by the last word of its type. */
async function readLinks(archive: Archive, part: string): Promise<Link[]> {
  const folder = posix.dirname(part)
  const links: Link[] = []
  await readXml(nothingAsEmpty(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`)), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      links.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target })
    },
  })
  return links
}

async function* nothingAsEmpty(archive: Archive, part: string): AsyncGenerator<Buffer> {
  if (archive.has(part)) yield* archive.read(part, 'small')
  else yield Buffer.from('<none/>')
}

/** For each style of a cell, how it shows numbers. */
async function readShapes(archive: Archive, part: string): Promise<NumberShape[]> {
  const codes = new Map<number, string>()
  const shapes: NumberShape[] = []
  let isCellStyle = false
  await readXml(nothingAsEmpty(archive, part), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') isCellStyle = true
      else if (name === 'xf' && isCellStyle) shapes.push(shapeOf(Number(attributes.numFmtId ?? 0), codes.get(Number(attributes.numFmtId))))
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false
    },
  })
  return shapes
}
