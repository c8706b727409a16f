import { it } from 'vitest'
import { openTestHub } from '../testing/hub.ts'
import { auditRoutes } from './routes.ts'
import { sealAudit } from './seal.ts'
import pg from 'pg'
import { checkSeals } from '../../database/check/seals.ts'
it('bench', async () => {
  const test = await openTestHub({ routes: auditRoutes })
  const org = await test.organisation('partner'); const ada = await test.member(org, ['global_admin'])
  const o = test.database.owner
  for (let n = 0; n < 30; n++) await o.query(`insert into audit_event (id, organisation, era, kind, capacity, home, acting, person_name, detail) select hub.new_id(), $1, 1, 'settings.updated', 'member', $1, $1, 'Ada', '{"from":"Unassigned","to":"Somebody","count":12}' from generate_series(1, 10000)`, [org])
  await o.query('analyze audit_event')
  let t = performance.now(); console.log('sealed', await sealAudit(test.hub), performance.now() - t)
  await o.query(`insert into audit_event (id, organisation, era, kind, capacity) select hub.new_id(), $1, 1, 'settings.updated', 'member' from generate_series(1, 100)`, [org])
  t = performance.now(); console.log('sealed', await sealAudit(test.hub), performance.now() - t)
  t = performance.now(); console.log('sealed', await sealAudit(test.hub), performance.now() - t)
  t = performance.now(); await ada.call('GET', '/audit'); console.log('list', performance.now() - t)
  t = performance.now(); await ada.call('GET', '/audit'); console.log('list', performance.now() - t)
  const c = new pg.Client({ connectionString: test.database.ownerUrl }); await c.connect()
  t = performance.now(); console.log('check', await checkSeals(c), performance.now() - t); await c.end()
  await test.close()
}, 200000)
