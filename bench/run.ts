// npm run bench -- [--scale 0.1] [--only transfer|lists|start-up]: prints a table and keeps it in docs/benchmarks/latest.json.
import { parseArgs } from 'node:util'
import { benchLists } from './lists.ts'
import { keep, printTable, type Result } from './result.ts'
import { benchStartUp } from './start-up.ts'
import { benchTransfer } from './transfer.ts'

const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' }, only: { type: 'string' } } })
const scale = Number(values.scale)
const benchmarks: Record<string, () => Promise<Result[]>> = {
  'start-up': benchStartUp,
  transfer: () => benchTransfer(scale),
  lists: () => benchLists(scale),
}
if (!(scale > 0) || (values.only !== undefined && !Object.hasOwn(benchmarks, values.only))) {
  process.stderr.write(`--scale is a number above 0, --only one of ${Object.keys(benchmarks).join(', ')}\n`)
  process.exit(2)
}
const results: Result[] = []
for (const [name, run] of Object.entries(benchmarks)) {
  if (values.only !== undefined && values.only !== name) continue
  process.stderr.write(`${name} ...\n`)
  results.push(...(await run()))
}
printTable(results)
await keep(results, values.only ?? null)
