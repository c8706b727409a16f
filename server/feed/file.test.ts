import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileRefused } from '../platform/files/text.ts'
import { type FeedFileFault, type FeedFileRow, feedColumns, readFeedFile } from './file.ts'

const header = feedColumns.join(',')
const good = 'HP,6Z7W8EA,5CG01234AB,HP Z2 G9,L-00000-05724,2026-03-04,WO-17,Contoso'

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function read(text: string | Uint8Array): Promise<(FeedFileRow | FeedFileFault)[]> {
  async function* chunks() {
    yield Buffer.from(text)
  }
  return collected(readFeedFile(chunks()))
}

/** The fault of a good row with one value changed. */
async function faultWith(column: (typeof feedColumns)[number], value: string) {
  const values = good.split(',').map((usual, place) => (feedColumns[place] === column ? `"${value}"` : usual))
  const [row] = await read(`${header}\n${values.join(',')}\n`)
  return row?.fault ?? null
}

describe('the header (R-B3)', () => {
  test('in any order and case, with unknown columns ignored', async () => {
    const [row] = await read(
      'Colour; ENDCUSTOMER ;serialnumber;VENDOR;productNumber;model;soldToLocationID;saledate;WebOrderNumber\nred;Contoso;5CG01234AB;HP;6Z7W8EA;HP Z2 G9;L-00000-05724;2026-03-04;WO-17\n',
    )
    expect(row).toEqual({
      line: 2,
      vendor: 'HP',
      productNumber: '6Z7W8EA',
      serialNumber: '5CG01234AB',
      model: 'HP Z2 G9',
      soldToLocationId: 'L-00000-05724',
      saleDate: '2026-03-04',
      webOrderNumber: 'WO-17',
      endCustomer: 'Contoso',
    })
  })

  test('the last three columns may be empty or absent', async () => {
    const absent = { saleDate: null, webOrderNumber: null, endCustomer: null }
    expect((await read(`${header}\nHP,6Z7W8EA,5CG01234AB,Z2,L1,,,\n`))[0]).toMatchObject(absent)
    expect((await read(`${header}\nHP,6Z7W8EA,5CG01234AB,Z2,L1\n`))[0]).toMatchObject(absent)
    expect((await read('vendor,productNumber,serialNumber,model,soldToLocationId\nHP,6Z7W8EA,5CG01234AB,Z2,L1\n'))[0]).toMatchObject(absent)
  })

  test('a missing or doubled column refuses the file and names it', async () => {
    await expect(read(`${header.replace('model,', '')}\n${good}`)).rejects.toMatchObject({
      code: 'files.column_missing',
      details: { column: 'model' },
    })
    await expect(read(`${header},SerialNumber\n${good}`)).rejects.toMatchObject({
      code: 'files.column_twice',
      details: { column: 'serialNumber' },
    })
    await expect(read(`${good}\n${good}`)).rejects.toMatchObject({ code: 'files.column_missing', details: { column: 'vendor' } })
    await expect(read(`${header},colour,colour\n${good},red,blue`)).resolves.toHaveLength(1)
  })

  test('an empty file, one that is no text, and one without a readable header are refused', async () => {
    await expect(read('\n \n')).rejects.toMatchObject({ code: 'files.empty' })
    await expect(read('PK\x03\x04....')).rejects.toMatchObject({ code: 'files.unreadable' })
    await expect(read(`"${header}\n${good}`)).rejects.toMatchObject({
      code: 'files.unreadable',
      details: { line: '1', fault: 'quote_not_closed' },
    })
    await expect(read('')).rejects.toBeInstanceOf(FileRefused)
  })

  test('a header alone is a feed without rows', async () => expect(await read(header)).toEqual([]))
})

