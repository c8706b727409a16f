import { expect, test } from 'vitest'
import { readSources } from '../tools/walls.ts'
import { limits } from './limits.ts'

function unasked(names: readonly string[], code: string): string[] {
  const asked = [...code.matchAll(/\blimits\.(\w+)|\{ (\w+)(?:: \w+)? \} = limits\b/g)].map(([, whole, part]) => whole ?? part)
  return names.filter((name) => !asked.includes(name))
}

test('every limit is asked for outside of tests: one that nobody asks for limits nothing', async () => {
  const code = (await readSources()).filter(({ path }) => !/\.test\.tsx?$|^server\/testing\//.test(path)).map(({ text }) => text)
  expect(unasked(Object.keys(limits), code.join('\n'))).toEqual([])
  expect(unasked(['one', 'two', 'three'], 'limits.one + 1; const { two: most } = limits')).toEqual(['three'])
})
