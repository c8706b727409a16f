// The only place where a process begins: reads the configuration, starts, prints the one line, and ends in order.
import { processEnvironment, readConfig } from './platform/config.ts'
import { EmbeddedPostgresError } from './platform/embedded-postgres.ts'
import { StartRefused, start } from './start.ts'

const read = readConfig(processEnvironment())
if ('faults' in read) {
  for (const { variable, reason } of read.faults) process.stderr.write(`${variable}: ${reason}\n`)
  process.exit(2)
}

try {
  const running = await start(read.config)
  process.stdout.write(`Steward is ready at ${running.url}\n`)
  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    const timer = setTimeout(() => process.exit(1), 30_000)
    timer.unref()
    await running.stop()
    process.exit(code)
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))
} catch (error) {
  if (error instanceof StartRefused || error instanceof EmbeddedPostgresError) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`Steward could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
