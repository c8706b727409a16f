// Longer than 300 lines: one table of what is sent; how it is made and looked at stands around it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/endpoint.ts'
import { languages } from '../../contract/endpoint.ts'
import { allJobBindings, allJobs, allRoutes } from '../features.ts'
import { makeFeedWorld } from './feed-world.ts'
import { type Client, multipart, openTestHub, type TestHub, until } from './hub.ts'
import { archiveOf, partsOf, type Sheet, textRow } from './workbook.ts'
import type { Place, World } from './world.ts'

// What spreadsheets, other systems and people of bad will make of a list of devices: each sent to whatever takes one.

type Kind = 'feed' | 'transfer' | 'registration'
const kinds: readonly Kind[] = ['feed', 'transfer', 'registration']

/** What of a file is the same for everything that takes one: its columns, and the place of the serial and of a text that people write. */
type Form = {
  columns: readonly string[]
  serial: number
  prose: number
  row(serial: string): string[]
  path: string
  fields: Record<string, string>
  /** The outcome of a row that is as it should be. */
  good: string
}

let hub: TestHub
let forms: Record<Kind, Form>
/** Who sends, in each language. */
let people: Record<Kind, Record<(typeof languages)[number], Client>>
let holding: Place
let vendor: string
let world: World
let serials = 0

beforeAll(async () => {
  hub = await openTestHub({ routes: allRoutes, jobs: allJobs, jobBindings: allJobBindings })
  const feeds = await makeFeedWorld(hub)
  const { partner } = feeds
  world = feeds.world
  vendor = feeds.vendor
  holding = partner.holding
  const customer = await world.customer('Zürich Bâle', [{ partner: partner.organisation }])
  const spoken = async (organisation: string, role: 'feed_manager' | 'admin_agent') => ({
    en: await hub.member(organisation, [role], { language: 'en' }),
    fr: await hub.member(organisation, [role], { language: 'fr' }),
    de: await hub.member(organisation, [role], { language: 'de' }),
  })
  const agents = await spoken(partner.organisation, 'admin_agent')
  people = { feed: await spoken(feeds.provider, 'feed_manager'), transfer: agents, registration: agents }
  forms = {
    feed: {
      columns: ['vendor', 'productNumber', 'serialNumber', 'model', 'soldToLocationId'],
      serial: 2,
      prose: 3,
      row: (serial) => ['HP', '6Z7W8EA', serial, 'Müller Z2', partner.site.locationId],
      path: '/feeds',
      fields: {},
      good: 'placed',
    },
    transfer: {
      columns: ['serial number', 'customer ID', 'note'],
      serial: 0,
      prose: 2,
      row: (serial) => [serial, customer.customerId, 'Müller Z2'],
      path: '/transfers/preview',
      fields: {},
      good: 'moved',
    },
    registration: {
      columns: ['vendor', 'productNumber', 'serialNumber', 'model'],
      serial: 2,
      prose: 3,
      row: (serial) => ['HP', '6Z7W8EA', serial, 'Müller Z2'],
      path: '/device-registrations',
      fields: { tenant: customer.customerId },
      good: 'registered',
    },
  }
})
afterAll(() => hub.close())

/** A serial that can be sent: one to be moved is there already. */
async function fresh(kind: Kind, serial = `HF${String(++serials).padStart(6, '0')}`): Promise<string> {
  if (kind === 'transfer') await world.devices(vendor, holding, [serial], { origin: holding.organisation, lastHolding: holding.id })
  return serial
}
/** How a file is written. */
type Dialect = { delimiter?: string; end?: string; encode?: (text: string) => Buffer; start?: string }
const quoted = (value: string, delimiter: string) =>
  value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
function written(
  rows: readonly (readonly string[])[],
  { delimiter = ',', end = '\n', encode = Buffer.from, start = '' }: Dialect = {},
): Buffer {
  return encode(start + rows.map((row) => row.map((value) => quoted(value, delimiter)).join(delimiter) + end).join(''))
}
const wide = (text: string) => Buffer.from(text, 'utf16le')
const wideSwapped = (text: string) => wide(text).swap16()

/** What must come: a refusal of the whole file, or an outcome by line; `good` is the kind's own. */
type Told = { refused: string; says?: RegExp } | { lines: Record<number, string>; says?: RegExp }
type Made = { content: Buffer | string; told: Told }
type Input = (form: Form, kind: Kind, serial: () => Promise<string>) => Promise<Made> | Made

