import { readFileSync } from 'node:fs'
import { type Examples, examplesFile } from '../../../contract/example.ts'

const file = new URL('../../../contract/examples.json', import.meta.url)

/** The recorded examples of every operation (`npm run examples`). */
export function readExamples(): Examples {
  return examplesFile.parse(JSON.parse(readFileSync(file, 'utf8')))
}
