import chromium from '@sparticuz/chromium'
import { chromium as pw } from 'playwright-core'
const base='http://127.0.0.1:4660', id=process.argv[2]
async function go(mail, name, width, dark, paths){
  const browser = await pw.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args, '--no-sandbox', '--disable-background-networking'], headless: true })
  const ctx = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' })
  const page = await ctx.newPage()
  page.on('console', m => { if (m.type() === 'error') console.log('console:', m.text().slice(0, 300)) })
  page.on('pageerror', e => console.log('pageerror:', String(e).slice(0, 300)))
  const r = await ctx.request.post(base + '/api/v1/session', { data: { mail, password: 'steward-demo-2026' } })
  const s = await r.json(); const org = s.actingFor ?? s.memberships[0].organisationId
  let n=0
  for (const [p, act] of paths) {
    await page.goto(base + `/o/${org}${p}`, { waitUntil: 'domcontentloaded' }); await page.waitForTimeout(2500)
    if (act) await act(page)
    await page.screenshot({ path: `/tmp/shots/f-${name}${n++}.png`, fullPage: true })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth); if (over > 0) console.log(name, p, 'overflow', over)
  }
  await browser.close()
}
const edit = async (page) => { await page.getByRole('button', { name: /Zeile 5 berichtigen/ }).click(); await page.waitForTimeout(300); await page.getByRole('button',{name:'Speichern'}).click(); await page.waitForTimeout(1200); await page.locator('details summary').first().click().catch(()=>{}) }
for (const [w,d,n] of [[1280,false,'w'],[360,true,'n']]) {
  await go('frida@distrivia.example', n+'frida', w, d, [[`/feeds/${id}`], [`/feeds/${id}`, async page => { await page.getByRole('button', { name: /Zeile 5 berichtigen/ }).click(); await page.getByLabel('Verkaufsdatum').fill('03/04/2026'); await page.getByRole('button',{name:'Speichern'}).click(); await page.waitForTimeout(1200); await page.locator('details summary').first().click() }], ['/feeds/health'], ['/feeds/health?filter=stale']])
  await go('hugo@helion.example', n+'hugo', w, d, [['/held'], ['/held', async page => { await page.getByRole('button', { name: 'Refuse' }).first().click(); await page.waitForTimeout(500) }]])
  await go('vera@helion.example', n+'vera', w, d, [['/feeds/health']])
}
