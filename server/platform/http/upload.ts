// The file of a multipart request, as a stream that says in words why it ends early.
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { type Endpoint, sought } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { ProblemError } from '../problems.ts'
import type { Upload } from './bind.ts'
import { invalid } from './fault.ts'

/** It stands in lists, mails and headers. */
const fileName = sought(200)

/** The file and the fields before it: the parts are a stream, read once. Refuses `files.missing`, and fields that the shape does not know. */
export async function readUpload(request: FastifyRequest, shape: NonNullable<Endpoint['upload']>): Promise<Upload> {
  const fields: Record<string, string> = {}
  const parts = request.parts()[Symbol.asyncIterator]()
  const nextPart = () => parts.next().catch(brokenOff)
  // A field behind the file would be read too late to count: refused, not ignored.
  const end = async () => {
    if (!(await nextPart()).done) throw new ProblemError('http.malformed')
  }
  for (let next = await nextPart(); !next.done; next = await nextPart()) {
    const part = next.value
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else if (part.fieldname !== 'file') part.file.resume()
    else {
      const known = shape.safeParse(fields)
      if (known.success)
        return { fileName: fileName.parse(part.filename.slice(0, 200)), content: contentOf(part.file, end), fields: known.data }
      part.file.resume()
      throw invalid(known.error)
    }
  }
  throw new ProblemError('files.missing')
}

/**
 * The bytes of a file that came whole, to its end and with nothing behind it. Refuses `http.too_large` once it is known, before what was cut off
 * is taken for the file; `http.malformed` where the sender goes away; `http.upload_stalled` where nothing comes while somebody reads.
 */
export async function* contentOf(
  stream: Readable & { truncated?: boolean },
  end: () => Promise<void>,
  stallMilliseconds = limits.uploadStallSeconds * 1_000,
): AsyncGenerator<Buffer> {
  const source: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  try {
    for (let next = await inTime(stream, source, stallMilliseconds); !next.done; next = await inTime(stream, source, stallMilliseconds))
      yield next.value
  } finally {
    await source.return?.()
  }
  if (stream.truncated) throw new ProblemError('http.too_large')
  await end()
}

/** The next piece; a reader that takes its time is none that waits. */
async function inTime(stream: Readable, source: AsyncIterator<Buffer>, milliseconds: number): Promise<IteratorResult<Buffer>> {
  const stalled = setTimeout(() => stream.destroy(new ProblemError('http.upload_stalled')), milliseconds)
  try {
    return await source.next()
  } catch (error) {
    return brokenOff(error)
  } finally {
    clearTimeout(stalled)
  }
}

/** A sender who goes away, and parts that are broken or too many, are no fault of the hub. */
function brokenOff(error: unknown): never {
  const isKnown = error instanceof ProblemError || (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE')
  throw isKnown ? error : Object.assign(new ProblemError('http.malformed'), { cause: error })
}
