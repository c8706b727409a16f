import type { FastifyInstance, InjectOptions } from 'fastify'
import { pause, systemClock } from '../platform/clock.ts'

/** Calls the hub's own API as a script would, in somebody's session: what is made is made through the use cases. */
export type Caller = {
  cookie: string | null
  get<T>(path: string, actingFor?: string): Promise<T>
  /** Null where the answer is 404. */
  find<T>(path: string, actingFor?: string): Promise<T | null>
  /** `key` makes a step safe to repeat after a start that was cut short. */
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown, more?: { actingFor?: string; key?: string }): Promise<T>
  upload<T>(path: string, file: { name: string; text: string }, more: { actingFor: string; key: string }): Promise<T>
}

/** Nobody is signed in at first. Rejects once `ending` is told. */
export function caller(app: FastifyInstance, ending: AbortSignal): Caller {
  const self: Caller = {
    cookie: null,
    get: async (path, actingFor) => (await self.find(path, actingFor)) ?? fail('GET', path, 404, ''),
    async find(path, actingFor) {
      const reply = await inject({ method: 'GET', url: `/api/v1${path}`, headers: headersOf(actingFor) })
      if (reply.statusCode === 404) return null
      return reply.statusCode < 300 ? JSON.parse(reply.body) : fail('GET', path, reply.statusCode, reply.body)
    },
    async send(method, path, body, more = {}) {
      const reply = await inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...headersOf(more.actingFor), ...(more.key ? { 'idempotency-key': more.key } : {}) },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      if (reply.statusCode >= 300) fail(method, path, reply.statusCode, reply.body)
      return reply.body === '' ? undefined : JSON.parse(reply.body)
    },
    async upload(path, file, more) {
      const boundary = 'steward-demonstration'
      const part = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/csv\r\n\r\n${file.text}\r\n--${boundary}--\r\n`
      const reply = await inject({
        method: 'POST',
        url: `/api/v1${path}`,
        headers: { ...headersOf(more.actingFor), 'idempotency-key': more.key, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: part,
      })
      return reply.statusCode < 300 ? JSON.parse(reply.body) : fail('POST', path, reply.statusCode, reply.body)
    },
  }
  const inject = async (options: InjectOptions) => {
    ending.throwIfAborted()
    const reply = await app.inject({ ...options, ...(self.cookie ? { cookies: { steward_session: self.cookie } } : {}) })
    const session = reply.cookies.find((one) => one.name === 'steward_session')
    if (session) self.cookie = session.value
    return reply
  }
  return self
}

function headersOf(actingFor: string | undefined): Record<string, string> {
  return { 'x-steward-request': '1', ...(actingFor ? { 'x-steward-acting-for': actingFor } : {}) }
}

function fail(method: string, path: string, status: number, body: string): never {
  throw new Error(`the demonstration could not be made: ${method} ${path} answered ${status} ${body.slice(0, 500)}`)
}

/** Looks again and again until there is an answer. */
export async function waitFor<T>(what: string, look: () => Promise<T | null | undefined>, seconds = 60): Promise<T> {
  const end = systemClock.now().getTime() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined) return found
    if (systemClock.now().getTime() > end) throw new Error(`the demonstration could not be made: ${what} never came`)
    await pause(30)
  }
}
