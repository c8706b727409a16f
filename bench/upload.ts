import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type BenchServer, type Caller, headersOf } from './server.ts'

const reply = z.object({ id: z.string(), state: z.string(), outcomes: z.record(z.string(), z.number()) })

/** A file that is taken and then worked on. */
export type Upload = { path: '/feeds' | '/transfers'; fileName: string; lines: readonly string[]; fields?: Record<string, string> }

/** Sends it; answers its id once it is received. */
export async function upload({ url }: BenchServer, caller: Caller, { path, fileName, lines, fields = {} }: Upload): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' }), fileName)
  const asked = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: headersOf(caller), body: form })
  if (asked.status !== 202) throw new Error(`${path} answered ${asked.status} ${await asked.text()}`)
  return reply.parse(await asked.json()).id
}

/** Waits until all its rows have this outcome. */
export async function untilAll(
  { url }: BenchServer,
  caller: Caller,
  path: string,
  { outcome, rows }: { outcome: string; rows: number },
): Promise<void> {
  for (;;) {
    const { state, outcomes } = reply.parse(await (await fetch(`${url}/api/v1${path}`, { headers: headersOf(caller) })).json())
    if (state === 'done' && outcomes[outcome] !== rows) throw new Error(`${path} ended with ${JSON.stringify(outcomes)}`)
    if (state === 'done') return
    await pause(100)
  }
}
