import fc from 'fast-check'
import { it } from 'vitest'
import { allJobs, allRoutes } from '../features.ts'
import { openTestHub } from './hub.ts'
import { besideEachOther, worlds } from './worlds.ts'
import { compareApi } from './worlds-api.ts'
it('dev', { timeout: 600000 }, async () => {
  const test = await openTestHub({ routes: allRoutes, jobs: allJobs })
  const t0 = Date.now()
  const n = Number(process.env.N ?? 3)
  const found = await compareApi(test, besideEachOther(fc.sample(worlds('2026-11-21'), { numRuns: n, seed: Number(process.env.SEED ?? 3) })))
  console.log('seconds', (Date.now() - t0) / 1000 / n, 'found', found.length)
  const groups = new Map<string, { n: number; first: unknown }>()
  for (const d of found) {
    const k = `${d.what} ${d.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/=[A-Z0-9][\w-]+/gi, '=x')}`
    const g = groups.get(k) ?? { n: 0, first: d }
    g.n += 1
    groups.set(k, g)
  }
  for (const [k, g] of groups) console.log(k, g.n, JSON.stringify(g.first).slice(0, 700))
  await test.close()
})
