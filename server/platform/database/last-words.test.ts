import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { openDatabase } from './database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await makeTestDatabase()
})
afterAll(() => test.drop())

it('what a connection says at last, when nobody listens any more, does not end the process', { timeout: 10_000 }, async () => {
  const database = await openDatabase({ url: test.appUrl, connections: 1 })
  const faults: unknown[] = []
  const hear = (error: unknown) => void faults.push(error)
  process.on('uncaughtException', hear)
  const [client, superuser] = [new pg.Client({ connectionString: test.appUrl }), new pg.Client({ connectionString: test.superuserUrl })]
  await Promise.all([client.connect(), superuser.connect()])
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  client.removeAllListeners()
  const gone = new Promise((resolve) => client.once('end', resolve))
  await superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await gone
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('uncaughtException', hear)
  await Promise.all([database.close(), superuser.end()])
  expect(faults).toEqual([])
})
