import { test } from 'vitest'
import { makeFeedWorld } from '../testing/feed-world.ts'
import { openTestHub } from '../testing/hub.ts'
import { feedJobs } from './jobs.ts'
import { placeFeedInChunks } from './place.ts'
import { feedRoutes } from './routes.ts'

test('profile', { timeout: 500_000 }, async () => {
  const hub = await openTestHub({ routes: feedRoutes, jobs: feedJobs })
  const feeds = await makeFeedWorld(hub)
  const { owner } = hub.database
  const dora = await hub.member(feeds.provider, ['feed_manager'])
  await owner.query('create table hub.tick (id bigserial, label text, at timestamptz)')
  await owner.query("create function hub.ticks(label text) returns void language plpgsql security definer as $$ begin insert into hub.tick (label, at) values (label, clock_timestamp()); end $$")
  await owner.query('grant execute on function hub.ticks(text) to public')
  for (const name of ['place_feed_chunk', 'place_named', 'keep_feed_chunk', 'begin_feed']) {
    const { rows } = await owner.query("select pg_get_functiondef(p.oid) as def, pg_get_userbyid(p.proowner) as own from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'door' and p.proname = $1", [name])
    let first = true
    const begin = rows[0].def.indexOf('\nbegin')
    const body = rows[0].def.slice(begin).replace(/^( {2,4})(insert into|update|with|perform|analyze|select|return query|if exists)\b(.*)$/gm, (line: string, pad: string, word: string, rest: string) => {
      if (word === 'with' && rest.startsWith(' check')) return line
      if (/^\s+select this|^\s+select c\.|^\s+select r\.|^\s+select distinct|^\s+select f\.|^\s+select s\.|^\s+select n\./.test(line)) return line
      if (first) { first = false; return line }
      if (pad.length === 4 && (word === 'select' || word === 'with' && false)) return line
      return `${pad}perform hub.ticks('${name}: ${(word + rest).slice(0, 60).replaceAll("'", '')}');\n${line}`
    })
    await owner.query(rows[0].def.slice(0, begin) + body).catch((e: Error) => console.log(name, e.message))
  }
  for (const n of [50_000, 50_000]) {
    const feed = await feeds.send(dora, Array.from({ length: n }, () => feeds.sale()))
    await owner.query('truncate hub.tick')
    const t = Date.now()
    await placeFeedInChunks(hub.hub, feed, new AbortController().signal)
    console.log(n, 'rows placed in', Date.now() - t, 'ms')
    const { rows } = await owner.query("select label, count(*)::int, round(sum(extract(epoch from next - at)) * 1000) as ms from (select label, at, lead(at) over (order by id) as next from hub.tick) x group by 1 order by 3 desc nulls last limit 14")
    for (const row of rows) console.log(String(row.ms).padStart(7), row.count, row.label)
  }
  await hub.close()
})
