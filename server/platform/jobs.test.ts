import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestDatabase, type TestDatabase } from '../testing/database.ts'
import { type Database, openDatabase } from './database/database.ts'
import { type Job, openQueue, type Queue } from './jobs.ts'
import { makeLog } from './log.ts'
import { makeMetrics } from './metrics.ts'

let test: TestDatabase
let database: Database
const queues: Queue[] = []

beforeAll(async () => {
  test = await makeTestDatabase()
  database = await openDatabase({ url: test.appUrl, connections: 4 })
})
afterAll(async () => {
  for (const queue of queues) await queue.stop()
  await database.close()
  await test.drop()
})

const open = async (...jobs: Job[]) => {
  const queue = await openQueue({ database, jobs, log: makeLog('error'), metrics: makeMetrics(database), worker: false })
  queues.push(queue)
  return queue
}

describe('the job queue', () => {
  it('goes by the settings of the version that runs, also where an earlier one made the queue', async () => {
    const settings = async () =>
      (await test.owner.query("select retry_limit, retry_delay, retry_backoff, heartbeat_seconds from jobs.queue where name = 'test.work'"))
        .rows
    await open({ name: 'test.work', retryLimit: 2 })
    await test.owner.query(
      "update jobs.queue set retry_delay = 0, retry_backoff = false, heartbeat_seconds = null where name = 'test.work'",
    )
    await open({ name: 'test.work' })
    expect(await settings()).toEqual([{ retry_limit: 1_000_000, retry_delay: 1, retry_backoff: true, heartbeat_seconds: 10 }])
  })

  it('puts work back whose job is gone, once, and none whose job waits or runs', async () => {
    const job: Job<{ id: string }> = { name: 'test.lost' }
    const queue = await open(job)
    const putBack = (id: string) => database.inSystem('test', (scope) => queue.enqueueIfGone(scope, job, { id }))
    const become = (state: string) => test.owner.query(`update jobs.job set state = '${state}' where name = $1`, [job.name])
    await database.inSystem('test', (scope) => queue.enqueue(scope, job, { id: 'a' }))
    for (const state of ['created', 'active', 'retry']) {
      await become(state)
      expect(await putBack('a')).toBe(false)
    }
    for (const state of ['failed', 'completed', 'cancelled']) {
      await become(state)
      expect([await putBack('a'), await putBack('a')]).toEqual([true, false])
    }
    expect(await putBack('b')).toBe(true)
  })
})
