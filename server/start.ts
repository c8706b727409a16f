import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { endpoints } from '../contract/endpoints.ts'
import { migrate, migrationFiles } from '../database/migrate.ts'
import { raiseEra, sealAudit } from './audit/index.ts'
import { makeDemonstration } from './demonstration/index.ts'
import { allJobBindings, allJobs, allRoutes, allTimers } from './features.ts'
import { startMailbox } from './mail/index.ts'
import { pause, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { type Database, openDatabase } from './platform/database/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { makeApp } from './platform/http/app.ts'
import type { Hub } from './platform/hub.ts'
import { newId } from './platform/id.ts'
import { openQueue, startTimers } from './platform/jobs.ts'
import { openLive } from './platform/live.ts'
import { type Log, makeLog } from './platform/log.ts'
import { makeMetrics } from './platform/metrics.ts'
import { makeSecrets } from './platform/secrets.ts'
import { openTraces } from './platform/traces.ts'
import { countMigrations, getInstallation, keepKeyCheck, languageOfStrangers, markDemonstration } from './settings/index.ts'
import { recordView } from './support/index.ts'

export type Running = { url: string; stop(): Promise<void> }

/** Whoever starts the hub made a mistake that they can mend: said without a stack. */
export class StartRefused extends Error {}

/** Keeps how something is taken down again; throws where the start is told to end. */
type Stands = (takeDown: () => Promise<unknown>) => void

/** Makes and joins everything; answers once requests are served. What fails on the way, or is told to end, is taken down again. */
export async function start(config: Config, ending: AbortSignal): Promise<Running> {
  const log = makeLog(config.LOG_LEVEL)
  const steps: (() => Promise<unknown>)[] = []
  const stands: Stands = (takeDown) => {
    steps.push(takeDown)
    ending.throwIfAborted()
  }
  const stop = async () => {
    for (const step of steps.splice(0).reverse())
      await step().catch((error: unknown) => log.warn({ err: error }, 'something did not stop as it should'))
  }
  try {
    const house = await openHouse(config, log, stands)
    const listening = await listenFirst(config)
    const hub: Hub = { ...house, publicUrl: config.PUBLIC_URL?.replace(/\/$/, '') ?? listening.url }
    const worker = isWorker(config)
    await raiseEra(hub)
    if (worker) stands(() => sealAudit(hub))
    if (worker && hub.smtpUrl === null) {
      const mailbox = await startMailbox(hub)
      stands(() => mailbox.stop())
    }
    const app = await openApp(config, hub)
    stands(() => app.close())
    if (worker) await hub.queue.work(allJobBindings(hub))
    const timers = allTimers(hub).filter(({ everywhere }) => worker || everywhere === true)
    const running = startTimers(timers, log)
    stands(() => running.stop())
    if (worker && hub.demonstration) await makeDemonstration(hub, app, ending)
    if (config.PROCESS !== 'worker') await listen(app, listening)
    return { url: listening.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function isWorker({ PROCESS }: Config): boolean {
  return PROCESS !== 'web'
}

/** The database, migrated where the owner's login is given, and what works on it. */
async function openHouse(config: Config, log: Log, stands: Stands): Promise<Omit<Hub, 'publicUrl'>> {
  // Statements that were sent together fail together, and only the first is waited for: no reason to end everybody's server.
  const onDropped = (error: unknown) => log.error({ err: error }, 'a failure that nobody waited for')
  process.on('unhandledRejection', onDropped)
  stands(async () => process.off('unhandledRejection', onDropped))
  const collector = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (collector) stands(await openTraces({ collector, share: config.OTEL_TRACES_SAMPLER_ARG, log }))
  const embedded = config.DATABASE_URL === undefined ? await keepEmbedded(config.DATA_DIR, log) : null
  if (embedded) stands(() => embedded.stop())
  const url = embedded?.appUrl ?? config.DATABASE_URL ?? ''
  const ownerUrl = embedded?.ownerUrl ?? config.DATABASE_OWNER_URL
  await checkLogin(url)
  if (ownerUrl) await migrate({ ownerUrl, login: decodeURIComponent(new URL(url).username) })
  const database = await openDatabase({ url, log: (message) => log.info(message) })
  stands(() => database.close())
  const secrets = makeSecrets(config.SECRET_KEY ?? (await keptSecretKey(config.DATA_DIR)))
  const demonstration = await settleInstallation(database, secrets.keyCheck(), config)
  const metrics = makeMetrics(database)
  const queue = await openQueue({ database, jobs: allJobs, log, metrics, worker: isWorker(config) })
  stands(() => queue.stop())
  const live = await openLive(database, log)
  stands(() => live.stop())
  const testing = config.STEWARD_TEST === 'on'
  const mail = { mailFrom: config.MAIL_FROM, smtpUrl: config.SMTP_URL ?? null }
  return { database, queue, live, secrets, log, metrics, clock: systemClock, demonstration, testing, ...mail }
}

function openApp(config: Config, hub: Hub): Promise<FastifyInstance> {
  const { database, log, metrics, publicUrl } = hub
  return makeApp({
    database,
    log,
    routes: allRoutes(hub),
    endpoints,
    publicUrl,
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    metrics,
    metricsToken: config.METRICS_TOKEN ?? null,
    trustProxy: config.TRUST_PROXY,
    recordView,
    languageOfStrangers: () => languageOfStrangers(hub),
    pages: fileURLToPath(new URL('../web/dist', import.meta.url)),
  })
}

/** The embedded PostgreSQL, started again by itself when it goes away: requests answer 503 meanwhile, jobs wait. */
async function keepEmbedded(dataDir: string, log: Log): Promise<Pick<EmbeddedPostgres, 'appUrl' | 'ownerUrl' | 'stop'>> {
  const ending = new AbortController()
  const launch = () => startEmbeddedPostgres({ dataDir, log: (line) => process.stderr.write(`${line}\n`) })
  let current = await launch()
  const watch = async () => {
    for (;;) {
      await current.gone
      if (ending.signal.aborted) return
      log.warn('the embedded PostgreSQL went away and is started again')
      for (;;) {
        const next = await launch().catch((error: unknown) => log.error({ err: error }, 'the embedded PostgreSQL does not start'))
        if (next) {
          current = next
          break
        }
        await pause(1000, ending.signal)
        if (ending.signal.aborted) return
      }
    }
  }
  void watch()
  const { appUrl, ownerUrl } = current
  return {
    appUrl,
    ownerUrl,
    async stop() {
      ending.abort()
      await current.stop()
    },
  }
}

/** A login that owns, bypasses or may everything would make every wall a picture of one. */
async function checkLogin(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  const found = await client.query<{ bypass: boolean; owner: boolean; version: number }>(`
    select r.rolsuper or r.rolbypassrls as bypass, current_setting('server_version_num')::int as version,
      exists (select from pg_namespace n where n.nspname in ('hub', 'door') and n.nspowner = r.oid) or exists (select from pg_database d where d.datname = current_database() and d.datdba = r.oid) as owner
    from pg_roles r where r.rolname = current_user`)
  await client.end()
  const login = found.rows[0]
  if (!login || login.bypass || login.owner) {
    throw new StartRefused(
      'The user of DATABASE_URL must own nothing and bypass nothing: neither superuser, BYPASSRLS, nor owner of the database. See docs/configuration.md.',
    )
  }
  if (login.version < 150000) throw new StartRefused('Steward needs PostgreSQL 15 or later.')
}

async function keptSecretKey(folder: string): Promise<string> {
  const path = join(folder, 'secret.key')
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept.trim() !== '') return kept.trim()
  await mkdir(folder, { recursive: true })
  const made = randomBytes(48).toString('base64url')
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch(async () => {})
  return (await readFile(path, 'utf8')).trim()
}

/**
 * The key must open what this installation has sealed; whether it is a demonstration is decided once: unless it is said, an embedded
 * database that no server has settled yet is one.
 */
async function settleInstallation(database: Database, keyCheck: Buffer, config: Config): Promise<boolean> {
  return database.inSystem(newId(), async (scope) => {
    if ((await countMigrations(scope)) < (await migrationFiles()).length)
      throw new StartRefused('The database is older than this version: give DATABASE_OWNER_URL, or run npm run steward -- migrate.')
    const unsettled = await keepKeyCheck(scope, keyCheck)
    const there = await getInstallation(scope)
    if (!there.key_check.equals(keyCheck)) throw new StartRefused('SECRET_KEY is not the key that this installation was made with.')
    const byItself = there.demonstration || (unsettled && config.DATABASE_URL === undefined)
    const demonstration = config.DEMONSTRATION ? config.DEMONSTRATION === 'on' : byItself
    if (demonstration && !there.demonstration) await markDemonstration(scope)
    return demonstration
  })
}

type Listening = { url: string; host: string; port: number }

/** The address is known before anything that makes links. */
async function listenFirst(config: Config): Promise<Listening> {
  const host = config.HOST
  const port = config.PORT === 0 ? await freePort(host) : config.PORT
  return { host, port, url: `http://${host.includes(':') ? `[${host}]` : host}:${port}` }
}

async function freePort(host: string): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function listen(app: FastifyInstance, { host, port }: Listening): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new StartRefused(`Port ${port} is taken: set PORT to another one.`)
    throw error
  }
}
