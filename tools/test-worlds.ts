// npm run test:worlds: random worlds against the naive model, many of them (RUNS, 2000; of the API a twentieth; SEED). A world that differs is made small
// and kept in server/testing/worlds-kept.json. With `-- mutations`: each policy broken in turn, and the table of what saw it. With `-- sql`, `-- api` or `-- steps` one part.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const runs = Number(process.env.RUNS ?? 2000)
const asked = process.argv[2] ?? 'all'
const suites: Record<string, [file: string, env: Record<string, string>]> = {
  sql: ['server/testing/worlds.test.ts', { RUNS: String(runs), KEEP: 'on' }],
  api: ['server/testing/worlds-api.test.ts', { RUNS: String(Math.ceil(runs / 20)), KEEP: 'on' }],
  steps: ['server/testing/worlds-steps.test.ts', { RUNS: String(Math.ceil(runs / 10)), KEEP: 'on' }],
  mutations: ['server/testing/worlds-mutations.test.ts', { MUTATIONS: 'on', RUNS: process.env.RUNS ?? '40' }],
}

function run([file, env]: [string, Record<string, string>]): Promise<number> {
  const child = spawn('vitest', ['run', file], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  })
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}

const chosen = asked === 'all' ? ['sql', 'api', 'steps'] : [asked]
for (const name of chosen) {
  const suite = suites[name]
  if (!suite) throw new Error(`not sql, api, steps or mutations: ${name}`)
  const code = await run(suite)
  if (code !== 0) process.exitCode = code
}
