import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldSerial } from '../../contract/serial.ts'
import { readPastedSerials, readTransferFile, readTransferRecords, type TransferFileOptions } from './file.ts'

const target = 'C-1234-5678-9'

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function read(text: string | Uint8Array, options: TransferFileOptions = {}) {
  async function* chunks() {
    yield Buffer.from(text)
  }
  return collected(readTransferFile(chunks(), options))
}

describe('a transfer file (R-T1)', () => {
  test('has the serial in column A and the target in column B; further columns are ignored', async () => {
    expect(await read(`5CG01234AB,${target},a note\n 00123 , c 1234 5678 9 ,,,\n`)).toEqual([
      { line: 1, serial: '5CG01234AB', target, productNumber: null },
      { line: 2, serial: '00123', target: 'c 1234 5678 9', productNumber: null },
    ])
  })

  test('may come from any spreadsheet: UTF-16 with tabs, Windows-1252 with semicolons', async () => {
    const text = `Numéro de série;ID client\r\n5CG01234AB;${target}\r\n`
    const expected = [{ line: 2, serial: '5CG01234AB', target, productNumber: null }]
    expect(await read(Buffer.from(text, 'latin1'))).toEqual(expected)
    expect(await read(Buffer.from(`\ufeff${text.replaceAll(';', '\t')}`, 'utf16le'))).toEqual(expected)
  })

  test('keeps true line numbers over blank lines', async () => {
    expect((await read(`Serial number,Customer ID\n\n,,\nA1,${target}\n\nA2,${target}`)).map(({ line }) => line)).toEqual([4, 6])
  })

  test('without rows gives none', async () => {
    expect(await read('')).toEqual([])
    expect(await read('Serial number,Customer ID\n')).toEqual([])
  })

  test('a column headed productNumber tells devices apart that share a serial', async () => {
    for (const heading of ['productNumber', 'Product Number', 'PRODUCT-NO', 'Numéro de produit', 'Référence produit', 'Produktnummer']) {
      expect(await read(`Serial,Target,Note,${heading}\nA1,${target},x,6Z7W8EA\nA2,${target},,\n`)).toEqual([
        { line: 2, serial: 'A1', target, productNumber: '6Z7W8EA' },
        { line: 3, serial: 'A2', target, productNumber: null },
      ])
    }
    expect(await read('Serial,Product number\nA1,6Z7W8EA\n', { targetGiven: true })).toEqual([
      { line: 2, serial: 'A1', target: null, productNumber: '6Z7W8EA' },
    ])
  })

  test('without a target in the file where the caller has one', async () => {
    expect(await read('Serial number\nA1\nA2\n', { targetGiven: true })).toEqual([
      { line: 2, serial: 'A1', target: null, productNumber: null },
      { line: 3, serial: 'A2', target: null, productNumber: null },
    ])
    expect(await read(`A1,${target}\n`, { targetGiven: true })).toMatchObject([{ target }])
  })

  test('records from a workbook are read by the same rules', async () => {
    async function* records() {
      yield { line: 1, fields: ['Seriennummer', 'Kunden-ID'] }
      yield { line: 2, fields: ['A1', target] }
    }
    expect(await collected(readTransferRecords(records()))).toEqual([{ line: 2, serial: 'A1', target, productNumber: null }])
  })
})

describe('the header line', () => {
  test.each([
    'Serial number,Target Customer ID',
    'serialNumber,customerId',
    'SERIAL,x',
    'S/N,Customer',
    'Numéro de série,ID client',
    'N° de série,Cible',
    'Seriennummer,Kunden-ID',
    'Serien-Nr.,Kundennummer',
    '"Gerät","Ziel-Kunden-ID"',
    'Nummer van het apparaat,Klant',
  ])('%s is skipped', async (heading) => expect(await read(`${heading}\nA1,${target}\n`)).toMatchObject([{ line: 2, serial: 'A1' }]))

  test.each([`5CG01234AB,${target}`, `ABCDEF,${target}`, `5CG01234AB,Contoso`, 'SERIAL1,Customer', 'ABCDEF,'])(
    '%s is a row, not a heading',
    async (line) => {
      expect(await read(`${line}\nA1,${target}\n`)).toMatchObject([{ line: 1 }, { line: 2 }])
    },
  )

  test('a device is never taken for a heading where column B may be anything', async () => {
    expect(await read('ABCDEF,laptop\nA1,desktop\n', { targetGiven: true })).toMatchObject([{ serial: 'ABCDEF' }, { serial: 'A1' }])
  })

  test('is only the first line that is not blank', async () => {
    expect(await read(`\nSerial,Target\nSerial,Target\n`)).toMatchObject([{ line: 3, serial: 'Serial' }])
  })
})

