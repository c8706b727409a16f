import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { shapeOf, showNumber } from './cell.ts'
import type { CsvRecord } from './csv.ts'
import { readTable } from './table.ts'
import { workbookWriter } from './write-workbook.ts'

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

type Parts = Record<string, string | Buffer>
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetXml = (rows: string, behind = '') => `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${behind}</worksheet>`

/** The parts of a workbook: sheets by their state, in order, and what the cells refer to. */
function book(
  sheets: readonly { xml: string; state?: string; type?: string }[],
  more: { texts?: string[]; styles?: string; properties?: string } = {},
): Parts {
  const link = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const list = sheets.map(({ state }, n) => `<sheet name="S${n}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="r${n}"/>`)
  return {
    '_rels/.rels': `<Relationships>${link('b', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${more.properties ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map(({ type }, n) => link(`r${n}`, type ?? 'worksheet', `worksheets/sheet${n}.xml`)).join('')}${link('t', 'sharedStrings', 'sharedStrings.xml')}${link('s', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${(more.texts ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet>${more.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(sheets.map(({ xml }, n) => [`xl/worksheets/sheet${n}.xml`, xml])),
  }
}

async function zipped(parts: Parts): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return Buffer.concat(await collected(zip.outputStream as unknown as AsyncIterable<Buffer>))
}

async function* cut(bytes: Buffer, size = 1_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (bytes: Buffer, size?: number): Promise<CsvRecord[]> => collected(readTable(cut(bytes, size)))
const readBook = async (...of: Parameters<typeof book>) => read(await zipped(book(...of)))
const fields = (records: CsvRecord[]) => records.map((record) => record.fields)
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`

describe('a workbook is read as it is shown', () => {
  test('shared, inline and rich texts; phonetic readings are not part of them', async () => {
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><r><t>5C</t></r><r><t>G1</t></r></is></c><c r="C2" t="s"><v>2</v></c></row>`
    const texts = [
      '<t>serial</t>',
      '<r><rPr><b/></rPr><t>tar</t></r><r><t xml:space="preserve">get</t></r>',
      '<t>東</t><rPh sb="0" eb="1"><t>ヒガシ</t></rPh>',
    ]
    expect(await readBook([{ xml: sheetXml(rows) }], { texts })).toEqual([
      { line: 1, fields: ['serial', 'target'] },
      { line: 2, fields: ['5CG1', '', '東'] },
    ])
  })

  test('numbers, days and times by their format; zeros that a format puts in front are there', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="00000000"/><numFmt numFmtId="165" formatCode="[$-407]d/\\ mmmm\\ yyyy;@"/><numFmt numFmtId="166" formatCode="&quot;day&quot;0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>'
    const cells = [
      ['0', '1234567'],
      ['1', '1234567'],
      ['2', '46085'],
      ['3', '46085.5'],
      ['4', '12'],
      ['0', '123456789012345'],
      ['0', '1.2345678901234567E+17'],
      ['0', '12345678901234567'],
      ['0', '0.1'],
    ]
    const rows = `<row>${cells.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>`
    expect(fields(await readBook([{ xml: sheetXml(rows) }], { styles }))).toEqual([
      [
        '1234567',
        '01234567',
        '2026-03-04',
        '2026-03-04 12:00:00',
        '12',
        '123456789012345',
        '1.23456789012346E+17',
        '1.23456789012346E+16',
        '0.1',
      ],
    ])
    expect(showNumber('1', shapeOf(14, undefined), 1900)).toBe('1900-01-01')
    expect(showNumber('61', shapeOf(14, undefined), 1900)).toBe('1900-03-01')
    expect(showNumber('0.5', shapeOf(21, undefined), 1900)).toBe('12:00:00')
    const properties = '<workbookPr date1904="1"/>'
    expect(fields(await readBook([{ xml: sheetXml('<row><c s="2"><v>44623</v></c></row>') }], { styles, properties }))).toEqual([
      ['2026-03-04'],
    ])
  })

  test('a formula counts by its stored value, an error and a truth value by their names', async () => {
    const rows =
      '<row><c t="str"><f>CONCAT("5C","G1")</f><v>5CG1</v></c><c><f>1+1</f><v>2</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c t="d"><v>2026-03-04T00:00:00</v></c></row>'
    expect(fields(await readBook([{ xml: sheetXml(rows) }]))).toEqual([['5CG1', '2', '#N/A', 'TRUE', '2026-03-04']])
  })

  test('a cell merged over several rows shows in each of them that has something of its own', async () => {
    const rows = `<row r="1">${text('A1')}${text('C-1')}</row><row r="2">${text('A2')}</row><row r="4">${text('A4')}</row><row r="5"><c r="B5"/></row><row r="6">${text('A6')}${text('C-2')}</row>`
    const behind = '<mergeCells count="2"><mergeCell ref="B1:B5"/><mergeCell ref="A6:C6"/></mergeCells><pageMargins left="0.7"/>'
    expect(await readBook([{ xml: sheetXml(rows, behind) }])).toEqual([
      { line: 1, fields: ['A1', 'C-1'] },
      { line: 2, fields: ['A2', 'C-1'] },
      { line: 4, fields: ['A4', 'C-1'] },
      { line: 6, fields: ['A6', 'C-2'] },
    ])
  })

  test('of fifty sheets the first that is not hidden, and no chart', async () => {
    const sheet = (name: string, state?: string, type?: string) => ({
      xml: sheetXml(`<row>${text(name)}</row>`),
      ...(state ? { state } : {}),
      ...(type ? { type } : {}),
    })
    const many = Array.from({ length: 47 }, (_, n) => sheet(`more ${n}`))
    expect(
      fields(await readBook([sheet('chart', undefined, 'chartsheet'), sheet('hidden', 'veryHidden'), sheet('first'), ...many])),
    ).toEqual([['first']])
    expect(fields(await readBook([sheet('only', 'hidden')]))).toEqual([['only']])
  })

  test('prefixes, missing addresses, blank rows, escaped characters, other bytes than UTF-8', async () => {
    const rows = `<x:row r="3"><x:c t="inlineStr"><x:is><x:t>A_x000D_&amp;<![CDATA[<b>]]>_x005F_x0041_</x:t></x:is></x:c></x:row><x:row r="9"><x:c/><x:c r="XFD9" s="1"/></x:row><x:row>${'<x:c><x:v>7</x:v></x:c>'}</x:row>`
    const xml = sheetXml(rows).replace('<worksheet', `<worksheet xmlns:x="${main}"`)
    expect(await readBook([{ xml }])).toEqual([
      { line: 3, fields: ['A\r&<b>_x0041_'] },
      { line: 10, fields: ['7'] },
    ])
    const wide = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${sheetXml(`<row>${text('Zürich')}</row>`)}`, 'utf16le')
    expect(fields(await read(await zipped({ ...book([{ xml: '' }]), 'xl/worksheets/sheet0.xml': wide })))).toEqual([['Zürich']])
  })

  test('bad rows stop no others: fields too long and too many', async () => {
    const rows = `<row r="1">${text('x'.repeat(10_001))}</row><row r="2"><c r="ZZZ2"/><c r="XFD2"><v>1</v></c></row><row r="3">${text('good')}</row>`
    expect(await readBook([{ xml: sheetXml(rows.replace('<c r="ZZZ2"/>', '')) }])).toEqual([
      { line: 1, fault: 'field_too_long' },
      { line: 2, fault: 'too_many_fields' },
      { line: 3, fields: ['good'] },
    ])
  })

  test('what it is, is seen from its bytes, however they come', async () => {
    const bytes = await zipped(book([{ xml: sheetXml(`<row>${text('a')}</row>`) }]))
    for (const size of [1, 3, 5, 100_000]) expect(fields(await read(bytes, size))).toEqual([['a']])
    expect(fields(await read(Buffer.from('a,b\n1,2'), 1))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(await read(Buffer.from(''))).toEqual([])
  })
})

describe('what is made to do harm is refused, cheaply', () => {
  const refused = (bytes: Buffer) => expect(read(bytes, 100_000)).rejects
  test('archives that are no workbook, damaged ones, workbooks of other kinds', async () => {
    await refused(await zipped({ 'readme.txt': 'hello' })).toMatchObject({ code: 'files.unreadable' })
    await refused(Buffer.from('PK\x03\x04....')).toMatchObject({ code: 'files.unreadable' })
    const whole = await zipped(book([{ xml: sheetXml(`<row>${text(randomBytes(20_000).toString('hex'))}</row>`) }]))
    await refused(whole.subarray(0, whole.length - 30)).toMatchObject({ code: 'files.unreadable' })
    const spoilt = Buffer.from(whole)
    const at = spoilt.indexOf('xl/worksheets/sheet0.xml') + 200
    spoilt.fill(0xff, at, at + 4_000)
    await refused(spoilt).toMatchObject({ code: 'files.unreadable' })
    await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex')).toMatchObject({ code: 'files.unreadable', details: { kind: 'workbook' } })
  })

  test('entities, rows that go back, cells outside any sheet, tags in tags in tags, XML that is none', async () => {
    for (const xml of [
      `<!DOCTYPE w [<!ENTITY a "aaaa">]>${sheetXml('<row><c><v>&a;</v></c></row>')}`,
      sheetXml('<row><c><v>&unknown;</v></c></row>'),
      sheetXml('<row r="2"/><row r="2"/>'),
      sheetXml('<row r="99999999999"/>'),
      sheetXml('<row><c r="AAAA1"/></row>'),
      '<a>'.repeat(100) + '</a>'.repeat(100),
      '<worksheet><sheetData>',
    ]) {
      await refused(await zipped(book([{ xml }]))).toMatchObject({ code: 'files.unreadable' })
    }
  })

  test('a bomb is refused before it is unpacked, and nothing of it stays behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-bomb-'))
    vi.stubEnv('TMPDIR', folder)
    onTestFinished(() => {
      vi.unstubAllEnvs()
      return rm(folder, { recursive: true })
    })
    const bomb = await zipped(book([{ xml: sheetXml(`<row>${' '.repeat(40_000_000)}</row>`) }]))
    const started = performance.now()
    await refused(bomb).toMatchObject({ code: 'files.unpacks_too_large' })
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(tmpdir()).toBe(folder)
    expect(await readdir(folder)).toEqual([])
  })

  test('an archive that lies about its sizes is refused where it says too little', async () => {
    const bytes = await zipped(book([{ xml: sheetXml(`<row>${text('a'.repeat(3_000))}</row>`) }]))
    const directory = bytes.lastIndexOf('xl/worksheets/sheet0.xml') - 46
    bytes.writeUInt32LE(100, directory + 24)
    await refused(bytes).toMatchObject({ code: 'files.unreadable' })
  })

  test('one attribute or text without an end does not fill memory', async () => {
    const long = randomBytes(2_000_000).toString('base64')
    await refused(await zipped(book([{ xml: `<worksheet a="${long}"/>` }]))).toMatchObject({ code: 'files.unreadable' })
    await refused(await zipped(book([{ xml: sheetXml(`<row><c><v>${long}</v></c></row>`) }]))).toMatchObject({ code: 'files.unreadable' })
  })
})

