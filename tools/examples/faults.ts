// What is wrong with a set of examples: an operation without one, one that its own shapes refuse, one that tells a secret.
import type { Endpoint } from '../../contract/endpoint.ts'
import { problem } from '../../contract/endpoint.ts'
import { type Example, type Examples, masks } from '../../contract/example.ts'
import { problems } from '../../contract/problems.ts'

/** One sentence each; none when every operation is shown as it is. */
export function findExampleFaults(examples: Examples, endpoints: readonly Endpoint[]): string[] {
  const names = new Set(endpoints.map(({ name }) => name))
  return [
    ...endpoints.flatMap((endpoint) => operationFaults(endpoint, examples.operations[endpoint.name] ?? [])),
    ...Object.keys(examples.operations).flatMap((name) => (names.has(name) ? [] : [`${name} is no operation any more`])),
    ...Object.entries(examples.problems).flatMap(([code, reply]) => problemFaults(code, reply)),
    ...secretsIn(examples),
  ]
}

function operationFaults(endpoint: Endpoint, examples: readonly Example[]): string[] {
  if (examples.length === 0) return [`${endpoint.name} has no example: tell of it in tools/examples/*-story.ts, then npm run examples`]
  return examples.flatMap(({ request, reply }, n) => {
    const where = `${endpoint.name}, example ${n + 1}`
    const upload = request.file ? endpoint.upload?.safeParse(request.fields ?? {}) : undefined
    const parts = {
      params: endpoint.params.safeParse(request.params ?? {}),
      query: endpoint.query.safeParse(request.query ?? {}),
      ...(request.file ? { fields: upload } : { body: endpoint.body.safeParse(request.body) }),
      ...(endpoint.produces ? {} : { reply: endpoint.reply.safeParse(reply) }),
    }
    const faults = Object.entries(parts).flatMap(([part, parsed]) =>
      parsed?.success ? [] : [`${where}: its ${part} does not fit: ${parsed?.error.message ?? 'none is taken'}`],
    )
    const wantsText = endpoint.produces && /^(text\/|application\/x-ndjson)/.test(endpoint.produces)
    return wantsText && (typeof reply !== 'string' || reply === '') ? [...faults, `${where}: has no text`] : faults
  })
}

function problemFaults(code: string, reply: unknown): string[] {
  const parsed = problem.safeParse(reply)
  if (!(code in problems)) return [`${code} is no problem any more`]
  return parsed.success && parsed.data.code === code ? [] : [`the problem ${code} does not fit`]
}

/** What looks like a token, and what stands where a secret does and is not its mask. */
function secretsIn(value: unknown, name = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => secretsIn(one, name))
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([inner, of]) => secretsIn(of, inner))
  if (typeof value !== 'string') return []
  const allowed: Readonly<Record<string, readonly string[]>> = {
    password: [masks.password],
    current: [masks.password],
    token: [masks.token],
    secret: [masks.secret],
    recoveryCodes: masks.recoveryCodes,
    cpin: [masks.cpin],
  }
  const known = allowed[name]
  if (known && !known.includes(value)) return [`${name} is not masked: ${value}`]
  if (/cursor$/i.test(name)) return secretsIn(Buffer.from(value, 'base64url').toString())
  const tokens = value.match(/(?<![\w-])(?![0-9a-f]{64}\b)[\w-]{40,}(?![\w-])|secret=(?!SHOWN-ONCE)\w+|steward-demo-\w+/g) ?? []
  return tokens.map((token) => `looks like a secret: ${name} ${token}`)
}