describe('a bad row says why and never stops the others (R-T9)', () => {
  test.each([
    [`,${target}`, 'serial_missing'],
    [`${'X'.repeat(65)},${target}`, 'serial_too_long'],
    [`5CG\u200b01,${target}`, 'serial_characters'],
    [`5CG\u202e01,${target}`, 'serial_characters'],
    [`---,${target}`, 'serial_characters'],
    [`"5CG01\n5CG02",${target}`, 'serial_characters'],
    [`1.23E+10,${target}`, 'serial_mangled'],
    [`"1,23E+10",${target}`, 'serial_mangled'],
    ['5CG01,', 'target_missing'],
    ['5CG01', 'target_missing'],
    [`5CG01,${'C'.repeat(65)}`, 'target_too_long'],
    [`5CG01,${target},1.00E+20`, 'product_number_mangled'],
    [`5CG01,${target},P\u200b1`, 'product_number_characters'],
    [`5CG01,${target},${'P'.repeat(65)}`, 'product_number_too_long'],
    [`5CG01,\0${target}`, 'nul'],
    [`5CG01,${'x'.repeat(10_001)}`, 'field_too_long'],
    [`5CG01${','.repeat(1_000)}`, 'too_many_fields'],
  ])('%j', async (line, fault) => {
    const rows = await read(`Serial,Target,Product number\n${line}\nA9,${target}\n`)
    expect(rows).toMatchObject([{ line: 2, fault }, { serial: 'A9' }])
  })

  test('it shows what stood there, cut to what a Summary can hold', async () => {
    expect(await read(`Serial,Target\n${'X'.repeat(5_000)},${target}\n`)).toEqual([
      { line: 2, fault: 'serial_too_long', serial: 'X'.repeat(200), target, productNumber: null },
    ])
  })

  test('invisible characters at the edges are trimmed', async () => {
    expect(await read(`Serial,Target\n\u200e5CG01\u200b,\u00a0${target}\u2069\n="00123",${target}\n`)).toMatchObject([
      { serial: '5CG01', target },
      { serial: '00123' },
    ])
  })

  test('after a quotation mark that is never closed, the line from which nothing could be read', async () => {
    expect(await read(`A1,${target}\nA2,"${target}\nA3,${target}\n`)).toMatchObject([
      { line: 1, serial: 'A1' },
      { line: 2, fault: 'quote_not_closed' },
      { line: 3, fault: 'unreadable_from_line' },
    ])
  })

  test('every line of any file is a row, a fault, blank, or the header: none is lost', async () => {
    const serial = fc.constantFrom('5CG01', '00123', '', '1.0E+9', 'A\u200bB', 'x', 'ABC', '---')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(serial, fc.oneof(serial, fc.constant(target)))), async (lines) => {
        const rows = await read(`Serial,Target\n${lines.map((cells) => cells.join(',')).join('\n')}`)
        const filled = lines.flatMap((cells, index) => (cells.join('') === '' ? [] : [index + 2]))
        expect(rows.map(({ line }) => line)).toEqual(filled)
        for (const row of rows) if (row.fault === undefined) expect(foldSerial(row.serial)).not.toBe('')
      }),
    )
  })
})

describe('pasted serials (R-T1)', () => {
  test('one a line, or separated by commas, semicolons and tabs; the place is the line where there is one a line', () => {
    expect([...readPastedSerials('Serial number\r\n5CG01\r\n\r\n5CG 02\n')]).toEqual([
      { line: 2, serial: '5CG01', target: null, productNumber: null },
      { line: 4, serial: '5CG 02', target: null, productNumber: null },
    ])
    expect([...readPastedSerials('A1, A2;"A3"\tA4')].map(({ line, serial }) => [line, serial])).toEqual([
      [1, 'A1'],
      [2, 'A2'],
      [3, 'A3'],
      [4, 'A4'],
    ])
  })

  test('an array holds one each, and a bad one is a fault', () => {
    expect([...readPastedSerials(['A1', '', '1.23E+10', 'A,2'])]).toMatchObject([
      { line: 1, serial: 'A1' },
      { line: 3, fault: 'serial_mangled' },
      { line: 4, serial: 'A,2' },
    ])
  })
})