const allGood: Told = { lines: { 2: 'good', 3: 'good' } }
const inDialect =
  (dialect: Dialect): Input =>
  async ({ columns, row }, _kind, serial) => ({
    content: written([columns, row(await serial()), row(await serial())], dialect),
    told: allGood,
  })
/** A bad row between two good ones. */
const between =
  (spoil: (row: string[], form: Form) => readonly string[] | string, says?: RegExp, outcome = 'bad_row'): Input =>
  async (form, _kind, serial) => {
    const spoilt = spoil(form.row(await serial()), form)
    const lines = [form.columns, form.row(await serial()), spoilt, form.row(await serial())]
    return {
      content: lines.map((line) => (typeof line === 'string' ? line : written([line]).toString().trimEnd())).join('\n'),
      told: { lines: { 2: 'good', 3: outcome, 4: 'good' }, ...(says ? { says } : {}) },
    }
  }
const withSerial = (value: string, says: RegExp): Input => between((row, { serial }) => row.with(serial, value), says)
const aboutSerial = /serialNumber|serial number/
const asText = /(serialNumber|serial number).*(as text|without separators)/s
const refused =
  (code: string, content: (form: Form) => Buffer | string, says?: RegExp): Input =>
  (form) => ({ content: content(form), told: { refused: code, ...(says ? { says } : {}) } })
const inBook =
  (
    sheets: (rows: (count: number) => Promise<string>, form: Form, serial: () => Promise<string>) => Promise<readonly Sheet[]>,
    told: Told = allGood,
    more = {},
  ): Input =>
  async (form, _kind, serial) => {
    const rows = async (count: number) => {
      const all = [textRow(1, form.columns)]
      for (let line = 2; line < 2 + count; line++) all.push(textRow(line, form.row(await serial())))
      return all.join('')
    }
    return { content: await archiveOf(partsOf(await sheets(rows, form, serial), more)), told }
  }
