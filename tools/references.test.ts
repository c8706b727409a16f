import { describe, expect, it } from 'vitest'
import { findBroken, isInProject, readTexts } from './references.ts'

// In pieces, so that this file itself sends nobody to what is not there.
const page = (name: string) => `${name}.md`
const rule = (number: string) => `R-${number}`

const rules = { path: 'docs/rules.md', text: '### R-A1\n\nNobody reads …\n' }
const isolation = { path: 'docs/isolation.md', text: '## Time\n' }
const decision = { path: `docs/decisions/${page('0001-embedded')}`, text: '' }
const found = (path: string, text: string) =>
  findBroken([rules, isolation, decision, { path, text }], (there) => ['docs/pictures', rules.path].includes(there)).map(
    (breach) => breach.why,
  )

describe('references', () => {
  it('hold in the project as it is, and have something to look at', async () => {
    const texts = await readTexts()
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.map(({ path }) => path)).toEqual(expect.arrayContaining(['docs/rules.md', 'README.md', 'web/words/de/transfers.ts']))
    expect(findBroken(texts, isInProject)).toEqual([])
  })

  it.each([
    ['a rule without a heading', 'server/x/list.ts', `// ${rule('A9')}`],
    ['a rule in words', 'web/words/fr/x.ts', `x: '${rule('Z1')}'`],
    ['a page that is not there', 'server/x/list.ts', `// (${page('product')})`],
    ['a path that is not there', 'server/x/list.ts', `// docs/${page('api')}`],
    ['a chapter that is not there', 'server/x/list.ts', `// (docs/${page('isolation')}, "Nothing")`],
    ['a decision that is not there', 'server/x/list.ts', `// (docs/decisions/${'0002'})`],
    ['a link to nowhere', `docs/${page('other')}`, '[x](nowhere)'],
    ['a former name outside the migrations that have it', 'server/x/list.ts', `// (${page('data-model')})`],
    ['a former name in a new migration', 'database/migrations/0087-x.sql', `-- ${page('data-model')}`],
  ])('that lead nowhere are found: %s', (_what, path, text) => {
    expect(found(path, text)).toHaveLength(1)
  })

  it('are found broken when the page of the rules is empty', () => {
    expect(findBroken([{ path: 'docs/rules.md', text: '# Rules' }], isInProject)).not.toEqual([])
  })

  it.each([
    ['server/x/list.ts', `// ${rule('A1')}: see docs/${page('isolation')}, "Time", or ${page('rules')} alone`],
    [
      `docs/decisions/${page('0001-more')}`,
      `[a](../${page('rules')}) [b](#here) [c](https://example.org/x) [d](../pictures) docs/decisions/${'0001'}`,
    ],
    ['database/migrations/0003-devices.sql', `-- (${page('data-model')}, "Time")`],
  ])('that lead somewhere are let be: %s', (path, text) => {
    expect(found(path, text)).toEqual([])
  })
})
