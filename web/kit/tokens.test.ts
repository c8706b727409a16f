import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrastOf, pairs } from './contrast.ts'

const web = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, web), 'utf8')
const withoutRemarks = (css: string) => css.replace(/\/\*.*?\*\//gs, '')
const tokens = withoutRemarks(read('kit/tokens.css'))

/** What one block of the tokens' file says, by name. */
function saidIn(selector: string): Map<string, string> {
  const [, block = ''] = tokens.split(`${selector} {`)
  return new Map(
    [...(block.split('}')[0] ?? '').matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

const light = saidIn(':root')
const themes = [
  ['light', light],
  ['dark', new Map([...light, ...saidIn(':root[data-mantine-color-scheme="dark"]')])],
] as const

/** Every file of the pages with this ending; `/` in the paths. */
function files(ending: RegExp): { path: string; text: string }[] {
  return readdirSync(web, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^(app|kit|features)\//.test(path) && ending.test(path) && path !== 'kit/tokens.css')
    .map((path) => ({ path, text: withoutRemarks(read(path)) }))
}

/** Lines of declarations that say `property` with anything that `isFine` does not know. */
function literals(text: string, property: RegExp, isFine: (value: string) => boolean): string[] {
  return [...text.matchAll(/(?<=^|[;{\s])([a-z-]+):\s*([^;{}]+);/g)]
    .filter(([, name = '', value = '']) => property.test(name) && !isFine(value))
    .map(([said]) => said)
}

const colour = /#[\da-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|lab|lch)\(|:\s*(white|black|red|green|gray|grey)\b/i
const named = /var\(--[\w-]+\)/g
const measure = /\d(px|r?em)\b/

/** Everything in a style sheet that should be a token, in its own words. */
function strays(css: string): string[] {
  const rest = (value: string) => value.replace(named, '')
  return [
    ...css.split('\n').filter((line) => colour.test(line)),
    ...literals(css, /^font-size$|^font-family$|^font-weight$/, (value) => !/\d/.test(rest(value)) || value === '400'),
    ...literals(css, /^(padding|margin|gap|row-gap|column-gap)/, (value) => !measure.test(rest(value).replace(/\b1px/g, ''))),
    ...literals(css, /^border(-[\w-]+)?-radius$/, (value) => !/[1-9]/.test(rest(value))),
    ...literals(css, /^z-index$/, (value) => !/[2-9]/.test(rest(value))),
    ...literals(css, /^(transition|animation)/, (value) => !/\d(ms|s)\b/.test(rest(value)) || /^0(\.01m)?s$/.test(value)),
    ...literals(css, /^box-shadow$/, (value) => !/\d{2}/.test(rest(value))),
  ]
}

describe('the tokens', () => {
  test.each(themes)('have contrast in the %s theme: words 4.5, marks and lines of fields 3', (_name, said) => {
    const weak = pairs
      .map(({ ink, on, least }) => ({ ink, on, least, contrast: contrastOf(said.get(ink) ?? '', said.get(on) ?? '') }))
      .filter(({ contrast, least }) => contrast < least)
      .map(({ ink, on, contrast }) => `${ink} on ${on}: ${contrast.toFixed(2)}`)
    expect(weak).toEqual([])
  })

  test('contrast is that of WCAG', () => {
    expect(contrastOf('#000000', '#fff')).toBeCloseTo(21)
    expect(contrastOf('#767676', 'rgb(255 255 255)')).toBeCloseTo(4.54, 2)
    expect(contrastOf('nothing', '#ffffff')).toBe(0)
  })

  test('of the dark theme and of the compact density are those of the usual ones', () => {
    for (const selector of [':root[data-mantine-color-scheme="dark"]', ':root[data-density="compact"]']) {
      const said = saidIn(selector)
      expect(said.size).toBeGreaterThan(5)
      expect([...said.keys()].filter((name) => !light.has(name))).toEqual([])
    }
  })

  test('are all that style sheets say of colour, type, distance, radius, order and motion', () => {
    const sheets = files(/\.css$/)
    expect(sheets.length).toBeGreaterThan(15)
    expect(sheets.flatMap(({ path, text }) => strays(text).map((stray) => `${path}: ${stray.trim()}`))).toEqual([])
  })

  test('are all that code says of them', () => {
    const code = files(/(?<!\.test)\.tsx?$/).filter(({ path }) => !path.startsWith('kit/contrast'))
    const stray = /['"`]#[\da-f]{3,8}['"`]|\brgba?\(\d|fontSize[=:]\s*['"{\d]|\bfz=["'{]*\d/i
    expect(code.length).toBeGreaterThan(100)
    expect(
      code.flatMap(({ path, text }) =>
        text
          .split('\n')
          .filter((line) => stray.test(line))
          .map((line) => `${path}: ${line.trim()}`),
      ),
    ).toEqual([])
  })

  test('that somebody names are there', () => {
    const there = new Set([...tokens.matchAll(/--([\w-]+):/g)].map(([, name]) => name))
    const sheets = files(/\.css$/)
    const lost = sheets.flatMap(({ path, text }) => {
      const own = new Set([...text.matchAll(/--([\w-]+):/g)].map(([, name]) => name))
      return [...text.matchAll(/var\(--([\w-]+)\)/g)]
        .filter(([, name = '']) => !/^(mantine|button)-/.test(name) && !there.has(name) && !own.has(name))
        .map(([, name]) => `${path}: --${name}`)
    })
    expect(lost).toEqual([])
  })

  test('strays would be found', () => {
    for (const css of [
      'color: #fff;',
      'color: white;',
      'font-size: 14px;',
      'padding: 3px var(--space-8);',
      'z-index: 3;',
      'border-radius: 50%;',
    ]) {
      expect(strays(`.x {\n  ${css}\n}`), css).not.toEqual([])
    }
    for (const css of [
      'margin: 0 auto -1px;',
      'gap: calc(-1 * var(--space-8));',
      'transition: opacity var(--motion-fast) var(--ease);',
      'font: inherit;',
    ]) {
      expect(strays(`.x {\n  ${css}\n}`), css).toEqual([])
    }
  })
})
