import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { readTable } from '../files/table.ts'
import { contentOf } from './upload.ts'

async function read(content: AsyncIterable<Buffer>, pause = 0): Promise<string> {
  let text = ''
  for await (const piece of content) {
    text += piece
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return text
}
const nothingBehind = async () => {}

test('a file from which nothing comes any more is over, and its stream is gone; what trickles in is waited for', async () => {
  const stalled = new PassThrough()
  stalled.write('half of')
  await expect(read(contentOf(stalled, nothingBehind, 50))).rejects.toMatchObject({ code: 'http.upload_stalled' })
  expect(stalled.destroyed).toBe(true)
  const slow = new PassThrough()
  void (async () => {
    for (const letter of 'slowly') {
      await new Promise((resolve) => setTimeout(resolve, 60))
      slow.write(letter)
    }
    slow.end()
  })()
  expect(await read(contentOf(slow, nothingBehind, 250))).toBe('slowly')
})

test('a reader that takes its time is not taken for a sender that does', async () => {
  const waiting = new PassThrough({ highWaterMark: 1 })
  waiting.write('a')
  setTimeout(() => waiting.end('b'), 20)
  expect(await read(contentOf(waiting, nothingBehind, 50), 120)).toBe('ab')
})

test('a file that is cut off, by its sender or by the limit, never ends as if it were whole', async () => {
  const broken = new PassThrough()
  broken.write('half of')
  setTimeout(() => broken.destroy(new Error('premature close')), 10)
  await expect(read(contentOf(broken, nothingBehind))).rejects.toMatchObject({ code: 'http.malformed' })
  const cut = Object.assign(new PassThrough(), { truncated: true })
  cut.end('half of')
  await expect(read(contentOf(cut, nothingBehind))).rejects.toMatchObject({ code: 'http.too_large' })
})

test('a workbook that is cut where the limit is, is told by its size, not as damaged', async () => {
  const cut = Object.assign(new PassThrough(), { truncated: true })
  cut.end('PK\u0003\u0004 and so on')
  await expect(readTable(contentOf(cut, nothingBehind)).next()).rejects.toMatchObject({ code: 'http.too_large' })
})
