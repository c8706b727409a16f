import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { problems } from './problems.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

it('every problem code is in a test that sees it', () => {
  const paths = globSync(['{server,tools,sdk,journeys,database}/**/*.test.ts'], { cwd: root })
  const text = paths.map((path) => readFileSync(`${root}${path}`, 'utf8')).join('\n')
  expect(text.length).toBeGreaterThan(100_000)
  expect(Object.keys(problems).filter((problem) => !text.includes(problem))).toEqual([])
})
