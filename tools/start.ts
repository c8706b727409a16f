// npm start: builds the pages where they changed, then is the server. Whoever ends npm ends the hub: npm hands a signal to its shell alone,
// which dies without a word to its child.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// In a process of its own, which takes the builder's memory with it.
const built = spawnSync(process.execPath, [fileURLToPath(new URL('build-once.ts', import.meta.url))], { stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)
const shell = process.ppid
const watch = setInterval(() => {
  if (process.ppid === shell) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
}, 500)
watch.unref()
await import('../server/main.ts')
