import { writeFileSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask, makeTestFolder, processesOf, smallSettings, startSteward, until } from '../testing/embedded.ts'
import { findPackage } from './embedded-postgres/binaries.ts'
import { openServerLog } from './embedded-postgres/log.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describe.skipIf(process.platform !== 'linux')('a new data folder', () => {
  let folder: string
  let dataDir: string
  let server: EmbeddedPostgres

  beforeAll(async () => {
    folder = await makeTestFolder()
    dataDir = join(folder, 'data')
    server = await startEmbeddedPostgres({ dataDir, settings: { ...smallSettings, fsync: 'off' } })
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })

  test('its URLs serve a pool of pg, whatever PGPORT and PGSSLMODE say', async () => {
    vi.stubEnv('PGPORT', '1')
    vi.stubEnv('PGSSLMODE', 'require')
    const pool = new Pool({ connectionString: server.appUrl, max: 3 })
    const answers = await Promise.all([1, 2, 3].map((n) => pool.query('select current_user as who, $1::int as n', [n])))
    await pool.end()
    vi.unstubAllEnvs()
    expect(answers.map(({ rows }) => rows[0])).toEqual([1, 2, 3].map((n) => ({ who: 'steward_app', n })))
  })

  test('its roles have the rights they are said to have, and no more', async () => {
    const roles = await ask(
      server.superuserUrl,
      `select rolname, rolsuper, rolcreaterole, rolcreatedb, rolinherit, rolbypassrls, rolcanlogin from pg_roles where rolname ~ '^steward' order by 1`,
    )
    const none = { rolsuper: false, rolcreatedb: false, rolbypassrls: false, rolcanlogin: true }
    expect(roles).toEqual([
      { ...none, rolname: 'steward_app', rolcreaterole: false, rolinherit: false },
      { ...none, rolname: 'steward_owner', rolcreaterole: true, rolinherit: true },
    ])
    await ask(server.ownerUrl, 'create role seller; create table note (body text); create extension pg_trgm; grant seller to steward_app')
    await ask(server.appUrl, 'set role seller')
    await expect(ask(server.appUrl, 'select * from note')).rejects.toThrow('permission denied for table note')
    await expect(ask(server.appUrl, 'create temporary table mine ()')).rejects.toThrow('permission denied')
    await expect(ask(server.appUrl, 'create table mine ()')).rejects.toThrow('permission denied')
    await expect(ask(server.ownerUrl.replace('/steward?', '/postgres?'), 'select 1')).rejects.toThrow('permission denied for database')
  })

  test('nobody gets in without the password', async () => {
    await expect(ask(server.superuserUrl.replace(/postgres:[^@]+@/, 'postgres:wrong@'), 'select 1')).rejects.toThrow(
      'authentication failed',
    )
    expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataDir, 'postgres-socket'))).mode & 0o777).toBe(0o700)
    const log = await readFile(join(dataDir, 'postgres.log'), 'utf8')
    const passwords: unknown[] = Object.values(JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')))
    expect(passwords.filter((password) => log.includes(String(password)))).toEqual([])
  })

  test('it listens on no port, keeps what it acknowledged, and compares letters the same everywhere', async () => {
    const [settings] = await ask(
      server.superuserUrl,
      `select current_setting('listen_addresses') as address, current_setting('fsync') as fsync, current_setting('shared_buffers') as buffers,
              datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding, lower('ÉÖ') as lower
       from pg_database where datname = current_database()`,
    )
    expect(settings).toEqual({ address: '', fsync: 'on', buffers: '4MB', provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8', lower: 'éö' })
  })

  test('a second Steward is refused, in this process and in another, and does no harm', async () => {
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('Another Steward is running with the data folder')
    await expect(startSteward(dataDir).ready).rejects.toThrow('Another Steward is running with the data folder')
    expect(await ask(server.appUrl, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('stopped and started again it has its data; stopping ends open connections and every process', async () => {
    await ask(server.ownerUrl, `insert into note values ('kept')`)
    const pool = new Pool({ connectionString: server.ownerUrl })
    pool.on('error', () => {})
    const client = await pool.connect()
    client.on('error', () => {})
    await client.query(`begin; insert into note values ('lost')`)
    let isGone = false
    void server.gone.then(() => {
      isGone = true
    })
    await Promise.all([server.stop(), server.stop()])
    client.release(true)
    await pool.end()
    expect(processesOf(folder)).toEqual([])
    expect(await readdir(dataDir)).not.toContain('postgres-socket')
    server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    expect(await ask(server.ownerUrl, 'select body from note')).toEqual([{ body: 'kept' }])
    expect(isGone).toBe(false)
  })

  test('what was cut short while roles and database were made is made up for', async () => {
    await ask(server.superuserUrl.replace('/steward?', '/postgres?'), 'alter database steward rename to other')
    await ask(server.superuserUrl, 'select 1').catch(() => {})
    await server.stop()
    server = await startEmbeddedPostgres({ dataDir, database: 'other', settings: smallSettings })
    await ask(server.superuserUrl, 'grant connect on database other to public; drop owned by steward_app; drop role steward_app')
    await server.stop()
    server = await startEmbeddedPostgres({ dataDir, database: 'other', settings: smallSettings })
    expect(await ask(server.appUrl, `select has_database_privilege('public', 'other', 'connect') as open`)).toEqual([{ open: false }])
    expect(await ask(server.ownerUrl, 'select body from note')).toEqual([{ body: 'kept' }])
  })

  test('lost passwords are replaced by new ones', async () => {
    const before = server.appUrl
    await server.stop()
    await writeFile(join(dataDir, 'postgres.json'), '{ "superuser": ')
    server = await startEmbeddedPostgres({ dataDir, database: 'other', settings: smallSettings })
    expect(server.appUrl).not.toBe(before)
    expect(await ask(server.ownerUrl, 'select body from note')).toEqual([{ body: 'kept' }])
    await expect(ask(before, 'select 1')).rejects.toThrow('authentication failed')
  })

  test('a cluster of another version of PostgreSQL is refused, and the folder is free after a refusal', async () => {
    await server.stop()
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('is one of PostgreSQL 17')
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
    await expect(startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'much' } })).rejects.toThrow(
      'invalid value for parameter "shared_buffers"',
    )
    expect(processesOf(folder)).toEqual([])
    server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
  })
})

describe.skipIf(process.platform !== 'linux')('data folders of all kinds', () => {
  let folder: string
  beforeAll(async () => {
    folder = await makeTestFolder()
  })
  afterAll(async () => {
    await rm(folder, { recursive: true })
  })

  test('a path too long for a socket, with blanks, quotes and letters of all sorts', async () => {
    const dataDir = join(folder, 'Jo\'s "data", 100 % déjà', 'x'.repeat(100))
    const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    const socket = new URL(server.appUrl).searchParams.get('host') ?? ''
    expect(await ask(server.appUrl, 'select 1 as n')).toEqual([{ n: 1 }])
    expect((await stat(socket)).mode & 0o777).toBe(0o700)
    await server.stop()
    expect(processesOf(folder, join(dataDir, 'postgres'))).toEqual([])
    await expect(stat(socket)).rejects.toThrow('ENOENT')
  })

  test('what lies in the way of the cluster is not touched', async () => {
    const dataDir = join(folder, 'occupied')
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'holiday.jpg'), '')
    if (process.getuid?.() === 0) await chown(join(dataDir, 'postgres'), 1, 1)
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('is not empty, and holds no database')
    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['holiday.jpg'])
  })

  test('a name that cannot be a database is refused', async () => {
    await expect(startEmbeddedPostgres({ dataDir: folder, database: 'postgres' })).rejects.toThrow('cannot be the name')
  })

  test('a Steward that has nothing left to do ends, and its server with it', async () => {
    const dataDir = join(folder, 'data')
    const steward = startSteward(dataDir, { waits: false })
    await steward.ready
    expect(await until(() => steward.process.exitCode === 0)).toBe(true)
    expect(await until(() => processesOf(folder).length === 0)).toBe(true)
  })
})

test('the log of the server does not grow for ever', async () => {
  const folder = await makeTestFolder()
  await writeFile(join(folder, 'postgres.log'), 'x'.repeat(10_000_000))
  const log = await openServerLog(folder)
  expect(await log.sayings()).toBe('It said nothing.')
  writeFileSync(log.fd, 'that the disk is full\n')
  expect(await log.sayings()).toBe('that the disk is full')
  expect((await stat(join(folder, 'postgres.log.1'))).size).toBe(10_000_000)
  await log.close()
  await rm(folder, { recursive: true })
})

test('a platform without a package is told what to do instead', () => {
  expect(() => findPackage('sunos', 'x64')).toThrow('Set DATABASE_URL and DATABASE_OWNER_URL')
  expect(() => findPackage('win32', 'arm64')).toThrow('There is no embedded PostgreSQL for win32 on arm64')
})