describe('a bad row names its field and never stops the others', () => {
  test('the fault carries the line and what stood there, by column', async () => {
    const [bad, next] = await read(`${header}\r\n\r\n HP ,6Z7W8EA,,Z2,L1,2026-03-04\r\n${good}\r\n`)
    expect(bad).toEqual({
      line: 3,
      fault: { code: 'value_missing', field: 'serialNumber' },
      raw: {
        vendor: 'HP',
        productNumber: '6Z7W8EA',
        serialNumber: '',
        model: 'Z2',
        soldToLocationId: 'L1',
        saleDate: '2026-03-04',
        webOrderNumber: '',
        endCustomer: '',
      },
    })
    expect(next).toMatchObject({ line: 4, serialNumber: '5CG01234AB' })
  })

  test.each(feedColumns.slice(0, 5))('%s may not be empty', async (column) => {
    expect(await faultWith(column, ' ')).toEqual({ code: 'value_missing', field: column })
  })

  test.each([
    ['vendor', 200],
    ['productNumber', 64],
    ['serialNumber', 64],
    ['model', 200],
    ['soldToLocationId', 32],
    ['webOrderNumber', 64],
    ['endCustomer', 200],
  ] as const)('%s has at most %d characters', async (column, most) => {
    expect(await faultWith(column, 'X'.repeat(most))).toBeNull()
    expect(await faultWith(column, 'X'.repeat(most + 1))).toEqual({ code: 'value_too_long', field: column })
  })

  test('what cannot be seen, or was lost by the encoding, is refused inside and trimmed at the edges', async () => {
    expect(await faultWith('serialNumber', '\u200e5CG01234AB\u200b')).toBeNull()
    for (const column of feedColumns.slice(0, 5)) expect(await faultWith(column, 'A\u202eB')).toEqual({ code: 'characters', field: column })
    expect(await faultWith('vendor', 'H\u200bP')).toEqual({ code: 'characters', field: 'vendor' })
    expect(await faultWith('endCustomer', 'Caf\ufffd')).toEqual({ code: 'characters', field: 'endCustomer' })
    expect(await faultWith('endCustomer', 'Contoso\nBerlin')).toEqual({ code: 'characters', field: 'endCustomer' })
    expect(await faultWith('endCustomer', 'می\u200cخواهم & Müller, Œuvre')).toBeNull()
  })

  test('numbers that a spreadsheet made of serials and product numbers are refused', async () => {
    expect(await faultWith('serialNumber', '1,23E+10')).toEqual({ code: 'mangled', field: 'serialNumber' })
    expect(await faultWith('productNumber', '4.00E+12')).toEqual({ code: 'mangled', field: 'productNumber' })
  })

  test('more values than columns: nobody knows which is which', async () => {
    const [row] = await read(`${header}\n${good},more\n`)
    expect(row?.fault).toEqual({ code: 'too_many_values', field: null })
    expect((await read(`${header}\n${good},,\n`))[0]?.fault).toBeUndefined()
  })

  test('a row that is no CSV is a fault without a field', async () => {
    const rows = await read(`${header}\nHP,\0,,,\n${good}\nHP,"6Z7\n${good}\n`)
    expect(rows.map(({ line, fault }) => [line, fault?.code])).toEqual([
      [2, 'nul'],
      [3, undefined],
      [4, 'quote_not_closed'],
      [5, 'unreadable_from_line'],
    ])
  })
})

describe('the sale date', () => {
  test.each(['2026-03-04', '20260304', '04.03.2026', '4.3.2026'])('%s is 4 March 2026', async (text) => {
    expect((await read(`${header}\nHP,P1,S1,M,L1,${text},,`))[0]).toMatchObject({ saleDate: '2026-03-04' })
  })

  test.each(['03/04/2026', '2026-02-30', '31.04.2026', '2026-13-01', '0026-03-04', '4.3.26', 'yesterday', '2026-03-04T10:00:00Z', '46085'])(
    '%s is refused rather than guessed at',
    async (text) => expect(await faultWith('saleDate', text)).toEqual({ code: 'sale_date', field: 'saleDate' }),
  )

  test('every day of the calendar is read in each spelling', async () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    await fc.assert(
      fc.asyncProperty(day, async (iso) => {
        const german = iso.split('-').reverse().join('.')
        const rows = await read(`${header}\n${[iso, iso.replaceAll('-', ''), german].map((text) => `HP,P1,S1,M,L1,${text},,`).join('\n')}`)
        expect(rows).toMatchObject([{ saleDate: iso }, { saleDate: iso }, { saleDate: iso }])
      }),
    )
  })
})
