// npm run check: types, lint and format, walls, references, generated files current, nothing unused, pages within their budgets. Everything at once;
// every fault is shown.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const checks: Record<string, string[]> = {
  types: ['tsc', '--noEmit', '-p', '.'],
  'lint and format': ['biome', 'check', '--error-on-warnings', '.'],
  walls: ['node', 'tools/walls.ts'],
  references: ['node', 'tools/references.ts'],
  'generated files': ['node', 'tools/generate-tables.ts', '--check'],
  documents: ['node', 'tools/generate-docs.ts', '--check'],
  'nothing unused': ['knip'],
  'sizes of the pages': ['node', 'tools/sizes.ts'],
}

async function run([program = '', ...parameters]: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(program, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

const results = await Promise.all(Object.entries(checks).map(async ([name, command]) => ({ name, ...(await run(command)) })))
for (const { name, code, output } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}`)
  if (code !== 0) console.log(output.trimEnd())
}
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1
