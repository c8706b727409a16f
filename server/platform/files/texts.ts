import type { Archive } from './archive.ts'
import { unescapeText } from './cell.ts'
import { csvLimits } from './csv.ts'
import { FileRefused } from './text.ts'
import { walkXml } from './xml.ts'

export const textsLimits = { texts: 16_000_000, bytes: 134_217_728 } as const

/** The texts that cells of a workbook share, by their number. */
export type Texts = (index: number) => string

const blockBytes = 4_194_304
const lengthBytes = 2

/**
 * Reads the shared texts into a few large blocks: a million serials cost their bytes and four more each, not a million objects. A text is
 * cut behind the most that a field may have, where readers refuse it. Throws FileRefused `files.unpacks_too_large`.
 */
export async function readTexts(archive: Archive, part: string): Promise<Texts> {
  const store = textStore()
  let text = ''
  let isText = false
  let phonetic = 0
  const events = {
    open(name: string) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') isText = phonetic === 0
    },
    close(name: string) {
      if (name === 'si') store.add(unescapeText(text))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') isText = false
    },
    text(piece: string) {
      if (isText && text.length <= csvLimits.fieldCharacters) text += piece
    },
  }
  for await (const _ of walkXml(archive.read(part, 'large'), events));
  return store.get
}

function textStore(): { add(text: string): void; get: Texts } {
  const blocks: Buffer[] = []
  let places = new Uint32Array(1_024)
  let count = 0
  let used = blockBytes
  return {
    add(text) {
      const bytes = Buffer.from(text.slice(0, csvLimits.fieldCharacters + 1))
      if (used + lengthBytes + bytes.length > blockBytes) {
        if ((blocks.length + 1) * blockBytes > textsLimits.bytes) throw new FileRefused('files.unpacks_too_large')
        blocks.push(Buffer.allocUnsafe(blockBytes))
        used = 0
      }
      if (count === textsLimits.texts) throw new FileRefused('files.unpacks_too_large')
      if (count === places.length) {
        const grown = new Uint32Array(count * 2)
        grown.set(places)
        places = grown
      }
      places[count] = (blocks.length - 1) * blockBytes + used
      count += 1
      const block = blocks.at(-1) as Buffer
      block.writeUInt16LE(bytes.length, used)
      bytes.copy(block, used + lengthBytes)
      used += lengthBytes + bytes.length
    },
    get(index) {
      const place = index < count ? places[index] : undefined
      if (place === undefined) return ''
      const block = blocks[Math.floor(place / blockBytes)]
      const at = place % blockBytes
      const length = block?.readUInt16LE(at) ?? 0
      return block?.toString('utf8', at + lengthBytes, at + lengthBytes + length) ?? ''
    },
  }
}
