// The command line of whoever runs a hub: `npm run steward -- <command>`.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { run } from './steward/run.ts'

// What was read once need not be compiled again.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/steward', import.meta.url)))

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
