// The command line of whoever runs a hub: `npm run steward -- <command>`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { language, mailAddress } from '../contract/endpoint.ts'
import { limits } from '../contract/limits.ts'
import { checkAll } from '../database/check/all.ts'
import { migrate } from '../database/migrate.ts'
import { mailJobs } from '../server/mail/index.ts'
import { listOpen, retryOpen, showHealth } from '../server/operator/index.ts'
import { createPerson, hashPassword, takeSecondFactor } from '../server/people/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { type Config, describeConfig, processEnvironment, readConfig } from '../server/platform/config.ts'
import { openDatabase, type Scope } from '../server/platform/database/database.ts'
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { newId } from '../server/platform/id.ts'
import { openQueue } from '../server/platform/jobs.ts'
import { makeLog } from '../server/platform/log.ts'
import { makeMetrics } from '../server/platform/metrics.ts'
import { ProblemError } from '../server/platform/problems.ts'
import { setQuotaOfCalled } from '../server/quota/index.ts'
import { readPassword } from './read-password.ts'

const usage = `npm run steward -- <command> [--json]

  migrate                                  brings the database to this version
  check                                    looks whether everything in the database is as it must be
  health                                   database, audit log, background work, mail, sizes
  jobs                                     background work that is not done, newest first (at most 200)
  job retry --id ID                        tries now what is repeated later or was given up
  operator create --mail MAIL --name NAME  makes somebody who runs this hub; asks for the password, or reads it from standard input
  second-factor end --mail MAIL --reason TEXT
                                           takes away a second factor that somebody has lost; they are told by mail
  quota set --partner PARTNER --devices N|none
                                           how many devices a partner may have (its name, location ID or id); it is told
                                           when that is near, nothing is refused
  configuration                            prints the environment variables as a table

Uses DATABASE_OWNER_URL and DATABASE_URL, or the embedded PostgreSQL of DATA_DIR, whose hub must be stopped meanwhile.
Exit codes: 0 well, 1 not well, 2 not understood.
`

/** Whoever asked made a mistake that they can mend: said without a stack. */
class Refused extends Error {}
class Misunderstood extends Error {}

type Options = {
  json: boolean
  id?: string
  mail?: string
  name?: string
  language?: string
  reason?: string
  partner?: string
  devices?: string
}
/** What to say to people, what to say to programs, and whether all is well. */
type Told = { text: string; json: unknown; well?: boolean }

const commands: Record<string, (options: Options) => Promise<Told>> = {
  migrate: bringUp,
  check,
  health,
  jobs,
  'job retry': retry,
  'operator create': createOperator,
  'second-factor end': endSecondFactor,
  'quota set': setQuota,
  configuration: async () => ({ text: configurationTable(), json: describeConfig() }),
}

async function bringUp(): Promise<Told> {
  return withHub({ make: true }, async ({ ownerUrl, appUrl }) => {
    const migrated = await migrate({ ownerUrl: owner(ownerUrl), login: loginOf(appUrl) })
    const { applied } = migrated
    return { text: applied.length === 0 ? 'The database is at this version.' : `Applied: ${applied.join(', ')}`, json: migrated }
  })
}

async function check(): Promise<Told> {
  return withHub({ make: false }, async ({ ownerUrl, running }) => {
    const client = new pg.Client({ connectionString: owner(ownerUrl) })
    await client.connect()
    try {
      const { findings, head } = await checkAll(client, { running })
      const lines = findings.map(({ check: of, rule, what, count, examples }) =>
        [`${of} (${rule}): ${what} ${count} found:`, ...examples.map((example) => `  ${example}`)].join('\n'),
      )
      const chain = head ? `The audit log is sealed up to seal ${head.number}, ${head.hash}.` : 'Nothing in the audit log is sealed yet.'
      const verdict = findings.length === 0 ? 'Everything is as it must be.' : 'Not everything is as it must be.'
      return {
        text: [...lines, chain, verdict].join('\n'),
        json: { well: findings.length === 0, findings, head },
        well: findings.length === 0,
      }
    } finally {
      await client.end()
    }
  })
}

