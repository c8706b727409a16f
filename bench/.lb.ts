import { makeFolder, startServer, headersOf } from './server.ts'
import { makeWorld } from './world.ts'
import { newSessionToken } from '../server/platform/access/session.ts'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
const keep = '/tmp/lb/kept.json'
let kept: any
let folder: string
if (existsSync(keep)) { kept = JSON.parse(readFileSync(keep, 'utf8')); folder = kept.folder } else folder = await makeFolder()
const server = await startServer(folder)
if (!kept) {
  const world = await makeWorld(server.superuser, 1)
  const t = newSessionToken()
  const list = []
  for (const p of world.partners.slice(0, 4)) {
    const token = newSessionToken()
    await server.superuser.query('insert into session (id, person, token_hash) select hub.new_id(), m.person, $1 from membership m where m.organisation = $2', [token.hash, p.organisation])
    const largest = await server.superuser.query(`select t.customer_id from tenant t where t.managing_partner = $1 order by (select count(*) from device d where d.tenant = t.id) desc limit 1`, [p.organisation])
    list.push({ organisation: p.organisation, token: token.token, tenant: largest.rows[0].customer_id, share: p.share })
  }
  kept = { folder, list }
  writeFileSync(keep, JSON.stringify(kept))
}
const N = Number(process.env.N ?? 200)
for (const p of kept.list) {
  if (process.env.SHARE && Number(process.env.SHARE) !== p.share) continue
  for (const path of [`/devices?limit=50&sort=serialNumber`, `/devices?limit=50&sort=serialNumber&tenant=${p.tenant}`, '/customers?limit=50&sort=name', '/session']) {
    const times: number[] = []
    for (let n = -30; n < N; n++) {
      const b = performance.now()
      const r = await fetch(`${server.url}/api/v1${path}`, { headers: headersOf(p) }); await r.text()
      if (r.status !== 200) throw new Error(path + r.status)
      if (n >= 0) times.push(performance.now() - b)
    }
    times.sort((a, b) => a - b)
    console.log(p.share, path.slice(0, 60).padEnd(60), 'p50', times[N >> 1].toFixed(2), 'p95', times[Math.floor(N * 0.95)].toFixed(2))
  }
}
await server.stop()
