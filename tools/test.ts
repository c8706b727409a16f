// npm test: everything that can run on one machine. Unit and feature tests, servers that are killed and a large hub, journeys in a real browser; ends with one plain line.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'steward-results-'))
type TestOutcome = { status: string; fullName: string; failureMessages: string[] }
type FileOutcome = { name: string; status: string; message: string; assertionResults: TestOutcome[] }
type Report = {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  testResults: FileOutcome[]
}

/** What failed, file and sentence and why: said once more at the very end, where whoever sees only the last lines finds it. */
function failures(report: Report): string[] {
  return report.testResults.flatMap((file) => {
    const name = relative(root, file.name)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0) return file.status === 'failed' ? [`FAILED ${name}\n${file.message}`] : []
    return failed.map((test) => `FAILED ${name} > ${test.fullName}\n${test.failureMessages.join('\n')}`)
  })
}

type Outcome = { passed: number; failed: number; skipped: number; failures: string[] }

async function runSuite(name: string, config: string): Promise<Outcome> {
  const report = join(folder, `${name}.json`)
  const parameters = [
    'vitest',
    'run',
    '--config',
    config,
    '--reporter',
    'default',
    '--reporter',
    'json',
    '--outputFile.json',
    report,
    ...process.argv.slice(2),
  ]
  const [program = '', ...rest] = parameters
  const child = spawn(program, rest, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  const code = await new Promise<number>((resolve) => child.on('close', (value) => resolve(value ?? 1)))
  const read = await readFile(report, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    () => null,
  )
  if (!read) return { passed: 0, failed: 1, skipped: 0, failures: [`FAILED: the suite ${name} left no report`] }
  // A suite that could not even begin counts as one failure.
  const failed = Math.max(read.numFailedTests, read.numFailedTestSuites > 0 ? 1 : 0, code === 0 ? 0 : 1)
  return { passed: read.numPassedTests, failed, skipped: read.numPendingTests, failures: failures(read) }
}

const build = spawn('node', ['tools/build-once.ts'], { cwd: root, stdio: 'inherit' })
const built = await new Promise<number>((resolve) => build.on('close', (code) => resolve(code ?? 1)))
const results = [
  await runSuite('unit', 'vitest.config.ts'),
  await runSuite('large', 'server/testing/crash/vitest.config.ts'),
  await runSuite('journeys', 'journeys/vitest.config.ts'),
]
await rm(folder, { recursive: true, force: true })
const sum = (of: (result: (typeof results)[number]) => number) => results.reduce((total, result) => total + of(result), 0)
const passed = sum((result) => result.passed)
const failed = sum((result) => result.failed) + (built === 0 ? 0 : 1)
const skipped = sum((result) => result.skipped)
for (const failure of results.flatMap((result) => result.failures)) console.log(`\n${failure.slice(0, 4_000)}`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
