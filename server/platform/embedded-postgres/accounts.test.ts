import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask, makeTestFolder, postmasterOf, processesOf, smallSettings, startSteward, until } from '../../testing/embedded.ts'
import { startEmbeddedPostgres } from '../embedded-postgres.ts'
import { findAccount, runProgram } from './account.ts'
import { findPackage, prepareBinaries } from './binaries.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0
/** `daemon`, which every Linux has; `nobody`, or whoever has that id; and one without a name, as containers give. */
const someUser = 1
const otherUser = 65_534
const namelessUser = 54_321

describe.skipIf(process.platform !== 'linux')('a package as npm may leave it', () => {
  let folder: string
  let packageDir: string
  beforeAll(async () => {
    folder = await makeTestFolder()
    packageDir = join(folder, 'private', 'package')
    await mkdir(join(folder, 'private'))
    await cp(findPackage(process.platform, process.arch), packageDir, { recursive: true, verbatimSymlinks: true })
    const lib = join(packageDir, 'native', 'lib')
    for (const entry of await readdir(lib, { withFileTypes: true })) if (entry.isSymbolicLink()) await rm(join(lib, entry.name))
    await chmod(join(packageDir, 'native', 'bin', 'initdb'), 0o644)
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('links and modes are made up for', async () => {
    const binaries = await prepareBinaries({ packageDir, account: null, place: join(folder, 'unused') })
    expect(binaries.initdb.startsWith(packageDir)).toBe(true)
    for (const program of [binaries.initdb, binaries.postgres]) {
      const { code, output } = await runProgram(program, ['--version'], { account: null })
      expect([code, output]).toEqual([0, expect.stringContaining('(PostgreSQL) 18.')])
    }
  })

  test.skipIf(!isRootOnLinux)('where only root may go it is copied, once', async () => {
    const account = await findAccount(null)
    await chmod(join(folder, 'private'), 0o700)
    const place = join(folder, 'place')
    const first = await prepareBinaries({ packageDir, account, place })
    expect(first.postgres.startsWith(place)).toBe(true)
    expect((await runProgram(first.initdb, ['--version'], { account })).code).toBe(0)
    const made = await stat(first.postgres)
    const second = await prepareBinaries({ packageDir, account, place })
    expect(second).toEqual(first)
    expect((await stat(first.postgres)).ino).toBe(made.ino)
    await chown(join(place, (await readdir(place))[0] ?? ''), someUser, someUser)
    await expect(prepareBinaries({ packageDir, account, place })).rejects.toThrow('belongs to another user')
  })
})

describe.skipIf(!isRootOnLinux)('accounts', () => {
  let folder: string
  beforeAll(async () => {
    folder = await makeTestFolder()
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('started by root, the server is not root, and the data folder may be entered but not listed', async () => {
    const dataDir = join(folder, 'data')
    await mkdir(dataDir, { mode: 0o700 })
    const server = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    const { uid } = await stat(`/proc/${await postmasterOf(dataDir)}`)
    expect(uid).toBe((await findAccount(null))?.uid)
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(uid)
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711)
    await server.stop()
    await rm(dataDir, { recursive: true })
  })

  test('started by a user, it is that user, also when root starts it later; other users are refused', async () => {
    const home = await mkdtemp(join(folder, 'home-'))
    await chown(home, someUser, someUser)
    const dataDir = join(home, 'data')
    const first = startSteward(dataDir, { uid: someUser })
    await ask((await first.ready).ownerUrl, 'create table note ()')
    expect((await stat(`/proc/${await postmasterOf(dataDir)}`)).uid).toBe(someUser)
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    await first.kill()
    expect(await until(() => processesOf(folder, join(dataDir, 'postgres')).length === 0)).toBe(true)
    const second = await startEmbeddedPostgres({ dataDir, settings: smallSettings })
    expect((await stat(`/proc/${await postmasterOf(dataDir)}`)).uid).toBe(someUser)
    await ask(second.ownerUrl, 'select from note')
    await second.stop()
    await chmod(home, 0o711)
    await expect(startSteward(dataDir, { uid: otherUser }).ready).rejects.toThrow(`belongs to uid ${someUser}, this is uid ${otherUser}`)
    const third = startSteward(dataDir, { uid: someUser })
    await ask((await third.ready).ownerUrl, 'select from note')
    await third.kill()
    expect(await until(() => processesOf(folder, join(dataDir, 'postgres')).length === 0)).toBe(true)
  })

  test('a user without a name, and a cluster that was copied by root, are told what to do', async () => {
    const home = await mkdtemp(join(folder, 'home-'))
    await chown(home, namelessUser, namelessUser)
    await expect(startSteward(join(home, 'data'), { uid: namelessUser }).ready).rejects.toThrow('Give this user a name in /etc/passwd')
    await mkdir(join(folder, 'copied', 'postgres'), { recursive: true })
    await expect(startEmbeddedPostgres({ dataDir: join(folder, 'copied') })).rejects.toThrow('chown -R')
  })

  test("below a folder that only root may enter, the data is kept where the server's account may go", async () => {
    const home = await mkdtemp(join(folder, 'root-'))
    const dataDir = join(home, 'data')
    const sharedPlace = join(folder, 'place')
    const lines: string[] = []
    const start = () => startEmbeddedPostgres({ dataDir, sharedPlace, settings: smallSettings, log: (line) => lines.push(line) })
    const first = await start()
    await ask(first.ownerUrl, 'create table note ()')
    await first.stop()
    expect(lines).toEqual([expect.stringContaining(`the database is kept in ${sharedPlace}`)])
    expect((await stat(home)).mode & 0o777).toBe(0o700)
    const second = await start()
    await ask(second.ownerUrl, 'select from note')
    await second.stop()
    expect(lines).toHaveLength(1)
    await rm(sharedPlace, { recursive: true })
    await expect(start()).rejects.toThrow('which is not there')
  })
})
