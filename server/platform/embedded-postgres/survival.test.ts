import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  ask,
  killTether,
  makeTestFolder,
  postmasterOf,
  processesOf,
  smallSettings,
  startSteward,
  tethersOf,
  until,
} from '../../testing/embedded.ts'
import { startEmbeddedPostgres } from '../embedded-postgres.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const hasNoProcess = (folder: string) => until(() => processesOf(folder).length === 0)

describe.skipIf(process.platform !== 'linux')('kill -9 of a Steward that starts for the first time', () => {
  test('is mended by the next start, at whatever moment it comes', async () => {
    const folder = await makeTestFolder()
    const dataDir = join(folder, 'data')
    for (const milliseconds of [120, 200, 350, 600, 900, 1_200]) {
      const steward = startSteward(dataDir)
      await pause(milliseconds)
      await steward.kill()
    }
    // At moments that do not depend on how fast this machine is.
    const hasStaging = async () => (await readdir(dataDir).catch(() => [])).some((name) => name.startsWith('postgres.new-'))
    await rm(join(dataDir, 'postgres'), { recursive: true, force: true })
    for (const reached of [hasStaging, async () => (await readdir(dataDir)).includes('postgres-socket')]) {
      await hasNoProcess(folder)
      const steward = startSteward(dataDir)
      while (!(await reached())) await pause(2)
      await steward.kill()
    }
    const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    expect(await ask(server.appUrl, 'select current_user as who')).toEqual([{ who: 'steward_app' }])
    await server.stop()
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.json', 'postgres.lock', 'postgres.log'])
    expect(await hasNoProcess(folder)).toBe(true)
    await rm(folder, { recursive: true })
  })
})

describe.skipIf(process.platform !== 'linux')('kill -9 while the server runs', () => {
  let folder: string
  let dataDir: string
  let acknowledged = 0

  /** What is acknowledged must be there ever after. */
  async function write(ownerUrl: string): Promise<void> {
    await ask(ownerUrl, `create table if not exists mark (n int); insert into mark values (${acknowledged + 1})`)
    acknowledged++
  }
  async function expectAllKept(url: string): Promise<void> {
    expect(await ask(url, 'select count(*)::int as n from mark')).toEqual([{ n: acknowledged }])
  }

  beforeAll(async () => {
    folder = await makeTestFolder()
    dataDir = join(folder, 'data')
  })
  afterAll(async () => {
    expect(await hasNoProcess(folder)).toBe(true)
    await rm(folder, { recursive: true })
  })

  test('of Steward: the server ends by itself', async () => {
    const steward = startSteward(dataDir)
    await write((await steward.ready).ownerUrl)
    await steward.kill()
    expect(await hasNoProcess(folder)).toBe(true)
  })

  test('of Steward: the next one need not wait for that', async () => {
    const first = startSteward(dataDir)
    await write((await first.ready).ownerUrl)
    await first.kill()
    const second = startSteward(dataDir)
    await expectAllKept((await second.ready).ownerUrl)
    await second.kill()
    expect(await hasNoProcess(folder)).toBe(true)
  })

  test('of the server: Steward is told, and can start it again', async () => {
    const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    await write(server.ownerUrl)
    process.kill(await postmasterOf(dataDir), 'SIGKILL')
    await server.gone
    const next = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    await server.stop()
    await expectAllKept(next.ownerUrl)
    await next.stop()
    expect(await hasNoProcess(folder)).toBe(true)
  })

  test('of the tether: it is replaced, the server runs on, and still ends with Steward', async () => {
    const steward = startSteward(dataDir)
    const { ownerUrl } = await steward.ready
    const postmaster = await postmasterOf(dataDir)
    for (let round = 0; round < 3; round++) {
      const killed = killTether(folder)
      expect(await until(() => tethersOf(folder).some((pid) => pid !== killed))).toBe(true)
    }
    await write(ownerUrl)
    expect(await postmasterOf(dataDir)).toBe(postmaster)
    // The new one is told which process is the server a moment after it runs.
    await pause(100)
    await steward.kill()
    expect(await hasNoProcess(folder)).toBe(true)
  })

  test('of the tether, then of Steward before it notices: the next Steward ends what is left', async () => {
    const steward = startSteward(dataDir)
    await write((await steward.ready).ownerUrl)
    const orphan = await postmasterOf(dataDir)
    steward.process.kill('SIGSTOP')
    killTether(folder)
    await until(() => tethersOf(folder).length === 0)
    await steward.kill()
    expect(processesOf(folder).some(({ pid }) => pid === orphan)).toBe(true)
    const lines: string[] = []
    const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings, log: (line) => lines.push(line) })
    expect(lines).toEqual([`stopping a PostgreSQL server that an earlier Steward left behind (process ${orphan})`])
    expect(await postmasterOf(dataDir)).not.toBe(orphan)
    await expectAllKept(server.ownerUrl)
    await server.stop()
  })

  test('of everything at once, with a server that is busy', async () => {
    const steward = startSteward(dataDir)
    const { ownerUrl } = await steward.ready
    await write(ownerUrl)
    const busy = ask(ownerUrl, 'select count(*) from generate_series(1, 100000000)').catch(() => {})
    await until(() => processesOf(folder).some(({ command }) => command.includes('SELECT')))
    const postmaster = await postmasterOf(dataDir)
    steward.process.kill('SIGSTOP')
    killTether(folder)
    process.kill(postmaster, 'SIGKILL')
    await steward.kill()
    const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    await busy
    await expectAllKept(server.ownerUrl)
    await server.stop()
  })

  test('a process id that now belongs to a stranger, or to a zombie, is not taken for the server', async () => {
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' })
    const { parent, zombie } = await makeZombie()
    try {
      for (const pid of [stranger.pid ?? 0, zombie]) {
        const steward = startSteward(dataDir)
        await write((await steward.ready).ownerUrl)
        process.kill(await postmasterOf(dataDir), 'SIGKILL')
        await steward.kill()
        const file = join(dataDir, 'postgres', 'postmaster.pid')
        await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(pid)))
        const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
        await expectAllKept(server.ownerUrl)
        await server.stop()
      }
      expect(stranger.exitCode ?? stranger.signalCode).toBe(null)
    } finally {
      for (const child of [stranger, parent]) child.kill('SIGKILL')
    }
  })
})

/** A process that ended and whose parent does not ask for its exit code. */
async function makeZombie(): Promise<{ parent: ChildProcess; zombie: number }> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const zombie = Number(String((await once(parent.stdout, 'data'))[0]))
  await until(() => readFileSync(`/proc/${zombie}/stat`, 'utf8').includes(') Z '))
  return { parent, zombie }
}