const cells = (row: readonly string[], place: number, cell: string) =>
  row.map((value, at) => (at === place ? cell : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join('')
/** A workbook whose second row has this cell for its serial. */
const withCell = (cell: string, told: Told): Input =>
  inBook(
    async (_rows, form, serial) => [
      {
        rows: `${textRow(1, form.columns)}<row r="2">${cells(form.row(''), form.serial, cell)}</row>${textRow(3, form.row(await serial()))}`,
      },
    ],
    told,
    { styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>' },
  )
const badCell: Told = { lines: { 2: 'bad_row', 3: 'good' }, says: asText }

const inputs: Record<string, Input> = {
  'nothing at all': refused('files.empty', () => ''),
  'white space alone': refused('files.empty', () => ' \r\n\t\n,,\n'),
  'a header alone': refused('files.empty', ({ columns }) => written([columns])),
  'a byte order mark alone': refused('files.empty', () => '\ufeff'),
  'a file that ends in the middle of a value': async (form, _kind, serial) => {
    const whole = written([form.columns, form.row(await serial())]).toString()
    return {
      content: `${whole}HP,"half`,
      told: { lines: { 2: 'good', 3: 'bad_row' }, says: /quotation mark/ },
    }
  },
  'a file that ends in the middle of a row': async (form, kind, serial) => ({
    content: written([form.columns, form.row(await serial()), form.row('X').slice(0, kind === 'transfer' ? 1 : 2)]),
    told: { lines: { 2: 'good', 3: 'bad_row' }, says: kind === 'transfer' ? /column B/ : /serialNumber/ },
  }),
  NUL: between((row, { serial }) => row.with(serial, 'A\0B'), /no text has/),
  'a file of NUL': refused('files.unreadable', () => Buffer.alloc(3_000), /first line/),
  'UTF-8 with a mark': inDialect({ start: '\ufeff' }),
  'UTF-16 LE': inDialect({ encode: wide, start: '\ufeff' }),
  'UTF-16 BE': inDialect({ encode: wideSwapped, start: '\ufeff' }),
  'UTF-16 LE without a mark': inDialect({ encode: wide }),
  'UTF-16 BE without a mark': inDialect({ encode: wideSwapped }),
  'Windows-1252': inDialect({ encode: (text) => Buffer.from(text, 'latin1') }),
  semicolons: inDialect({ delimiter: ';' }),
  tabs: inDialect({ delimiter: '\t' }),
  bars: inDialect({ delimiter: '|' }),
  CR: inDialect({ end: '\r' }),
  CRLF: inDialect({ end: '\r\n' }),
  'line ends of all kinds, and blank lines': async ({ columns, row }, _kind, serial) => ({
    content: `${columns}\r\r\n${row(await serial())}\n\n${row(await serial())}\r`,
    told: { lines: { 3: 'good', 5: 'good' } },
  }),
  'Excel’s line that names the separator': async ({ columns, row }, _kind, serial) => ({
    content: `sep=;\r\n${written([columns, row(await serial())], { delimiter: ';' })}`,
    told: { lines: { 3: 'good' } },
  }),
  'a value over two lines': async ({ columns, row, prose }, kind, serial) => ({
    content: written([columns, row(await serial()).with(prose, 'one\ntwo'), row(await serial())]),
    told: { lines: { 2: kind === 'transfer' ? 'good' : 'bad_row', 4: 'good' }, ...(kind === 'transfer' ? {} : { says: /model/ }) },
  }),
  'a quotation mark that is never closed, before other rows': async ({ columns, row }, _kind, serial) => ({
    content: `${written([columns, row(await serial())])}"${row(await serial())}\n${row(await serial())}\n`,
    told: { lines: { 2: 'good', 3: 'bad_row', 4: 'bad_row' }, says: /from this line on|quotation mark/ },
  }),
  'a row twice, the second time in another spelling': async ({ columns, row }, _kind, serial) => {
    const one = await serial()
    return {
      content: written([columns, row(one), row(one.toLowerCase().replace('hf', 'hf-'))]),
      told: { lines: { 2: 'good', 3: 'duplicate_row' } },
    }
  },
  'a column twice': async ({ columns, row }, kind, serial) => {
    const content = written([
      [...columns, columns[0] ?? ''],
      [...row(await serial()), 'HP'],
    ])
    return { content, told: kind === 'transfer' ? { lines: { 2: 'good' } } : { refused: 'files.column_twice', says: /“vendor”/ } }
  },
  'columns in another order': async ({ columns, row }, kind, serial) => {
    const content = written([columns.toReversed(), row(await serial()).toReversed(), row(await serial()).toReversed()])
    return { content, told: kind === 'transfer' ? { lines: { 2: 'bad_row', 3: 'bad_row' } } : allGood }
  },
  'columns A and B swapped': async ({ columns, row }, kind, serial) => {
    const swap = ([a = '', b = '', ...rest]: readonly string[]) => [b, a, ...rest]
    const content = written([columns, swap(row(await serial()))])
    return {
      content,
      told:
        kind === 'transfer' ? { refused: 'files.columns_swapped', says: /column A/ } : { lines: { 2: 'unknown_vendor' }, says: /vendor/i },
    }
  },
  'the header of another file': async ({ row }, kind, serial) => ({
    content: written([['serie', 'klant'], row(await serial())]),
    told: kind === 'transfer' ? { lines: { 2: 'good' } } : { refused: 'files.column_missing', says: /“vendor”/ },
  }),
  'a serial as 1.23E+10': withSerial('1.23E+10', asText),
  'a serial as 1,23E+10': withSerial('1,23E+10', asText),
  'a serial as a date': withSerial('2026-03-04', asText),
  'a serial as a day and a month': withSerial('4-Mar', asText),
  'a serial as a number with a fraction': withSerial('1234567.0', asText),
  'a serial as an error of a spreadsheet': withSerial('#N/A', asText),
  'a serial as rows of hashes': withSerial('########', asText),
  'a serial that has lost its zeros': async ({ columns, row }, kind, serial) => {
    const number = String(4_711_000 + ++serials)
    await fresh(kind, `000${number}`)
    return {
      content: written([columns, row(number), row(await serial())]),
      told: kind === 'transfer' ? { lines: { 2: 'not_found', 3: 'good' }, says: new RegExp(`000${number}`) } : allGood,
    }
  },
  'a serial in Excel’s way to keep zeros': async ({ columns, row }, kind) => {
    const number = `00${5_000_000 + ++serials}`
    await fresh(kind, number)
    return { content: written([columns, row(`="${number}"`)]), told: { lines: { 2: 'good' } } }
  },
  'characters that turn the direction': withSerial('HF\u202e123', aboutSerial),
  'characters without width': withSerial('HF\u200b123', aboutSerial),
  'letters of another script that look alike': withSerial('Н\u0415123', aboutSerial),
  'digits of full width': withSerial('４７１１', aboutSerial),
  'nothing but separators': withSerial('-- --', aboutSerial),
  'invisible characters around a value': async ({ columns, row }, _kind, serial) => ({
    content: written([columns, row(`\u200e${await serial()}\u200b\u2069`), row(`\u00a0${await serial()} `)]),
    told: allGood,
  }),
  'a row of 10,000 fields': between(() => ','.repeat(9_999), /far too many values/),
  'a header of 10,000 fields': async ({ columns, row }, kind, serial) => ({
    content: `${columns}${',x'.repeat(10_000)}\n${row(await serial())}\n`,
    told:
      kind === 'transfer'
        ? { lines: { 1: 'bad_row', 2: 'good' }, says: /far too many/ }
        : { refused: 'files.unreadable', says: /first line/ },
  }),
  'a value of 20,000 characters': between((row, { prose }) => row.with(prose, 'x'.repeat(20_000)), /far too long/),
  'a row of 3 MB': between(() => 'x'.repeat(3_000_000), /too long/),
  'a serial of 65 characters': withSerial('X'.repeat(65), /too long/),
  'another kind of file: an old workbook': refused('files.unreadable', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /xls/),
  'another kind of file: a PDF': refused('files.unreadable', () => '%PDF-1.7 ...'),
  'another kind of file: an archive': async () => ({
    content: await archiveOf({ 'devices.csv': 'a,b' }),
    told: { refused: 'files.unreadable' },
  }),
  'another kind of file: compressed': refused('files.unreadable', () => Buffer.from('1f8b0800', 'hex')),
  'a workbook': inBook(async (rows) => [{ rows: await rows(2) }]),
  'a workbook, cut off': async (form, kind, serial) => {
    const { content } = await inBook(async (rows) => [{ rows: await rows(2) }])(form, kind, serial)
    return { content: Buffer.from(content).subarray(0, -30), told: { refused: 'files.unreadable' } }
  },
  'a workbook of 50 sheets': inBook(async (rows) => [
    { rows: textRow(1, ['hidden']), state: 'veryHidden' },
    { rows: await rows(2) },
    ...Array.from({ length: 48 }, (_, n) => ({ rows: textRow(1, [`sheet ${n}`]) })),
  ]),
  'merged cells': inBook(async (_rows, form, serial) => {
    const [one, two] = [form.row(await serial()), form.row(await serial())]
    // Column B of the second row has its value from the first one.
    const second = two.map((value, at) => (at === 1 ? '<c/>' : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join('')
    return [
      {
        rows: `${textRow(1, form.columns)}${textRow(2, one)}<row r="3">${second}</row>`,
        behind: '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>',
      },
    ]
  }),
  'a formula that was computed': async (form, kind, serial) => {
    const one = await serial()
    return withCell(`<c t="str"><f>CONCAT("HF","1")</f><v>${one}</v></c>`, allGood)(form, kind, serial)
  },
  'a formula without its value': withCell('<c><f>CONCAT("HF","1")</f></c>', { lines: { 2: 'bad_row', 3: 'good' }, says: aboutSerial }),
  'a formula that failed': withCell('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', badCell),
  'a number of a workbook with more digits than it keeps': withCell('<c><v>1.2345678901234567E+17</v></c>', badCell),
  'a day of a workbook': withCell('<c s="1"><v>46085</v></c>', badCell),
  'a zip bomb': async () => ({
    content: await archiveOf({ ...partsOf([{ rows: '' }]), 'xl/sheet0.xml': ' '.repeat(20_000_000) }),
    told: { refused: 'files.unpacks_too_large' },
  }),
  'a formula in place of a serial': async ({ columns, row }, kind) => {
    const formula = `=cmd|' /C calc'!A${++serials}`
    return { content: written([columns, row(formula)]), told: { lines: { 2: kind === 'transfer' ? 'not_found' : 'good' } } }
  },
}

type Sent = { id: string; state?: string; rows: number; outcomes: Record<string, number> }
type Row = { line: number; outcome: string; explanation: string | null }

const send = (kind: Kind, who: Client, content: Buffer | string, name = 'devices.csv') =>
  who.call('POST', forms[kind].path, multipart({ name, content }, forms[kind].fields))

/** The rows of what was sent, once each has its outcome. */
async function rowsOf(kind: Kind, who: Client, { id }: Sent): Promise<Row[]> {
  const path = forms[kind].path.replace('/preview', '')
  if (kind === 'feed') await until('the end of a feed', async () => (await who.call('GET', `${path}/${id}`)).json<Sent>().state === 'done')
  return (await who.call('GET', `${path}/${id}/rows?limit=200`)).json<{ items: Row[] }>().items
}

/** The same in three languages: different words, each a sentence. */
function expectWords(texts: readonly (string | null | undefined)[], what: string): void {
  expect(new Set(texts).size, `${what}: ${texts.join(' | ')}`).toBe(languages.length)
  for (const text of texts) expect(text?.length, what).toBeGreaterThan(20)
  expect(texts.join(), what).not.toContain('{{')
}

async function expectRefused(kind: Kind, content: Buffer | string, { refused: code, says }: { refused: string; says?: RegExp }) {
  const problems: Problem[] = []
  for (const language of languages) {
    const answer = await send(kind, people[kind][language], content)
    expect([answer.status, answer.problem().code], answer.text).toEqual([422, code])
    problems.push(answer.problem())
  }
  expectWords(
    problems.map(({ detail }) => detail),
    code,
  )
  if (says) expect(problems[0]?.detail).toMatch(says)
}

async function expectRows(kind: Kind, content: Buffer | string, { lines, says }: { lines: Record<number, string>; says?: RegExp }) {
  const answer = await send(kind, people[kind].en, content)
  expect(answer.status, answer.text).toBeLessThan(300)
  const told: Row[][] = []
  for (const language of languages) told.push(await rowsOf(kind, people[kind][language], answer.json<Sent>()))
  const [rows = []] = told
  const expected = Object.entries(lines).map(([line, outcome]) => [Number(line), outcome === 'good' ? forms[kind].good : outcome])
  expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual(expected)
  for (const [place, { line, outcome, explanation }] of rows.entries()) {
    if (outcome === forms[kind].good) continue
    expectWords(
      told.map((all) => all[place]?.explanation),
      `line ${line}`,
    )
    if (says) expect(explanation).toMatch(says)
  }
}

describe.each(kinds)('a %s file with', (kind) => {
  it.each(Object.entries(inputs))('%s: says what is wrong, and where, in each language', async (name, make) => {
    const { content, told } = await make(forms[kind], kind, () => fresh(kind))
    // Without a header that it needs, a transfer has rows or none.
    const bare: Told | null = kind === 'transfer' && name === 'a file of NUL' ? { lines: { 1: 'bad_row' } } : null
    const expected = bare ?? told
    if ('refused' in expected) await expectRefused(kind, content, expected)
    else await expectRows(kind, content, expected)
  })
})

describe.each(kinds)('a %s in a form that', (kind) => {
  const boundary = 'b'
  const part = (disposition: string, content: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`
  const asked = (parts: readonly string[], language: (typeof languages)[number] = 'en') =>
    people[kind][language].call('POST', forms[kind].path, {
      payload: `${parts.join('')}--${boundary}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    })
  const fields = () => Object.entries(forms[kind].fields).map(([name, value]) => part(`name="${name}"`, value))
  const file = async (name = 'devices.csv') => {
    const { columns, row } = forms[kind]
    return part(`name="file"; filename="${name}"`, written([columns, row(await fresh(kind))]).toString())
  }
  const broken: Record<string, { parts: () => Promise<string[]>; code: string }> = {
    'holds no file': { parts: async () => fields(), code: 'files.missing' },
    'holds it under another name': { parts: async () => [(await file()).replace('name="file"', 'name="list"')], code: 'files.missing' },
    'says something behind the file': {
      parts: async () => [...fields(), await file(), part('name="target"', 'x')],
      code: 'http.malformed',
    },
    'holds two files': { parts: async () => [...fields(), await file(), await file()], code: 'http.malformed' },
    'has 10,000 fields': {
      parts: async () => [...Array.from({ length: 10_000 }, (_, n) => part(`name="f${n}"`, 'x')), await file()],
      code: 'http.malformed',
    },
    'names a field as no object may': {
      parts: async () => [part('name="__proto__"', 'x'), ...fields(), await file()],
      code: 'http.malformed',
    },
  }
  it.each(Object.entries(broken))('%s is refused in each language', async (_, { parts, code }) => {
    const problems: Problem[] = []
    for (const language of languages) problems.push((await asked(await parts(), language)).problem())
    expect(problems.map((problem) => problem.code)).toEqual(languages.map(() => code))
    expectWords(
      problems.map(({ detail }) => detail),
      code,
    )
  })

  it.each(['a\u202egpj.csv', '..\\..\\etc', '<b>.csv', `${'long'.repeat(200)}.csv`, 'a\tb.csv', '\u200b.csv'])(
    'calls its file %j keeps a name that can be shown, or refuses it',
    async (name) => {
      const answer = await asked([...fields(), await file(name)])
      if (answer.status === 422) return expect(answer.problem().code).toBe('http.invalid')
      expect(answer.status, answer.text).toBeLessThan(300)
      const kept = answer.json<{ fileName: string }>().fileName
      expect(kept).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      expect(kept.length).toBeLessThan(201)
    },
  )
})
