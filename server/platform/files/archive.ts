// A ZIP archive that comes as a stream. Its directory stands at the end, so the bytes are kept in a temporary file without a name: it is
// gone when it is closed, however the process ends. What the archive claims to hold is measured before anything is unpacked.
import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { FileRefused } from './text.ts'

export const archiveLimits = {
  entries: 10_000,
  nameCharacters: 300,
  /** Parts that are held in memory whole. */
  smallPartBytes: 16_777_216,
  /** Sheets and shared texts, which are read as a stream. */
  largePartBytes: 536_870_912,
  /** Beyond the size of a small part. Workbooks of real programs stay below 40; a bomb is made of 1,000. */
  ratio: 100,
} as const

export type Archive = {
  has(name: string): boolean
  /** The bytes of a part; nothing where there is none. Refuses `files.unpacks_too_large`, and `files.unreadable` for damaged ones. */
  read(name: string, size: 'small' | 'large'): AsyncGenerator<Buffer>
}

/** Opens the archive for as long as `work` yields. Throws FileRefused `files.unreadable`, `files.unpacks_too_large`. */
export async function* inArchive<T>(chunks: AsyncIterable<Uint8Array>, work: (archive: Archive) => AsyncGenerator<T>): AsyncGenerator<T> {
  const path = join(tmpdir(), `steward-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
    await spool(chunks, file)
    const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true, validateEntrySizes: true }).catch(damaged)
    yield* work(archiveOf(zip, await entriesOf(zip)))
  } finally {
    await file.close()
  }
}

async function spool(chunks: AsyncIterable<Uint8Array>, file: FileHandle): Promise<void> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > archiveLimits.entries) throw new FileRefused('files.unpacks_too_large')
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.length <= archiveLimits.nameCharacters) entries.set(folded(entry.fileName), entry)
    }
  } catch (error) {
    damaged(error)
  }
  return entries
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  return {
    has: (name) => entries.has(folded(name)),
    async *read(name, size) {
      const entry = entries.get(folded(name))
      if (!entry) return
      measure(entry, size)
      const stream = await zip.openReadStreamPromise(entry).catch(damaged)
      try {
        yield* chunksOf(stream)
      } finally {
        // The file is closed after this: nothing may still be reading it.
        stream.destroy()
        await finished(stream).catch(() => {})
      }
    },
  }
}

async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    damaged(error)
  }
}

/** By what the directory says: more than it says is refused while it is unpacked. */
function measure(entry: Entry, size: 'small' | 'large'): void {
  const { smallPartBytes, largePartBytes, ratio } = archiveLimits
  const isBomb = entry.uncompressedSize > smallPartBytes && entry.uncompressedSize > entry.compressedSize * ratio
  if (isBomb || entry.uncompressedSize > (size === 'small' ? smallPartBytes : largePartBytes))
    throw new FileRefused('files.unpacks_too_large')
}

/** Names of parts do not mind case, and some programs begin them with a slash. */
function folded(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}

function damaged(error: unknown): never {
  if (error instanceof FileRefused) throw error
  throw Object.assign(new FileRefused('files.unreadable', { kind: 'workbook' }), { cause: error })
}
