// An animated PNG out of screenshots, without loss and without a dependency: of each frame only the rectangle that changed is kept. What
// browsers take for pictures here is PNG with 8 bits per channel, not interlaced (PNG specification, third edition, with its animation chunks).
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const bytesPerPixel = 3

type Image = { width: number; height: number; pixels: Buffer }
type Rectangle = { x: number; y: number; width: number; height: number }
type Frame = Rectangle & { data: Buffer; milliseconds: number }

/** Collects screenshots of one size; `milliseconds` is how long each stands. */
export function openAnimation(): { add(png: Buffer, milliseconds: number): void; finish(): Buffer } {
  const frames: Frame[] = []
  let last: Image | undefined
  return {
    add(png, milliseconds) {
      const image = decode(png)
      const changed = last ? differenceOf(last, image) : { x: 0, y: 0, width: image.width, height: image.height }
      const before = frames.at(-1)
      if (changed) frames.push({ ...changed, data: encode(image, changed), milliseconds })
      else if (before) before.milliseconds += milliseconds
      last = image
    },
    finish() {
      if (!last) throw new Error('an animation needs a picture')
      return assemble(last, frames)
    },
  }
}

function decode(png: Buffer): Image {
  const parts: Buffer[] = []
  let header = Buffer.alloc(0)
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const kind = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR') header = Buffer.from(data)
    if (kind === 'IDAT') parts.push(data)
    at += length + 12
  }
  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3]
  return { width, height, pixels: withoutAlpha(unfilter(inflateSync(Buffer.concat(parts)), { width, height, channels }), channels) }
}

/** The pixels before they were filtered for compression: each byte told from the one to its left, the one above, and the one between. */
function unfilter(raw: Buffer, { width, height, channels }: { width: number; height: number; channels: number }): Buffer {
  const row = width * channels
  const out = Buffer.alloc(row * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)]
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x
      const left = x >= channels ? (out[at - channels] ?? 0) : 0
      const above = y > 0 ? (out[at - row] ?? 0) : 0
      const corner = x >= channels && y > 0 ? (out[at - row - channels] ?? 0) : 0
      const told = [0, left, above, (left + above) >> 1, filter === 4 ? paeth(left, above, corner) : 0][filter ?? 0] ?? 0
      out[at] = (raw[y * (row + 1) + 1 + x] ?? 0) + told
    }
  }
  return out
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

function withoutAlpha(pixels: Buffer, channels: number): Buffer {
  if (channels === bytesPerPixel) return pixels
  const out = Buffer.alloc((pixels.length / channels) * bytesPerPixel)
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += bytesPerPixel) pixels.copy(out, to, from, from + bytesPerPixel)
  return out
}

function differenceOf(before: Image, after: Image): Rectangle | undefined {
  const row = after.width * bytesPerPixel
  let [top, bottom, left, right] = [after.height, -1, row, -1]
  for (let y = 0; y < after.height; y += 1) {
    const [was, is] = [before, after].map(({ pixels }) => pixels.subarray(y * row, (y + 1) * row))
    if (!was || !is || was.equals(is)) continue
    top = Math.min(top, y)
    bottom = y
    let [first, end] = [0, row - 1]
    while (was[first] === is[first]) first += 1
    while (was[end] === is[end]) end -= 1
    left = Math.min(left, first)
    right = Math.max(right, end)
  }
  if (bottom < 0) return undefined
  const [x, last] = [Math.floor(left / bytesPerPixel), Math.floor(right / bytesPerPixel)]
  return { x, y: top, width: last - x + 1, height: bottom - top + 1 }
}

/** The rectangle, each byte told from the one above it: pages are made of columns. */
function encode({ width: whole, pixels }: Image, { x, y, width, height }: Rectangle): Buffer {
  const row = width * bytesPerPixel
  const out = Buffer.alloc((row + 1) * height)
  for (let line = 0; line < height; line += 1) {
    const from = ((y + line) * whole + x) * bytesPerPixel
    const to = line * (row + 1)
    out[to] = line === 0 ? 0 : 2
    for (let at = 0; at < row; at += 1) {
      const above = line === 0 ? 0 : (pixels[from - whole * bytesPerPixel + at] ?? 0)
      out[to + 1 + at] = (pixels[from + at] ?? 0) - above
    }
  }
  return deflateSync(out, { level: 9 })
}

function assemble({ width, height }: Image, frames: readonly Frame[]): Buffer {
  let sequence = 0
  const pieces = [
    signature,
    chunk('IHDR', numbers([width, height]), Buffer.from([8, 2, 0, 0, 0])),
    chunk('acTL', numbers([frames.length, 0])),
  ]
  for (const [index, frame] of frames.entries()) {
    const delay = Buffer.alloc(6)
    delay.writeUInt16BE(frame.milliseconds, 0)
    delay.writeUInt16BE(1000, 2)
    pieces.push(chunk('fcTL', numbers([sequence++, frame.width, frame.height, frame.x, frame.y]), delay))
    pieces.push(index === 0 ? chunk('IDAT', frame.data) : chunk('fdAT', numbers([sequence++]), frame.data))
  }
  return Buffer.concat([...pieces, chunk('IEND')])
}

function numbers(values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) out.writeUInt32BE(value, at * 4)
  return out
}

function chunk(kind: string, ...data: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), ...data])
  return Buffer.concat([numbers([body.length - 4]), body, numbers([crc32(body)])])
}
