import { createHash } from 'node:crypto'
import { fromBufferPromise } from 'yauzl'
import { makeCustomerId } from '../../contract/customer-id.ts'
import type { World } from './model/world.ts'

// What the API's answers are searched for: names that stand in no two places of all worlds.

const nameShape = /\b([ghijklmnopqrstuvwxyz])([0-9a-f]{4})\1(\d{4})(?!\d)/gi

/** A name that nothing else in all worlds has, and no id (letters beyond f): what may not be known can be looked for in any text. */
export function textOf(letter: string, id: string): string {
  return `${letter}${id.slice(9, 13)}${letter.toLowerCase()}${id.slice(-4)}`
}

/** A row's own serial number in a feed. */
export function serialOfRow({ feed, line }: World['feedRows'][number]): string {
  return textOf('Z', `${feed.slice(0, -4)}${String(Number(feed.slice(-4)) * 10 + line).padStart(4, '0')}`)
}

/** A tenant's Customer ID. */
export function customerIdOf(tenant: string): string {
  return makeCustomerId(createHash('sha256').update(tenant).digest().subarray(0, 16))
}

/** All that is written in a workbook. */
export async function textOfWorkbook(content: Buffer): Promise<string> {
  const zip = await fromBufferPromise(content)
  const texts: string[] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
    texts.push(Buffer.concat(chunks).toString())
  }
  return texts.join('\n')
}

/** The names of worlds in a text (`textOf`), each once. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(nameShape)].map(([, letter = '', world = '', n = '']) => `${letter}${world}${letter}${n}`.toLowerCase())
  return [...new Set(names)]
}
