import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestFolder, processesOf } from '../server/testing/embedded.ts'
import { until } from '../server/testing/hub.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await makeTestFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it.runIf(process.platform !== 'win32')(
  'whoever ends npm ends the hub with its database, though the shell in between hands no signal on',
  async () => {
    const shell = spawn('sh', ['-c', 'node tools/start.ts; true'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), PORT: '0', DEMONSTRATION: 'off', LOG_LEVEL: 'error' },
    })
    let said = ''
    shell.stdout.on('data', (chunk) => {
      said += String(chunk)
    })
    await until('the hub', async () => said.includes('is ready'))
    expect(processesOf(folder).length).toBeGreaterThan(0)
    shell.kill('SIGTERM')
    await until('nothing of it', async () => processesOf(folder).length === 0, 60)
  },
)
