// Writes the documents that are made from the code: docs/configuration.md, docs/openapi.json. With --check it only compares.
import { readFile, writeFile } from 'node:fs/promises'
import { endpoints } from '../contract/endpoints.ts'
import { describeConfig } from '../server/platform/config.ts'
import { openApiDocument } from '../server/platform/http/openapi.ts'
import { findBreakingChanges } from './api-changes.ts'

const configuration = [
  '# Configuration',
  '',
  'Environment variables, checked at start. Made from `server/platform/config.ts` by `npm run generate`.',
  '',
  '| variable | default | meaning |',
  '|---|---|---|',
  ...describeConfig()
    .filter(({ name }) => name !== 'STEWARD_TEST')
    .map(({ name, fallback, about }) => `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${about} |`),
  '',
].join('\n')
const documents = {
  'docs/configuration.md': configuration,
  'docs/openapi.json': `${JSON.stringify(openApiDocument(endpoints), null, 1)}\n`,
}

// What was landed is a promise: it is broken with `npm run generate -- --breaking` and a line in the commit that says why, or not at all.
const promised = await readFile('docs/openapi.json', 'utf8').catch(() => '{}')
const breaks = findBreakingChanges(JSON.parse(promised), JSON.parse(documents['docs/openapi.json']))
if (breaks.length > 0 && !process.argv.includes('--breaking')) {
  console.error(
    `The API breaks what was promised:\n${breaks.map((what) => `  ${what}`).join('\n')}\nIf it must be: npm run generate -- --breaking`,
  )
  process.exitCode = 1
} else {
  for (const [path, text] of Object.entries(documents)) {
    if (!process.argv.includes('--check')) await writeFile(path, text)
    else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
      console.error(`${path} is not current: npm run generate`)
      process.exitCode = 1
    }
  }
}
