import type pg from 'pg'
import { checkCounters } from './counters.ts'
import { checkDevices } from './devices.ts'
import type { Check, Finding } from './finding.ts'
import { checkReach } from './reach.ts'
import { checkSeals } from './seals.ts'
import { checkUnsealed } from './unsealed.ts'

export type Checked = {
  findings: Finding[]
  /** The end of the hash chain: kept elsewhere, it shows later whether the end was cut off (R-A6). */
  head: { number: number; hash: string } | null
}

const ofOneMoment: readonly Check[] = [checkSeals, checkReach, checkCounters, checkDevices]

/**
 * All checks, as the owner: anybody else would see nothing behind the walls and find everything in order, so they get an error. With
 * `running: false` nobody is expected to seal just now.
 */
export async function checkAll(client: pg.Client, { running }: { running: boolean }): Promise<Checked> {
  await client.query('set row_security = off')
  const findings = running ? await checkUnsealed(client) : []
  await client.query('begin transaction isolation level repeatable read read only')
  for (const check of ofOneMoment) findings.push(...(await check(client)))
  const head = await client.query<{ number: string; hash: Buffer }>(
    'select s.number::text, s.hash from hub.audit_seal s order by s.number desc limit 1',
  )
  await client.query('commit')
  const last = head.rows[0]
  return { findings, head: last ? { number: Number(last.number), hash: last.hash.toString('hex') } : null }
}
