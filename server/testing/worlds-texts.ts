import { fromBufferPromise } from 'yauzl'

// What the API's answers are searched for: names that stand in no two places of all worlds.

const nameShape = /\b([opmlkyszrq])([0-9a-f]{4})\1(\d{4})(?!\d)/gi

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
