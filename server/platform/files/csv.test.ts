import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvOptions, type CsvRecord, csvLimits, readCsv, trimCell } from './csv.ts'

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function* cut(text: string | Uint8Array, size = 1_000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string | Uint8Array, options: CsvOptions = {}, size = 1_000): Promise<CsvRecord[]> {
  return collected(readCsv(cut(text, size), options))
}

const rows = (records: CsvRecord[]) => records.map(({ fields }) => fields)

describe('a file of any dialect becomes the same records', () => {
  test.each([',', ';', '\t', '|'])('the delimiter %j is found', async (delimiter) => {
    const text = 'serial,target,note\nA1,C1,"x, y; z | w"\nA2,C2,\n'.replaceAll(',', delimiter)
    expect(rows(await read(text))).toEqual([
      ['serial', 'target', 'note'],
      ['A1', 'C1', `x, y; z | w`.replaceAll(',', delimiter)],
      ['A2', 'C2', ''],
    ])
  })

  test('a comma in names does not win over the semicolon between columns', async () => {
    expect(rows(await read('serial;customer\nA1;Contoso, Ltd\nA2;Fabrikam, Inc\n'))).toEqual([
      ['serial', 'customer'],
      ['A1', 'Contoso, Ltd'],
      ['A2', 'Fabrikam, Inc'],
    ])
  })

  test("Excel's line `sep=;` decides, is no record and counts as a line", async () => {
    expect(await read('sep=;\r\nA,1;2\r\n')).toEqual([{ line: 2, fields: ['A,1', '2'] }])
  })

  test('one column needs no delimiter', async () => {
    expect(rows(await read('A1\nA2'))).toEqual([['A1'], ['A2']])
  })

  test('line ends may be mixed, blank lines are skipped, and line numbers stay those of an editor', async () => {
    const text = 'a,b\r\n\r\n1,2\r3,4\n\n , \n"5\r\n5",6\n7,8'
    for (const size of [1, 2, 3, 1_000]) {
      expect(await read(text, {}, size)).toEqual([
        { line: 1, fields: ['a', 'b'] },
        { line: 3, fields: ['1', '2'] },
        { line: 4, fields: ['3', '4'] },
        { line: 7, fields: ['5\n5', '6'] },
        { line: 9, fields: ['7', '8'] },
      ])
    }
  })

  test('quotation marks inside text, and white space around quoted fields, are what they look like', async () => {
    expect(rows(await read('A1,24" screen,"say ""yes"""\nA2, "b,b" ,="007"\nA3,"b"b,c\n'))).toEqual([
      ['A1', '24" screen', 'say "yes"'],
      ['A2', 'b,b', '="007"'],
      ['A3', '"b"b', 'c'],
    ])
  })

  test('whatever is written with quotes comes back, with any delimiter and line end, cut anywhere', async () => {
    const field = fc
      .string({ unit: fc.constantFrom('a', 'é', '0', ' ', ',', ';', '"', '\n', '\t', '|', '€'), maxLength: 8 })
      .filter((text) => !text.startsWith('"'))
    const record = fc.array(field, { minLength: 1, maxLength: 5 }).filter((fields) => fields.some((text) => text.trim() !== ''))
    const delimiters = fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const)
    await fc.assert(
      fc.asyncProperty(
        fc.array(record),
        delimiters,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 40 }),
        async (records, delimiter, end, size) => {
          const line = (fields: string[]) => fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter) + end
          expect(rows(await read(records.map(line).join(''), { delimiter }, size))).toEqual(records)
        },
      ),
    )
  })
})

