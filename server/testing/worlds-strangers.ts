import { endpoints } from '../../contract/endpoints.ts'
import { sessionCookie } from '../platform/access/session.ts'
import type { TestHub } from './hub.ts'
import type { World } from './model/world.ts'
import { madeUp } from './worlds-answers.ts'

// R-A1, R-A2, R-A4: whoever acts for an organisation that they are no member of, or no more, hears from every endpoint what they would hear of one that is
// not there, by header and by query, reading and writing alike; inside a support session that is somebody else's likewise.

type StrangerDifference = { world: number; viewer: string; path: string; what: string; got: unknown; should: unknown }

const asked = endpoints.filter(({ access }) => access !== 'public' && access !== 'person')
/** What is only for whoever runs the hub refuses by that before it looks at anything else. */
const places = asked.filter(({ access }) => access !== 'operator')

/** One pair of a person and a foreign organisation for each endpoint, in turn; another each world. */
export async function compareStrangers(
  test: TestHub,
  world: World,
  { n, sessions }: { n: number; sessions: ReadonlyMap<string, string> },
): Promise<StrangerDifference[]> {
  const isMember = (person: string, organisation: string) =>
    world.memberships.some((one) => one.person === person && one.organisation === organisation && one.status === 'active')
  const pairs = world.persons.flatMap(({ id: person }) =>
    world.organisations.flatMap(({ id: organisation }) => (isMember(person, organisation) ? [] : [{ person, organisation }])),
  )
  if (pairs.length === 0) return []
  const answers = await Promise.all(
    places.map(async (endpoint, k) => {
      const pair = pairs[(n + k * 7) % pairs.length] ?? { person: '', organisation: '' }
      const cookie = sessions.get(pair.person) ?? ''
      const ask = async (headers: Record<string, string>, query = '') => {
        const reply = await test.app.inject({
          method: endpoint.method,
          url: `/api/v1${endpoint.path.replace(/\{[^}]*\}/g, madeUp)}${query}`,
          headers: { 'x-steward-request': '1', ...headers },
          cookies: { [sessionCookie]: cookie },
          ...(endpoint.method === 'GET' ? {} : { payload: {} }),
        })
        return `${reply.statusCode} ${reply.body.replace(/"correlationId":"[^"]*"/, '')}`
      }
      const header = 'x-steward-acting-for'
      const absent = await ask({ [header]: madeUp })
      const got = [await ask({ [header]: pair.organisation }), await ask({ 'x-steward-support-session': pair.organisation })]
      if (endpoint.method === 'GET') got.push(await ask({}, `?actingFor=${pair.organisation}`))
      const differs = got.find((one) => one !== absent) ?? (absent.startsWith('404 ') ? undefined : absent)
      const viewer = `${pair.person}, who is no member, for ${pair.organisation}`
      return differs === undefined
        ? []
        : [{ world: n, viewer, path: `${endpoint.method} ${endpoint.path}`, what: 'stranger', got: differs, should: absent }]
    }),
  )
  return answers.flat()
}
