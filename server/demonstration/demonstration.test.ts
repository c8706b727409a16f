import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getDemonstration } from '../../contract/session.ts'
import { keepDemonstrationSignIns } from '../people/index.ts'
import { openTestHub, type TestHub } from '../testing/hub.ts'
import { demonstrationRoutes } from './routes.ts'
import { password } from './world.ts'

let test: TestHub
beforeAll(async () => {
  test = await openTestHub({ routes: demonstrationRoutes, demonstration: true })
})
afterAll(() => test.close())

const signIn = { password, organisation: 'Alpenblick IT', roles: ['viewer'] }

describe('the shown sign-ins', () => {
  it('are absent on a real hub', async () => {
    const real = await openTestHub({ routes: demonstrationRoutes })
    expect((await real.nobody.call('GET', '/demonstration')).status).toBe(404)
    await real.close()
  })

  it('say in order who somebody is and what they are for; of whom the made-up world does not know, the address', async () => {
    const kept = [
      { ...signIn, mail: 'vito@alpenblick.example', what: 'viewer' },
      { ...signIn, mail: 'operator@steward.example', what: 'operator' },
      { ...signIn, mail: 'somebody@earlier.example', what: 'looks' },
    ]
    await test.hub.database.inSystem('test', (scope) => keepDemonstrationSignIns(scope, kept))
    const { signIns } = (await test.nobody.call('GET', '/demonstration')).json<ReplyOf<typeof getDemonstration>>()
    expect(signIns).toEqual([
      { ...kept[0], name: 'Vito Graf', what: 'partner: looks only' },
      { ...kept[1], name: 'Otto Operator', what: 'runs the hub: organisations and accreditations' },
      { ...kept[2], name: 'somebody@earlier.example' },
    ])
  })
})