/** The hub's own view, without a person: what is written is written as the system. */
async function asSystem<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  return withHub({ make: false }, async ({ appUrl }) => {
    const database = await openDatabase({ url: appUrl, connections: 1 })
    try {
      return await database.inSystem(newId(), work)
    } finally {
      await database.close()
    }
  })
}

async function health(): Promise<Told> {
  const found = await asSystem(showHealth)
  const { audit, database, devices, mail, organisations } = found
  const queues = found.jobs.map(
    ({ name, waiting, running, repeating, failed }) =>
      `  ${name}: ${waiting} waiting, ${running} running, ${repeating} repeated, ${failed} given up`,
  )
  const lines = [
    `PostgreSQL ${database.version}, ${database.migrations} migrations`,
    `Audit log: last sealed ${audit.sealedAt ?? 'never'}, oldest unsealed event ${audit.unsealedSeconds ?? 0} s old`,
    `Background work: ${queues.length === 0 ? 'nothing is open' : ''}`.trimEnd(),
    ...queues,
    `Mail: ${mail.waiting} waiting, ${mail.failing} failing`,
    `${Object.entries(organisations)
      .map(([kind, n]) => `${kind}s: ${n}`)
      .join(', ')}, devices: about ${devices}`,
  ]
  return { text: lines.join('\n'), json: found }
}

const mostJobs = 200

async function jobs(): Promise<Told> {
  const { items } = await asSystem((scope) => listOpen(scope, { limit: mostJobs }))
  const lines = items.map(({ id, name, state, tries, fault }) => `${id}  ${name}  ${state}, ${tries} tries${fault ? `: ${fault}` : ''}`)
  return { text: lines.join('\n') || 'All work is done.', json: items }
}

async function retry({ id }: Options): Promise<Told> {
  if (!z.uuid().safeParse(id).success) throw new Misunderstood('Which job? --id as `steward jobs` shows it.')
  const job = await asSystem((scope) => retryOpen(scope, id ?? '')).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
    throw new Refused(error.code === 'jobs.not_waiting' ? 'It runs, or waits for its first try anyway.' : `There is no open job ${id}.`)
  })
  return { text: `${job.name} is tried again now.`, json: job }
}

async function setQuota(options: Options): Promise<Told> {
  const most = z.coerce.number().int().min(1).max(limits.quotaDevicesMost)
  const asked = z
    .object({ partner: z.string().trim().min(1), devices: z.union([z.literal('none').transform(() => null), most]) })
    .safeParse(options)
  if (!asked.success) throw new Misunderstood('Whose quota, and how many devices? --partner PARTNER --devices N, or none.')
  const { partner, devices } = asked.data
  const set = await asSystem((scope) => setQuotaOfCalled(scope, partner, devices))
  if (!set) throw new Refused(`Not exactly one partner is called ${partner}: name it by its location ID.`)
  const { name } = set.partner
  const text = set.quota ? `${name} may have ${set.quota.devices} devices, and has ${set.quota.used}.` : `${name} has no quota.`
  return { text, json: set }
}

async function endSecondFactor(options: Options): Promise<Told> {
  const asked = z.object({ mail: mailAddress, reason: z.string().trim().min(1).max(limits.purposeCharacters) }).safeParse(options)
  if (!asked.success)
    throw new Misunderstood('Whose, and why? --mail MAIL --reason TEXT; the person and their organisations read the reason.')
  const { mail } = asked.data
  return withHub({ make: false }, async ({ appUrl }) => {
    const database = await openDatabase({ url: appUrl, connections: 1 })
    // The mail waits in the queue for the server, which sends it.
    const queue = await openQueue({ database, jobs: mailJobs, log: makeLog('silent'), metrics: makeMetrics(database), worker: false })
    try {
      const taken = await database
        .inSystem(newId(), (scope) => takeSecondFactor(scope, { queue, clock: systemClock }, asked.data))
        .catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error
          throw new Refused(error.code === 'http.not_found' ? `Nobody has the mail address ${mail}.` : `${mail} has no second factor.`)
        })
      return { text: `${taken.name} (${taken.mail}) has no second factor any more, and is told by mail.`, json: taken }
    } finally {
      await queue.stop()
      await database.close()
    }
  })
}

