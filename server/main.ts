// The only place where a process begins: reads the configuration, starts, prints the one line, and ends in order.
import { once } from 'node:events'
import { processEnvironment, readConfig } from './platform/config.ts'
import { EmbeddedPostgresError } from './platform/embedded-postgres.ts'
import { StartRefused, start } from './start.ts'

const read = readConfig(processEnvironment())
if ('faults' in read) {
  for (const { variable, reason } of read.faults) process.stderr.write(`${variable}: ${reason}\n`)
  process.exit(2)
}

// Asked to end while it still starts, it takes down what stands by then: nothing is left behind (Ctrl-C in the first seconds).
const ending = new AbortController()
const end = () => {
  if (ending.signal.aborted) return
  setTimeout(() => process.exit(1), 30_000).unref()
  ending.abort()
}
process.on('SIGINT', end)
process.on('SIGTERM', end)

try {
  const running = await start(read.config, ending.signal)
  process.stdout.write(`Steward is ready at ${running.url}\n`)
  if (!ending.signal.aborted) await once(ending.signal, 'abort')
  await running.stop()
} catch (error) {
  if (!ending.signal.aborted) {
    if (error instanceof StartRefused || error instanceof EmbeddedPostgresError) process.stderr.write(`${error.message}\n`)
    else process.stderr.write(`Steward could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  }
}
process.exit(0)
