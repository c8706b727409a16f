import { expect, it } from 'vitest'
import { regional } from './formats.ts'

it('dates and numbers are written as in the browser’s region, whatever a browser calls it', () => {
  expect(regional('en', ['de-AT', 'en-GB', 'en'])).toBe('en-GB')
  expect(regional('de', ['en-GB'])).toBe('de')
  expect(regional('en', ['en-US@posix', 'en-IE'])).toBe('en-IE')
  expect(regional('en', ['en-US@posix'])).toBe('en')
})
