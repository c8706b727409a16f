import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Letter, readMatrix, rolesPermit } from '../server/testing/model/permit.ts'
import { deviceReaders, type Holder, mayTry, type OrganisationKind, type Permission, permissions, rolesByKind } from './permissions.ts'

// docs/permissions.md is the decision; the table in the code is a copy of it, held to it here cell by cell in both directions.
const document = readFileSync(new URL('../docs/permissions.md', import.meta.url), 'utf8')
const matrix = readMatrix(document)
/** Columns that are no role: how the code calls them. */
const sessions: Record<string, Holder> = { RS: 'read_only_session', FS: 'full_session' }
const allPermissions = Object.keys(permissions) as Permission[]
const holderOf = new Map([...matrix.columns].map(([role, column]) => [column, sessions[column] ?? (role as Holder)]))
const kinds = Object.keys(rolesByKind) as OrganisationKind[]

describe('the permission matrix', () => {
  it('has the permissions of the document, no more and no fewer', () => {
    expect(matrix.cells.size).toBeGreaterThan(70)
    expect(allPermissions).toEqual([...matrix.cells.keys()])
  })

  it('has the columns of the document', () => {
    const roles = new Set(Object.values(rolesByKind).flat())
    const named = [...matrix.columns.keys()].filter((role) => role !== 'OP' && sessions[role] === undefined)
    expect(new Set(named)).toEqual(roles)
    expect(matrix.columns.has('OP')).toBe(true)
  })

  it.each([...matrix.cells])('%s is held as the document says, cell by cell', (permission, row) => {
    expect(row.size).toBe(16)
    const said = new Map<string, Letter>()
    for (const [column, letter] of row) if (letter !== '') said.set(holderOf.get(column) ?? column, letter)
    expect(new Map(Object.entries(permissions[permission as Permission]))).toEqual(said)
  })

  it('knows the roles of each kind of organisation as the legend groups them', () => {
    const legend = document
      .split('\n')
      .filter((line) => /^(Partner|Provider): /.test(line))
      .join(' ')
    for (const kind of kinds) {
      const [, part = ''] = new RegExp(`${kind}: (.*?)(?:\\.|\\(also|$)`, 'i').exec(legend) ?? []
      const named = [...part.matchAll(/`(\w+)`/g)].map(([, role]) => role)
      const also = kind === 'provider' || kind === 'vendor' ? ['feed_manager'] : [] // "(also of providers and vendors)"
      expect([...rolesByKind[kind]], kind).toEqual([...named, ...also])
    }
  })

  it('tells of moves whoever reads the devices of a tenant, and nobody who reads only what they use (R-A7)', () => {
    expect(deviceReaders).toContain('viewer')
    expect(deviceReaders).toContain('device_admin')
    expect(deviceReaders).not.toContain('end_user')
  })

  it('gives whoever has two roles of an organisation the union of both', () => {
    for (const kind of kinds) {
      for (const [at, one] of rolesByKind[kind].entries()) {
        for (const other of rolesByKind[kind].slice(at)) {
          for (const permission of allPermissions) {
            const letters = [...rolesPermit(document, [one, other], permission)].filter(
              (letter) => (letter !== 'v' || kind === 'provider' || kind === 'vendor') && (letter !== 'w' || kind === 'vendor'),
            )
            const extent = mayTry(permission, [one, other], kind)
            // `v` and `w` are yes without condition for those whom they name.
            if (letters.length === 0) expect(extent, `${one}, ${other}: ${permission}`).toBeUndefined()
            else if (letters.some((letter) => 'xvw'.includes(letter))) expect(extent, `${one}, ${other}: ${permission}`).toBe('x')
            else expect(letters, `${one}, ${other}: ${permission}`).toContain(extent)
          }
        }
      }
    }
  })
})