describe('a bad record is a fault with its line, and the next one goes on', () => {
  test.each([
    ['field_too_long', `x,${'y'.repeat(csvLimits.fieldCharacters + 1)}`],
    ['too_many_fields', ','.repeat(csvLimits.fields)],
    ['too_many_fields', ','.repeat(3_000_000)],
    ['record_too_long', `${'x'.repeat(9_000)},`.repeat(120)],
    ['field_too_long', 'x'.repeat(900_000)],
    ['record_too_long', 'x'.repeat(5_000_000)],
    ['nul', ' '.repeat(5_000_000)],
    ['nul', 'x\0,y'],
    ['quote_not_closed', 'x,"y\nz,w"w'],
  ])('%s', async (fault, bad) => {
    const last = bad.includes('\n') ? 4 : 3
    expect(await read(`a,b\n${bad}\n1,2\n`, {}, 65_536)).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fault },
      { line: last, fields: ['1', '2'] },
    ])
  })

  test('many bad records of nearly 1 MB and more in a row do not look like an open quotation mark', async () => {
    async function* source(bad: string) {
      for (let record = 0; record < 12; record++) yield Buffer.from(bad)
      yield Buffer.from('1,2\n')
    }
    for (const bad of [
      `${','.repeat(999_000)}\n`,
      `${'x'.repeat(500_000)}\n`,
      `a,"${'\n'.repeat(990_000)}"\n`,
      `${'x'.repeat(1_200_000)}\n`,
    ]) {
      const records = await collected(readCsv(source(bad), { delimiter: ',' }))
      expect(records).toHaveLength(13)
      expect(records.at(-1)).toMatchObject({ fields: ['1', '2'] })
    }
  })

  test('rows of other lengths are rows', async () => {
    expect(rows(await read('a,b\n1\n1,2,3\n', { delimiter: ',' }))).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
  })

  test('bytes of any kind never crash it, and lines only rise', async () => {
    const bytes = fc.array(fc.constantFrom(...Buffer.from('ab,;"\r\n\0\xe9\xff ', 'latin1')), { maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (content, size) => {
        const lines = (await read(Uint8Array.from(content), {}, size)).map(({ line }) => line)
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a quotation mark that is never closed', () => {
  test('is a fault for its row; rows before it are kept, and what follows is named as unreadable', async () => {
    expect(await read('a,b\n1,2\n3,"4\n5,6\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', '2'] },
      { line: 3, fault: 'quote_not_closed' },
      { line: 4, fault: 'unreadable_from_line' },
    ])
    expect(await read('a,b\n1,"2')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fault: 'quote_not_closed' },
    ])
  })

  test('ends a file of 50 MB after the first 3 MB of it', async () => {
    let taken = 0
    let isClosed = false
    async function* source() {
      try {
        yield Buffer.from('a,b\n1,2\n3,"4\n')
        for (let megabyte = 0; megabyte < 50; megabyte++) {
          taken++
          yield Buffer.from('5,6\n'.repeat(262_144))
        }
      } finally {
        isClosed = true
      }
    }
    const records = await collected(readCsv(source()))
    expect(records.slice(2)).toEqual([
      { line: 3, fault: 'quote_not_closed' },
      { line: 4, fault: 'unreadable_from_line' },
    ])
    expect(taken).toBeLessThanOrEqual(3)
    expect(isClosed).toBe(true)
  })

  test('that is closed after all, far beyond 1 MB, never lets rows vanish without a word', async () => {
    for (const megabytes of [1.2, 1.45, 1.5, 1.55, 1.6, 1.7, 2, 3]) {
      const records = await read(`a,b\n1,"${'2\n'.repeat(megabytes * 500_000)}"\n3,4\n`, {}, 65_536)
      expect(records[1]).toMatchObject({ line: 2, fault: expect.any(String) })
      expect(records.slice(2).some(({ fault, fields }) => fault === 'unreadable_from_line' || fields?.[0] === '3')).toBe(true)
    }
  })
})

describe('streaming', () => {
  test('200,000 rows leave the heap as it was', async () => {
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    const heap = () => {
      if (typeof collect === 'function') collect()
      return process.memoryUsage().heapUsed
    }
    async function* source() {
      for (let row = 0; row < 200_000; row++) yield Buffer.from(`5CG${row},C-1234-5678-9,"a note, of some length, that nobody reads"\n`)
    }
    const before = heap()
    let most = 0
    let count = 0
    for await (const _ of readCsv(source())) if (++count % 20_000 === 0) most = Math.max(most, heap() - before)
    expect(count).toBe(200_000)
    expect(most).toBeLessThan(50_000_000)
  })

  test('a slow reader holds the source back, and leaving early closes it', async () => {
    let taken = 0
    let isClosed = false
    async function* source() {
      try {
        for (;;) {
          taken += 10_000
          yield Buffer.from('1,2,3,4,5\n'.repeat(1_000))
        }
      } finally {
        isClosed = true
      }
    }
    for await (const { line } of readCsv(source())) {
      if (line === 1) await new Promise((resolve) => setTimeout(resolve, 20))
      if (line === 10) break
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(taken).toBeLessThan(1_000_000)
    expect(isClosed).toBe(true)
  })

  test('a source that fails, fails the reading', async () => {
    async function* source() {
      yield Buffer.from('1,2\n'.repeat(50_000))
      throw new Error('the upload ended early')
    }
    await expect(collected(readCsv(source()))).rejects.toThrow('the upload ended early')
  })
})

test('a cell is trimmed of everything that cannot be seen, and Excel formulas that keep zeros are unwrapped', () => {
  expect(trimCell('\ufeff\u00a0 A\u200bB \u200e')).toBe('A\u200bB')
  expect(trimCell(' ="00123" ')).toBe('00123')
  expect(trimCell('=1+1')).toBe('=1+1')
})
