import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { iconOf } from './places.ts'
import { type Above, cameDown, isSamePage, type Spot, trailOf } from './tree.ts'

const organisationId = 'o1'
const spot = <Path extends string>(path: Path, params: Record<string, string> = {}, search = {}): Spot<Path> => ({
  path,
  params: { organisationId, ...params },
  search,
})
const pathsOf = (trail: readonly Spot[]) => trail.map(({ path }) => path)

const customers = spot('/customers', {}, { q: 'Berg' })
const customer = spot('/customers/$customerId', { customerId: 'c1' }, { q: 'HX' })
const device = spot('/devices/$deviceId', { deviceId: 'd1' })

describe('what is above a page', () => {
  test('of the menu is nothing', () => {
    expect(trailOf(customers, [])).toEqual([])
  })

  test('opened by its address is where such pages stand by themselves', () => {
    expect(pathsOf(trailOf(device, []))).toEqual(['/devices'])
    expect(trailOf(spot('/customers/$customerId/settings', { customerId: 'c1' }), [])).toEqual([
      spot('/customers'),
      spot('/customers/$customerId', { customerId: 'c1' }),
    ])
  })

  test('opened by its address is where somebody knows that it belongs', () => {
    const home: Spot<Above> = spot('/customers/$customerId', { customerId: 'c9' })
    expect(pathsOf(trailOf(device, [], home))).toEqual(['/customers', '/customers/$customerId'])
  })

  test('that one came down to is where one came from, as one left it', () => {
    const through = cameDown(cameDown([], customers, customer), customer, device)
    expect(trailOf(device, through)).toEqual([customers, customer])
    expect(trailOf(device, cameDown([], spot('/unassigned', {}, { sort: 'model' }), device))).toEqual([
      spot('/unassigned', {}, { sort: 'model' }),
    ])
  })

  test('is not what belongs to another thing, or to another organisation', () => {
    const settings = spot('/customers/$customerId/settings', { customerId: 'c2' })
    expect(trailOf(settings, cameDown([], customer, settings))).toEqual([
      spot('/customers'),
      spot('/customers/$customerId', { customerId: 'c2' }),
    ])
    const elsewhere: Spot = { ...customers, params: { organisationId: 'o2' } }
    expect(cameDown([elsewhere], elsewhere, customer)).toEqual([])
  })

  test('is forgotten once one has gone elsewhere', () => {
    const activity = spot('/activity')
    expect(cameDown(cameDown([customers], customer, activity), activity, device)).toEqual([])
  })
})

test('a page is the same one with other filters, and another one of another thing', () => {
  expect(isSamePage(customers, spot('/customers'))).toBe(true)
  expect(isSamePage(customer, spot('/customers/$customerId', { customerId: 'c2' }))).toBe(false)
})

test('every page of an organisation is in its menu, or stands below another, or is one’s own', () => {
  const router = readFileSync(new URL('router.tsx', import.meta.url), 'utf8')
  const paths = [...router.matchAll(/organisationPage\(\s*'([^']+)'/g)].map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(20)
  const alone = paths.filter((path) => !(path.slice(1) in iconOf) && trailOf(spot(path), []).length === 0)
  expect(alone).toEqual(['/account'])
})
