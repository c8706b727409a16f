import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type TestDatabase = {
  ownerUrl: string
  appUrl: string
  superuserUrl: string
  /** The owner's connection: no wall stops it. For making worlds and looking at the truth. */
  owner: pg.Pool
  drop(): Promise<void>
}

/** A fresh, migrated, empty database of this test file's own. */
export async function makeTestDatabase(): Promise<TestDatabase> {
  const { ownerUrl, appUrl, superuserUrl } = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  const at = (url: string) => {
    const there = new URL(url)
    there.pathname = `/${name}`
    return there.toString()
  }
  await asSuperuser(at(superuserUrl).replace(`/${name}`, '/postgres'), async (client) => {
    // Copying a database waits for nobody: one at a time over all test files.
    await client.query('select pg_advisory_lock(42)')
    await client.query(`create database ${name} template steward owner steward_owner`)
    await client.query(
      `revoke all on database ${name} from public; grant connect on database ${name} to steward_app; grant temporary on database ${name} to hub_door`,
    )
  })
  const owner = new pg.Pool({ connectionString: at(ownerUrl), max: 3, options: '-c search_path=hub' })
  owner.on('error', () => {})
  return {
    ownerUrl: at(ownerUrl),
    appUrl: at(appUrl),
    superuserUrl: at(superuserUrl),
    owner,
    async drop() {
      await owner.end()
      await asSuperuser(at(superuserUrl).replace(`/${name}`, '/postgres'), (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
