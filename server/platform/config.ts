import { isIP } from 'node:net'
import { z } from 'zod'
import { limits } from '../../contract/limits.ts'

// The only place that reads the environment. `npm run steward -- configuration` prints this table; docs/configuration.md is made from it.

const port = z.coerce.number().int().min(0).max(65535)
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')

const namedRanges: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

/** An address, a range as 10.0.0.0/8, or a range by name. All addresses there are (/0) are no proxy's. */
function isProxy(text: string): boolean {
  if (namedRanges.includes(text)) return true
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** `off`, or what the web server takes as the proxies before it. */
const proxies = z
  .string()
  .default('off')
  .transform((text, context): 'off' | readonly string[] => {
    if (text === 'off') return text
    const listed = text.split(',').map((part) => part.trim())
    const wrong = listed.filter((part) => !isProxy(part))
    if (wrong.length === 0) return listed
    const message = wrong.every((part) => /^\d+$/.test(part))
      ? 'a number of proxies is not enough, since whoever reaches the hub past them could write any address: give the addresses of the proxies'
      : `“${wrong[0]}” is neither an address nor a range: give off, or a list as 10.0.0.1, 192.168.0.0/16, loopback`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

const variables = {
  PORT: { shape: port.default(8080), about: 'Port of the web pages and the API; 0 takes a free one.' },
  HOST: { shape: z.string().min(1).default('127.0.0.1'), about: 'Address to listen on.' },
  DATA_DIR: {
    shape: z.string().min(1).default('./data'),
    about: 'Folder of the embedded PostgreSQL and the made secret key. Unused with DATABASE_URL.',
  },
  DATABASE_URL: {
    shape: postgresUrl.optional(),
    about:
      'PostgreSQL 15 to 18 instead of the embedded one; its user exists, is not the owner, no superuser, and does not bypass row security.',
  },
  DATABASE_OWNER_URL: {
    shape: postgresUrl.optional(),
    about: 'The same database as its owner (with CREATEROLE). Given: the start migrates. Not given: the start checks the version.',
  },
  SECRET_KEY: {
    shape: z.string().min(32, 'needs at least 32 characters').optional(),
    about: 'Key of secrets at rest and of links in mails. Made in DATA_DIR with the embedded PostgreSQL; required with DATABASE_URL.',
  },
  PUBLIC_URL: { shape: z.url().optional(), about: 'Address under which people reach the hub, for links in mails. Default: HOST and PORT.' },
  TRUST_PROXY: {
    shape: proxies,
    about:
      'Addresses of the reverse proxies before the hub, with commas: addresses, ranges (10.0.0.0/8), or loopback, linklocal, uniquelocal. Only their X-Forwarded-For says who calls, for limits per address; off believes nobody.',
  },
  REQUESTS_PER_MINUTE: {
    shape: z.coerce.number().int().min(60).max(10_000_000).default(limits.requestsPerMinute),
    about:
      'Requests to the API that one address may make in a minute, counted by each server process. Raise it for a large office behind one address.',
  },
  SMTP_URL: {
    shape: z
      .string()
      .regex(/^smtps?:\/\//)
      .optional(),
    about: 'Mail server, smtp:// or smtps://. Without it mail goes to a built-in mailbox.',
  },
  MAIL_FROM: { shape: z.string().min(3).default('Steward <steward@localhost>'), about: 'Sender of mails.' },
  DEMONSTRATION: {
    shape: z.enum(['on', 'off']).optional(),
    about: 'Demonstration data and shown sign-ins. Default: on where the data folder is new and no DATABASE_URL is given, else off.',
  },
  METRICS_TOKEN: {
    shape: z.string().min(16).optional(),
    about: 'Bearer token of /metrics. Without it /metrics answers only to the machine itself.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    shape: z.url().optional(),
    about: 'Collector of OpenTelemetry traces, by OTLP over HTTP: http://127.0.0.1:4318. Without it there are none.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    shape: z.coerce.number().min(0).max(1).default(1),
    about: 'Which share of requests and jobs is traced, 0 to 1, where the caller does not say.',
  },
  LOG_LEVEL: {
    shape: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
    about: 'How much is logged, as JSON lines on standard error.',
  },
  PROCESS: {
    shape: z.enum(['all', 'web', 'worker']).default('all'),
    about: 'What this process does: pages and API, background work, or both.',
  },
  STEWARD_TEST: { shape: z.enum(['on']).optional(), about: 'Set by the test suites alone: cheaper password hashes.' },
} as const

type Variables = typeof variables
export type Config = { [Name in keyof Variables]: z.output<Variables[Name]['shape']> }

export type ConfigFault = { variable: string; reason: string }

/** Reads and checks all variables; every fault at once, in words. */
export function readConfig(environment: Record<string, string | undefined>): { config: Config } | { faults: ConfigFault[] } {
  const faults: ConfigFault[] = []
  const read: Record<string, unknown> = {}
  for (const [name, { shape }] of Object.entries(variables)) {
    const text = environment[name]
    const parsed = shape.safeParse(text === '' ? undefined : text)
    if (parsed.success) read[name] = parsed.data
    else faults.push({ variable: name, reason: parsed.error.issues.map((issue) => issue.message).join('; ') })
  }
  const config = read as Config // each value was parsed by its own shape just above
  if (config.DATABASE_URL && !config.SECRET_KEY) faults.push({ variable: 'SECRET_KEY', reason: 'is required with DATABASE_URL' })
  if (config.DATABASE_OWNER_URL && !config.DATABASE_URL)
    faults.push({ variable: 'DATABASE_URL', reason: 'is required with DATABASE_OWNER_URL' })
  return faults.length > 0 ? { faults } : { config }
}

/** The environment of this process. */
export function processEnvironment(): Record<string, string | undefined> {
  return process.env
}

/** One line per variable: name, default and meaning. */
export function describeConfig(): { name: string; fallback: string; about: string }[] {
  return Object.entries(variables).map(([name, { shape, about }]) => {
    const fallback = shape.safeParse(undefined)
    return { name, fallback: fallback.success && fallback.data !== undefined ? String(fallback.data) : '', about }
  })
}
