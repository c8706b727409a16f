import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, FileRefused } from './text.ts'

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

async function read(bytes: Uint8Array, size = 1_000): Promise<string> {
  let text = ''
  for await (const piece of decodeText(cut(bytes, size))) text += piece
  return text
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

const sample = 'Seriennummer;Zielkunden-ID\r\n5CG01234AB;C-1234-5678-9 Zoë Müller €\r\n'

describe('the encoding is found whatever program wrote the file', () => {
  test.each([
    ['UTF-8', Buffer.from(sample)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${sample}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${sample}`, 'utf16le')],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${sample}`)],
    ['UTF-16 LE without one', Buffer.from(sample, 'utf16le')],
    ['UTF-16 BE without one', utf16be(sample)],
    ['Windows-1252', Buffer.from(sample.replace('€', '\x80'), 'latin1')],
  ])('%s, in chunks of any size', async (_, bytes) => {
    for (const size of [1, 2, 3, 7, 1_000]) expect(await read(bytes, size)).toBe(sample)
  })

  test('any text in UTF-8 comes out as it went in, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
        fc.pre(!text.startsWith('\ufeff'))
        expect(await read(Buffer.from(`serial,${text},é`), size)).toBe(`serial,${text},é`)
      }),
    )
  })

  test('one umlaut behind megabytes of ASCII still decides', async () => {
    const ascii = 'ABC123,C-1234-5678-9\n'.repeat(20_000)
    expect((await read(Buffer.from(`${ascii}M\xfcller,1\n`, 'latin1'), 65_536)).slice(ascii.length)).toBe('Müller,1\n')
    expect((await read(Buffer.from(`${ascii}Müller,1\n`), 65_536)).slice(ascii.length)).toBe('Müller,1\n')
  })

  test('a last byte that only Windows-1252 explains is read so; a UTF-8 file cut inside a character loses that one only', async () => {
    expect(await read(Buffer.from('1,Caf\xe9', 'latin1'))).toBe('1,Café')
    expect(await read(Buffer.from('1,Zoë,Café').subarray(0, -1))).toBe('1,Zoë,Caf\ufffd')
  })

  test('a byte that is no UTF-8 in a file that is becomes U+FFFD, for the reader to report', async () => {
    const much = Buffer.from('é'.repeat(100_000))
    const text = await read(Buffer.concat([much, Buffer.from([0x41, 0xff, 0x42])]), 65_536)
    expect(text.slice(-3)).toBe('A\ufffdB')
  })

  test('an empty file is empty text, and NUL is passed on', async () => {
    expect(await read(Buffer.alloc(0))).toBe('')
    expect(await read(Buffer.from('a\0b,cdefgh'))).toBe('a\0b,cdefgh')
  })

  test('bytes of any kind never crash it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), fc.integer({ min: 1, max: 500 }), async (bytes, size) => {
        await read(bytes, size).catch((error: unknown) => expect(error).toBeInstanceOf(FileRefused))
      }),
    )
  })
})

describe('what is no text is refused by its first bytes', () => {
  test.each([
    ['zip', [0x50, 0x4b, 3, 4]],
    ['workbook', [0xd0, 0xcf, 0x11, 0xe0]],
    ['gzip', [0x1f, 0x8b, 8]],
    ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ])('%s', async (kind, bytes) => {
    await expect(read(Buffer.from([...bytes, 0, 0, 0]), 2)).rejects.toMatchObject({ code: 'files.unreadable', details: { kind } })
  })
})
