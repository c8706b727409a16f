import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '../../contract/endpoint.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { allJobBindings, allJobs, allRoutes } from '../features.ts'
import { explaining, type Look } from './explain.ts'
import { openTestHub, type TestHub } from './hub.ts'
import { type Asker, makePlansWorld, type PlansWorld } from './plans-world.ts'

// Every list of the contract, in a hub of scale 1: a page costs what its rows cost, not what the table holds. A plan that leaves its index reads
// thousands of pages where these read some hundred.

/** Of tables and indexes, for one statement of a page of 50 rows; each row may be looked up in some five places of three pages each. */
const mostPages = 1_000

/** Who reads more of what, up to how much, and why. */
const known: readonly { asks: RegExp; pages: number; why: string }[] = [
  {
    asks: /: \/customers\?.*&q=/,
    pages: 1_400,
    why: 'goes through all of one’s customers, for a word inside a name: 12 to 19 ms with 10,000 of them',
  },
]

const lists = endpoints.filter(({ method, query }) => method === 'GET' && query instanceof z.ZodObject && 'cursor' in query.shape)
const pageReply = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() })

/** What a list is asked beside its choices: what it cannot do without, and words that somebody types. */
const always: Readonly<Record<string, string>> = { '/removals': '&tenant=unassigned' }
const typed: Readonly<Record<string, readonly string[]>> = {
  '/devices': [
    '&tenant=unassigned',
    '&tenant=unassigned&sort=model',
    '&q=P0N00001',
    '&model=Model%2001',
    '&tenant=unassigned&model=Model%2001',
  ],
  '/customers': ['&q=customer%200001'],
  '/organisations': ['&q=customer%200001'],
}

let test: TestHub
let world: PlansWorld
let looks: Look[] = []
/** Of what is known, what was met. */
const met = new Set<(typeof known)[number]>()

beforeAll(async () => {
  test = await openTestHub({
    routes: allRoutes,
    jobs: allJobs,
    jobBindings: allJobBindings,
    between: (database) => explaining(database, (look) => looks.push(look)),
  })
  world = await makePlansWorld(test)
}, 600_000)
afterAll(async () => {
  await world?.close()
  await test.close()
})

/** Every value of every choice that a list offers, one at a time. */
function choices({ query }: Endpoint): string[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { enum?: string[] }>
  }
  return ['', ...Object.entries(properties).flatMap(([name, { enum: values = [] }]) => values.map((value) => `&${name}=${value}`))]
}

function pathsOf({ path }: Endpoint): string[] {
  if (!path.includes('{id}')) return [path]
  return (world.things.get(/^\/[a-z-]+/.exec(path)?.[0] ?? '') ?? []).map((id) => path.replace('{id}', id))
}

/** Three pages of each choice, and one of each from deep inside. Answers how many pages came, and what was read to excess. */
async function ask(list: Endpoint, { name, who, deep }: Asker): Promise<{ answered: number; excess: string[] }> {
  let answered = 0
  const excess: string[] = []
  const page = async (url: string): Promise<string | null> => {
    looks = []
    const reply = await who.call('GET', url)
    expect(reply.status, `${name}: ${url} ${reply.text}`).toBeLessThan(500)
    if (reply.status !== 200) return null
    answered += 1
    const asked = `${name}: ${url}`
    for (const { text, pages, plan } of looks) {
      if (pages <= mostPages) continue
      const why = known.find(({ asks }) => asks.test(asked))
      if (why) met.add(why)
      if (pages > (why?.pages ?? 0)) excess.push(`${asked}: ${pages} pages\n${text}\n${plan}`)
    }
    return pageReply.parse(reply.json()).nextCursor
  }
  for (const path of pathsOf(list)) {
    const url = `${path}?limit=50${always[path] ?? ''}`
    for (const choice of [...choices(list), ...(typed[path] ?? [])]) {
      let cursor: string | null = ''
      for (let n = 0; n < 3 && cursor !== null; n += 1) cursor = await page(`${url}${choice}${cursor && `&cursor=${cursor}`}`)
    }
    for (const choice of deep[path] ?? []) await page(`${url}${choice}`)
  }
  return { answered, excess }
}

describe('a page of a list', () => {
  it('is in the contract, many times', () => {
    expect(lists.length).toBeGreaterThan(20)
  })

  it.each(lists.map((list) => [list.path, list] as const))(
    'GET %s: reads what its rows need, whoever asks, on the first pages as on later ones',
    async (_, list) => {
      let answered = 0
      const excess: string[] = []
      for (const asker of world.askers) {
        const found = await ask(list, asker)
        answered += found.answered
        excess.push(...found.excess)
      }
      expect(excess.join('\n\n')).toBe('')
      expect(answered, 'nobody may').toBeGreaterThan(0)
    },
  )

  it('reads more only where it is known to', () => {
    expect(known.filter((one) => !met.has(one)).map(({ why }) => why)).toEqual([])
  })
})