async function createOperator(options: Options): Promise<Told> {
  const asked = z
    .object({ mail: mailAddress, name: z.string().trim().min(1).max(200), language: language.default('en') })
    .safeParse(options)
  if (!asked.success) throw new Misunderstood('An operator needs --mail and --name; --language is en, fr or de.')
  const password = await readPassword()
  const { least, most } = limits.passwordCharacters
  if (password.length < least || password.length > most) throw new Refused(`A password has ${least} to ${most} characters.`)
  return withHub({ make: true }, async ({ ownerUrl, appUrl, testing }) => {
    if (ownerUrl) await migrate({ ownerUrl, login: loginOf(appUrl) })
    const database = await openDatabase({ url: appUrl, connections: 1 })
    try {
      const id = newId()
      const { mail, name } = asked.data
      const passwordHash = await hashPassword({ testing }, password)
      await database
        .inSystem(newId(), (scope) => createPerson(scope, { id, ...asked.data, passwordHash, operator: true }))
        .catch((error: unknown) => {
          throw codeOf(error) === '23505' ? new Refused(`Somebody has the mail address ${mail} already.`) : error
        })
      return { text: `${name} (${mail}) runs this hub.`, json: { id, mail, name } }
    } finally {
      await database.close()
    }
  })
}

function configurationTable(): string {
  const rows = describeConfig().filter(({ name }) => name !== 'STEWARD_TEST')
  return [
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows.map(({ name, fallback, about }) => `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${about} |`),
  ].join('\n')
}

type HubPlace = { ownerUrl: string | undefined; appUrl: string; running: boolean; testing: boolean }

/** Where the hub's data is; the embedded PostgreSQL is started for the time of the work. */
async function withHub<T>({ make }: { make: boolean }, work: (place: HubPlace) => Promise<T>): Promise<T> {
  const config = configured()
  const testing = config.STEWARD_TEST === 'on'
  if (config.DATABASE_URL) return work({ ownerUrl: config.DATABASE_OWNER_URL, appUrl: config.DATABASE_URL, running: true, testing })
  if (!make && !existsSync(join(config.DATA_DIR, 'postgres')))
    throw new Refused(`There is no hub in ${config.DATA_DIR}: set DATA_DIR or DATABASE_URL.`)
  const embedded = await startEmbeddedPostgres({ dataDir: config.DATA_DIR, log: (line) => process.stderr.write(`${line}\n`) })
  try {
    return await work({ ...embedded, running: false, testing })
  } finally {
    await embedded.stop()
  }
}

/** Only what this program needs: it works without the secret key, and beside a mistake in what concerns the server. */
function configured(): Config {
  const { DATA_DIR, DATABASE_URL, DATABASE_OWNER_URL, STEWARD_TEST } = processEnvironment()
  const unused = 'x'.repeat(32)
  const read = readConfig({ DATA_DIR, DATABASE_URL, DATABASE_OWNER_URL, STEWARD_TEST, SECRET_KEY: unused })
  if ('faults' in read) throw new Refused(read.faults.map(({ variable, reason }) => `${variable} ${reason}`).join('\n'))
  return read.config
}

function owner(url: string | undefined): string {
  if (url === undefined) throw new Refused('This needs DATABASE_OWNER_URL, the database as its owner.')
  return url
}

function loginOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}

async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      id: { type: 'string' },
      mail: { type: 'string' },
      name: { type: 'string' },
      language: { type: 'string' },
      reason: { type: 'string' },
      partner: { type: 'string' },
      devices: { type: 'string' },
    },
  })
  const command = commands[positionals.join(' ')]
  if (!command || values.help) {
    process.stderr.write(usage)
    return values.help ? 0 : 2
  }
  const { text, json, well = true } = await command(values)
  process.stdout.write(`${values.json ? JSON.stringify(json, null, 2) : text}\n`)
  return well ? 0 : 1
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const misunderstood = error instanceof Misunderstood || codeOf(error)?.startsWith('ERR_PARSE_ARGS') === true
  const mendable = misunderstood || error instanceof Refused || error instanceof EmbeddedPostgresError
  const message = error instanceof Error ? (mendable ? error.message : (error.stack ?? error.message)) : String(error)
  process.stderr.write(`${message}\n`)
  process.exitCode = misunderstood ? 2 : 1
}
