import { expect, it } from 'vitest'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { openTestHub } from '../testing/hub.ts'
import { worldMaker } from '../testing/world.ts'
import { transfersRoutes } from './routes.ts'
it('is quick', async () => {
  const test = await openTestHub({ routes: (hub) => [...transfersRoutes(hub)] })
  const world = worldMaker(test)
  const partner = await test.organisation('partner', 'N')
  const vendor = await test.organisation('vendor')
  const agent = await test.member(partner, ['global_admin'])
  const from = await world.customer('F', [{ partner }])
  const to = await world.customer('T', [{ partner }])
  const serials = Array.from({ length: 60000 }, (_, n) => `S${n}`)
  await world.devices(vendor, from, serials, { proof: 'agent' })
  const o = test.database.owner
  const id = newId()
  await o.query(`insert into transfer (id, acting, home, asked_by, asked_by_name, state, rows, wants_consent, several, outcomes)
    values ($1,$2,$2,$3,'x','previewed',60000,60000,false,'{}')`, [id, partner, agent.person])
  await o.query(`insert into transfer_row (transfer, line, device, foreseen, reason, serial, serial_key, from_tenant) select $1, row_number() over (), d.id, 'not_allowed','customer_registered', d.serial, d.serial_key, d.tenant from device d where d.tenant = $2`, [id, from.id])
  await o.query('analyze')
  const time = async (what: string) => {
    for (let i = 0; i < 3; i++) { const t = performance.now(); const r = await agent.call('GET', `/transfers/${id}`); console.log(what, r.status, Math.round(performance.now() - t), r.json<{ consentAskedAt: string | null }>().consentAskedAt) }
  }
  await time('none asked')
  const t = performance.now()
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const asked = await agent.call('POST', `/transfers/${id}/consent-requests`, { body: { purpose: 'x', until: soon } })
  console.log('ask', asked.status, asked.status === 201 ? '' : asked.text, Math.round(performance.now() - t))
  await time('all asked')
  await o.query('delete from request_device where device = (select device from transfer_row order by line desc limit 1)')
  await time('last not asked')
  await test.close()
}, 200000)
