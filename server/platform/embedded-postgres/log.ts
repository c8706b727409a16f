import { copyFile, open, truncate } from 'node:fs/promises'
import { join } from 'node:path'

const largestBytes = 10_000_000
const lookEveryMilliseconds = 600_000

/** The file the server writes to: `<dataDir>/postgres.log`, and the one before it, `postgres.log.1`. */
export type ServerLog = {
  readonly fd: number
  /** What was written since the log was opened, at most its last 4,000 bytes. */
  sayings(): Promise<string>
  close(): Promise<void>
}

/** Opens the server's log; while it is open it is kept below about 10 MB, twice. */
export async function openServerLog(dataDir: string): Promise<ServerLog> {
  const path = join(dataDir, 'postgres.log')
  // Appending, so that the server, which has the same file open, goes on at the new end after it was cut.
  const file = await open(path, 'a+', 0o600)
  async function keepSmall(): Promise<void> {
    if ((await file.stat()).size < largestBytes) return
    await copyFile(path, `${path}.1`)
    await truncate(path)
  }
  await keepSmall()
  const start = (await file.stat()).size
  const look = setInterval(() => keepSmall().catch(() => {}), lookEveryMilliseconds).unref()
  return {
    fd: file.fd,
    async sayings() {
      const { size } = await file.stat()
      const from = Math.max(size - 4_000, start > size ? 0 : start)
      // A read of nothing is refused.
      if (size === from) return 'It said nothing.'
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - from), position: from })
      return buffer.subarray(0, bytesRead).toString().trim()
    },
    async close() {
      clearInterval(look)
      await file.close()
    },
  }
}
