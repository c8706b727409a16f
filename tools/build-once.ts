// Builds the pages when what they are made of has changed since the last build; otherwise costs some milliseconds.
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'web/dist/.made-from')

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'dist') yield* filesBelow(path)
    else if (entry.isFile() && !entry.name.endsWith('.test.ts')) yield path
  }
}

const hash = createHash('sha256')
for (const folder of ['web', 'contract', 'sdk', 'docs/guides', 'docs/operating']) {
  for await (const path of filesBelow(join(root, folder))) hash.update(relative(root, path)).update(await readFile(path))
}
for (const file of ['package-lock.json', 'docs/configuration.md']) hash.update(await readFile(join(root, file)))
const made = hash.digest('hex')

if ((await readFile(stamp, 'utf8').catch(() => '')) !== made) {
  // Whoever starts this may be a test: what it tests is what people get.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({ root: join(root, 'web'), configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  await writeFile(stamp, made)
}
