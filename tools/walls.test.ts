import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { findBreaches, readSources, readTable } from './walls.ts'

const table = new Map([
  ['devices', new Set<string>()],
  ['transfers', new Set(['devices'])],
])
const breaches = (path: string, text: string) => findBreaches([{ path, text }], table).map((breach) => breach.why)

describe('the walls', () => {
  it('hold in the project as it is, and have something to look at', async () => {
    const sources = await readSources()
    const real = readTable(await readFile(new URL('../server/features.ts', import.meta.url), 'utf8'))
    expect(sources.length).toBeGreaterThan(100)
    expect(real.size).toBeGreaterThan(8)
    expect(findBreaches(sources, real)).toEqual([])
  })

  it.each([
    ['contract/devices.ts', "import { x } from '../server/devices/index.ts'"],
    ['web/features/devices/List.tsx', "import { x } from '../../../server/devices/index.ts'"],
    ['server/platform/http/app.ts', "import { x } from '../../devices/index.ts'"],
    ['server/devices/list.ts', "import { x } from '../transfers/index.ts'"],
    ['server/transfers/undo.ts', "import { x } from '../devices/queries.ts'"],
    ['server/transfers/rules.ts', "import { x } from './queries.ts'"],
    ['server/transfers/undo.ts', 'const port = process.env.PORT'],
    ['server/transfers/undo.ts', 'const now = Date.now()'],
    ['server/transfers/undo.ts', "await fetch('http://example.org')"],
    ['server/transfers/helpers.ts', 'export const x = 1'],
    ['server/transfers/undo.ts', 'x\n'.repeat(400)],
    ['server/transfers/undo.ts', 'await scope.run(sql`delete from device`)'],
    ['server/transfers/undo.ts', 'await scope.all(sql<{ id: string }>`select id from device`)'],
    ['server/transfers/undo.ts', "import { build } from '../platform/database/query.ts'"],
    ['server/transfers/undo.ts', 'bind(undoTransfer, work)'],
    ['server/transfers/undo/again.ts', 'export const x = 1'],
    ['server/transfers/row-rules.ts', "import { x } from './row-queries.ts'"],
    ['server/device-registrations/prove.ts', 'export const x = 1'],
    ['server/device-registrations/prove.ts', "import { x } from '../transfers/index.ts'"],
    ['web/app/session.ts', 'const later = Date.now() + 1'],
    ['web/kit/Stat.tsx', "import type { Device } from '../../contract/devices.ts'"],
    ['web/kit/Stat.tsx', "import { useSession } from '../app/session.ts'"],
    ['web/kit/Stat.tsx', "import { DeviceLink } from '../features/devices/DeviceLink.tsx'"],
    ['web/kit/Stat.tsx', "t('devices.model')"],
  ])('stop %s from: %s', (path, text) => {
    expect(breaches(path, text)).not.toEqual([])
  })

  it('let a feature use a neighbour that the table allows, through its front door', () => {
    expect(breaches('server/transfers/undo.ts', "import { x } from '../devices/index.ts'")).toEqual([])
  })

  it('let the kit say its own words and know what stands in the way of a call', () => {
    expect(breaches('web/kit/Form.tsx', "import type { CallProblem } from '../call.ts'\nt('kit.close')\nreset('x')")).toEqual([])
  })

  it('let SQL stand where it belongs', () => {
    expect(breaches('server/transfers/queries.ts', 'scope.run(sql`delete from device`)')).toEqual([])
    expect(breaches('server/transfers/row-queries.ts', "import { sql } from '../platform/database/query.ts'")).toEqual([])
  })

  it('read features with a hyphen out of the table', () => {
    expect([...readTable("  audit: { uses: [] },\n  'device-registrations': {\n    uses: ['audit'],\n  },\n").keys()]).toEqual([
      'audit',
      'device-registrations',
    ])
  })

  it('see a circle in the table', () => {
    const circle = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['a'])],
    ])
    expect(findBreaches([], circle)).not.toEqual([])
  })
})
