// Writes the documents that are made from the code: docs/configuration.md. With --check it only compares.
import { readFile, writeFile } from 'node:fs/promises'
import { describeConfig } from '../server/platform/config.ts'

const lines = [
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
]
const path = 'docs/configuration.md'
const text = lines.join('\n')
if (!process.argv.includes('--check')) await writeFile(path, text)
else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  console.error(`${path} is not current: npm run generate`)
  process.exitCode = 1
}
