import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type Sheet = {
  /** `<row>…</row>`, and what stands behind the rows. */
  rows: string
  behind?: string
  state?: 'hidden' | 'veryHidden'
}
export type Parts = Record<string, string | (() => Readable)>

/** The parts of a workbook as other programs write them, each of which a test may replace. */
export function partsOf(sheets: readonly Sheet[], more: { texts?: readonly string[]; styles?: string } = {}): Parts {
  const link = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`
  const list = sheets.map(({ state }, n) => `<sheet name="S${n}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="r${n}"/>`)
  const links = sheets.map((_, n) => link(`r${n}`, 'worksheet', `sheet${n}.xml`)).join('')
  return {
    '_rels/.rels': `<Relationships>${link('b', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links}${link('t', 'sharedStrings', 'texts.xml')}${link('s', 'styles', 'styles.xml')}</Relationships>`,
    'xl/texts.xml': `<sst>${(more.texts ?? []).map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet>${more.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows, behind = '' }, n) => [`xl/sheet${n}.xml`, `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`]),
    ),
  }
}

/** A ZIP archive of these parts. */
export async function archiveOf(parts: Parts): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts))
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), name, { compress: content.length > 200 })
    else zip.addReadStream(content(), name)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A row of texts. */
export function textRow(line: number, values: readonly string[]): string {
  return `<row r="${line}">${values.map((value) => `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`).join('')}</row>`
}
