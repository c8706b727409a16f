import { describe, expect, test } from 'vitest'
import { endpoints } from '../../../contract/endpoints.ts'
import { organisationKinds, type Permission, permissions, rolesByKind } from '../../../contract/permissions.ts'
import { abilitiesOf, mentioned, rolesAmong, unmentioned } from './abilities.ts'

/** What some endpoint asks for. */
const asked = new Set(
  Object.values(endpoints).flatMap(({ access }): Permission[] =>
    typeof access === 'object' && 'permission' in access ? [access.permission] : [],
  ),
)

describe('what roles may do, in plain words', () => {
  test('leaves out nothing that an endpoint asks for, and tells of nothing that none does', () => {
    const told = [...mentioned.flat(), ...unmentioned].filter((permission) => !permission.startsWith('search.'))
    expect(new Set(told).size).toBe(told.length)
    expect([...asked].filter((permission) => !told.includes(permission) && !permission.startsWith('own.'))).toEqual([])
    expect(told.filter((permission) => !asked.has(permission))).toEqual([])
  })

  test('says together only what the same roles may', () => {
    for (const [first, ...others] of mentioned)
      for (const other of others) expect(Object.keys(permissions[other]).sort(), other).toEqual(Object.keys(permissions[first]).sort())
  })

  test('has something to say of each role', () => {
    for (const kind of organisationKinds)
      for (const role of rolesByKind[kind]) expect(abilitiesOf([role], kind), `${kind} ${role}`).not.toEqual([])
  })

  test('is the union of roles, in the organisation that gives them', () => {
    expect(abilitiesOf(['viewer'], 'partner')).not.toContain('transfersMake')
    expect(abilitiesOf(['viewer', 'admin_agent'], 'partner')).toContain('transfersMake')
    expect(abilitiesOf(['end_user'], 'customer')).toEqual(['devicesOwn'])
    expect(abilitiesOf(['feed_manager'], 'partner')).not.toContain('held')
    expect(abilitiesOf(['feed_manager'], 'vendor')).toContain('held')
    expect(rolesAmong(['viewer', 'operator', 'customer_admin'], 'partner')).toEqual(['viewer'])
  })
})
