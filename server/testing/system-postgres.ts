import { existsSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findAccount, runProgram, startProgram } from '../platform/embedded-postgres/account.ts'

/** Where Debian and Ubuntu put the oldest PostgreSQL that Steward runs on. */
const programs = '/usr/lib/postgresql/15/bin'
export const postgres15IsHere = existsSync(join(programs, 'postgres'))

export type SystemPostgres = { ownerUrl: string; appUrl: string; superuserUrl: string; stop(): Promise<void> }

/** A PostgreSQL 15 of the system, as somebody's own server would be: with an owner that may make roles and a login that may nothing. */
export async function startPostgres15(database = 'postgres', connections = 60): Promise<SystemPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-test-15-'))
  const account = await findAccount(null)
  if (account) await chown(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  const made = await runProgram(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], {
    account,
  })
  if (made.code !== 0) throw new Error(made.output)
  const server = startProgram(
    join(programs, 'postgres'),
    [
      '-D',
      data,
      '-k',
      folder,
      '-c',
      'listen_addresses=',
      '-c',
      'fsync=off',
      '-c',
      'huge_pages=off',
      '-c',
      `max_connections=${connections}`,
      '-c',
      'timezone=UTC',
    ],
    { account },
  )
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const url = (user: string) => `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(folder)}`
  const client = await connect(url('postgres').replace(`/${database}?`, '/postgres?'))
  await client.query(`create role steward_owner login createrole; create role steward_app login noinherit;
    revoke all on database postgres, template1 from public`)
  if (database !== 'postgres') await client.query(`create database ${database} owner steward_owner`)
  await client.end()
  return {
    ownerUrl: url('steward_owner'),
    appUrl: url('steward_app'),
    superuserUrl: url('postgres'),
    async stop() {
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client({ connectionString })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (tries === 200) throw error
      await pause(50)
    }
  }
}
