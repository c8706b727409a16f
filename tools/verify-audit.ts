#!/usr/bin/env node
// Checks an exported audit log with nothing but the file: `npm run verify-audit -- FILE`, also `steward-verify-audit FILE`.
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkAuditFile, type KnownSeals, type Verdict } from './audit-file.ts'

const usage = `steward-verify-audit FILE [--seal NUMBER:HASH]... [--json]

Checks a file that the hub exported as “with proofs” (.ndjson), or standard input where FILE is -: that each row is as it was sealed, and
that each seal follows the one before. It needs neither the hub nor a database.

  --seal NUMBER:HASH  a seal that you know from elsewhere (an earlier file, the operator): it must be in this file, with this hash
  --json              answers as JSON

What no file can show by itself: that no row was left out, and that all of it was not made anew. For the second, keep the last seal that is
printed, apart from the hub, and give it with --seal when you check a later file.
Exit codes: 0 all is as it was sealed, 1 not, 2 not understood.
`

class Misunderstood extends Error {}

function readKnown(told: readonly string[]): KnownSeals {
  return new Map(
    told.map((text) => {
      const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text) ?? []
      if (number === undefined || hash === undefined)
        throw new Misunderstood(`--seal is a number, a colon and 64 hexadecimal digits: ${text}`)
      return [Number(number), hash.toLowerCase()]
    }),
  )
}

function tell({ organisation, rows, hidden, unsealed, seals, faults, faultCount }: Verdict): string {
  const counted = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
  const told = faults.map(({ line, what }) => `Line ${line}: ${what}.`)
  if (faultCount > faults.length) told.push(`And ${counted(faultCount - faults.length, 'fault', 'faults')} more.`)
  if (hidden > 0)
    told.push(
      `Of ${counted(hidden, 'row', 'rows')} the file has only the hash: acts of other organisations from before their people’s names were covered.`,
    )
  if (unsealed > 0)
    told.push(`${counted(unsealed, 'newer row was', 'newer rows were')} not sealed yet when the file was made, and not in it.`)
  if (seals) told.push(`Last seal, to be kept: ${seals.last}:${seals.lastHash}`)
  const what = `${counted(rows, 'row', 'rows')} of ${organisation ?? 'nobody'}${seals ? `, under the seals ${seals.first} to ${seals.last}` : ''}`
  told.push(
    faultCount === 0
      ? `All is as it was sealed: ${what}.`
      : `Not all is as it was sealed: ${counted(faultCount, 'fault', 'faults')} in ${what}.`,
  )
  return told.join('\n')
}

async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      seal: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [file, ...more] = positionals
  if (values.help || file === undefined || more.length > 0) {
    process.stderr.write(usage)
    return values.help ? 0 : 2
  }
  const known = readKnown(values.seal)
  const source = file === '-' ? process.stdin : createReadStream(file)
  const verdict = await checkAuditFile(source.setEncoding('utf8'), known)
  const well = verdict.faultCount === 0
  process.stdout.write(`${values.json ? JSON.stringify({ well, ...verdict }, null, 2) : tell(verdict)}\n`)
  return well ? 0 : 1
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const misunderstood = error instanceof Misunderstood || code.startsWith('ERR_PARSE_ARGS') || ['ENOENT', 'EISDIR', 'EACCES'].includes(code)
  process.stderr.write(`${error instanceof Error ? (misunderstood ? error.message : error.stack) : String(error)}\n`)
  process.exitCode = misunderstood ? 2 : 1
}