describe('a workbook that the hub writes', () => {
  test('is read again as it was, formulas and all', async () => {
    const writer = workbookWriter(['serialNumber', 'note'])
    const rows = [
      ['=HYPERLINK("http://x")', '+1'],
      ['007', 'a\u0001<&>"\'_x0041_\ud800 é 東 😀\nnew line'],
      ['', ' '],
      ['x', ''],
    ]
    void (async () => {
      for (const row of rows) await writer.write(row)
      writer.end()
    })()
    const bytes = Buffer.concat(await collected(writer.stream as AsyncIterable<Buffer>))
    expect(fields(await read(bytes))).toEqual([
      ['serialNumber', 'note'],
      ['=HYPERLINK("http://x")', '+1'],
      ['007', 'a\u0001<&>"\'_x0041_\ufffd é 東 😀\nnew line'],
      ['x'],
    ])
    expect(bytes.includes('<f>')).toBe(false)
  })

  test('takes a hundred thousand rows in flat memory, out and in', { timeout: 60_000 }, async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const writer = workbookWriter(['serialNumber', 'targetCustomerId'])
    void (async () => {
      for (let n = 0; n < 100_000; n++) await writer.write([`5CG${n}`, 'C-1234-5678-9'])
      writer.end()
    })()
    collect()
    const before = process.memoryUsage().heapUsed
    let most = 0
    let records = 0
    for await (const _ of readTable(writer.stream)) {
      records += 1
      if (records % 20_000 === 0) {
        collect()
        most = Math.max(most, process.memoryUsage().heapUsed - before)
      }
    }
    expect(records).toBe(100_001)
    expect(most).toBeLessThan(20_000_000)
  })

  test('goes away with its reader', async () => {
    const writer = workbookWriter(['a'])
    writer.stream.destroy()
    await expect(
      (async () => {
        for (;;) await writer.write(['x'.repeat(1_000)])
      })(),
    ).rejects.toThrow('went away')
  })
})
