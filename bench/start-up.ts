import { type Result, result } from './result.ts'
import { makeFolder, removeFolder, startServer } from './server.ts'

/** From the start of the process on an empty data folder until requests are served, demonstration data made; then once more. */
export async function benchStartUp(): Promise<Result[]> {
  const folder = await makeFolder()
  try {
    const first = await startServer(folder, 'on')
    const megabytes = await first.megabytes()
    await first.stop()
    const later = await startServer(folder, 'on')
    await later.stop()
    return [
      result({ name: 'start-up: empty data folder, demonstration made', scale: 1, value: first.startSeconds, unit: 's', most: 10 }),
      result({ name: 'start-up: later start', scale: 1, value: later.startSeconds, unit: 's', most: 3 }),
      result({ name: 'start-up: memory of the server afterwards', scale: 1, value: megabytes, unit: 'MB', most: 250 }),
    ]
  } finally {
    await removeFolder(folder)
  }
}
