// XML of workbooks, on saxes: piece by piece, without namespaces, entities of its own or anything that could grow without end.
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { FileRefused } from './text.ts'

export const xmlLimits = {
  depth: 64,
  /** One tag with its attributes, or one text; a cell holds 32,767 characters. */
  pieceCharacters: 1_048_576,
} as const

export type XmlEvents = {
  /** Names come without their prefix: some programs write `x:row`. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  /** In one piece from tag to tag. */
  text?(text: string): void
}

/**
 * Tells what is in an XML document and yields after each chunk, so that whoever reads can give on what has come together. Throws FileRefused
 * `files.unreadable` for what is not well formed, declares entities, or has pieces beyond the limits.
 */
export async function* walkXml(chunks: AsyncIterable<Buffer>, events: XmlEvents): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let sincePiece = 0
  let depth = 0
  parser.on('opentag', ({ name, attributes }) => {
    sincePiece = 0
    depth += 1
    if (depth > xmlLimits.depth) throw refusal()
    events.open?.(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    sincePiece = 0
    depth -= 1
    events.close?.(local(name))
  })
  if (events.text) {
    parser.on('text', (text) => events.text?.(text))
    parser.on('cdata', (text) => events.text?.(text))
  }
  parser.on('doctype', () => {
    throw refusal()
  })
  const decode = decoder()
  for await (const chunk of chunks) {
    sincePiece += chunk.length
    if (sincePiece > xmlLimits.pieceCharacters + chunk.length) throw refusal()
    guarded(() => parser.write(decode(chunk)))
    yield
  }
  guarded(() => parser.close())
}

/** The whole of a small document. */
export async function readXml(chunks: AsyncIterable<Buffer>, events: XmlEvents): Promise<void> {
  for await (const _ of walkXml(chunks, events));
}

/** Workbooks are UTF-8; the standard allows UTF-16 with its mark. */
function decoder(): (chunk: Buffer) => string {
  let decode: ((chunk: Buffer) => string) | null = null
  return (chunk) => {
    if (!decode) {
      const mark = chunk.toString('hex', 0, 2)
      if (mark === 'fffe' || mark === 'feff') {
        const utf16 = new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be')
        decode = (next) => utf16.decode(next, { stream: true })
      } else {
        const utf8 = new StringDecoder('utf8')
        decode = (next) => utf8.write(next)
      }
    }
    return decode(chunk)
  }
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

function guarded(write: () => unknown): void {
  try {
    write()
  } catch (error) {
    throw error instanceof FileRefused ? error : Object.assign(refusal(), { cause: error })
  }
}

function refusal(): FileRefused {
  return new FileRefused('files.unreadable', { kind: 'workbook' })
}
