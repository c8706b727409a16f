// npm run bench -- [--scale 0.1] [--only start-up|sizes|pages|singles|transfer|feed|lists|same-answer]: prints a table and keeps it in docs/benchmarks/latest.json.
import { parseArgs } from 'node:util'
import { benchFeed } from './feed.ts'
import { benchLists } from './lists.ts'
import { benchPages } from './pages.ts'
import { growthOf, keep, printTable, type Result } from './result.ts'
import { benchSameAnswer } from './same-answer.ts'
import { benchSingles } from './singles.ts'
import { benchSizes } from './sizes.ts'
import { benchStartUp } from './start-up.ts'
import { benchTransfer } from './transfer.ts'

const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' }, only: { type: 'string' } } })
const scale = Number(values.scale)
const benchmarks: Record<string, () => Promise<Result[]>> = {
  'start-up': benchStartUp,
  sizes: benchSizes,
  pages: benchPages,
  singles: () => benchSingles(scale),
  transfer: () => benchTransfer(scale),
  feed: () => benchFeed(scale),
  lists: () => benchLists(scale),
  'same-answer': () => benchSameAnswer(Math.min(1, scale)),
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
results.push(...(await growthOf(results, scale)))
printTable(results)
await keep(results, { only: values.only ?? null, scale })
