// Longer than 300 lines: one exported log, and every forgery of it that must be found.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExportRow, type ExportSeal, exportEnd, exportHead, exportRow, exportSeal } from '../../contract/audit.ts'
import { sealHash } from '../../database/seal.ts'
import { checkAuditFile, type KnownSeals } from '../../tools/audit-file.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { sealAudit } from './index.ts'
import { auditRoutes } from './routes.ts'

let test: TestHub
let partner: string
let customer: string
let ada: Client
let carl: Client

/** Rows of one transaction, or of one each; written as a version before 0040 did with `old`. */
async function write(
  log: string,
  by: Client,
  count: number,
  { kind = 'settings.updated', detail = {}, old = false, each = false } = {},
): Promise<void> {
  const insert = `insert into audit_event (id, organisation, era, kind, person, person_name, home, acting, capacity, detail ${old ? ', salt' : ''})
    select gen_random_uuid(), $1, i.era, $2, $3, p.name, $4, $4, 'member', $5::jsonb || jsonb_build_object('n', n) ${old ? ', null' : ''}
    from generate_series(1, $6) n, installation i, person p where p.id = $3`
  for (let n = 0; n < (each ? count : 1); n += 1)
    await test.database.owner.query(insert, [log, kind, by.person, by.organisation, JSON.stringify(detail), each ? 1 : count])
  await test.database.owner.query('insert into acquaintance (viewer, organisation) values ($1, $2) on conflict do nothing', [
    log,
    by.organisation,
  ])
}

/** Transactions of other tests in the same cluster hold the horizon back for a moment. */
async function sealAll(): Promise<void> {
  await until('everything is sealed', async () => {
    await sealAudit(test.hub)
    const found = await test.database.owner.query(
      'select from audit_event e where not exists (select from audit_seal s where (e.era, e.xid) < (s.era, s.to_xid)) limit 1',
    )
    return found.rows.length === 0
  })
}

async function proof(as: Client, query = ''): Promise<string[]> {
  const answer = await as.call('GET', `/audit/export.ndjson${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('application/x-ndjson')
  return answer.text.trimEnd().split('\n')
}

async function verify(lines: readonly string[], known: KnownSeals = new Map()) {
  return checkAuditFile(
    (async function* () {
      for (const line of lines) yield `${line}\n`
    })(),
    known,
  )
}

const rowsOf = (lines: readonly string[]) => lines.flatMap((line) => exportRow.safeParse(JSON.parse(line)).data ?? [])
const sealsOf = (lines: readonly string[]) => lines.flatMap((line) => exportSeal.safeParse(JSON.parse(line)).data?.seal ?? [])
const isRow = (line: string) => line.startsWith('{"leaf"')
const isSeal = (line: string) => line.startsWith('{"seal"')

beforeAll(async () => {
  test = await openTestHub({ routes: auditRoutes })
  partner = await test.organisation('partner', 'North Partner')
  customer = await test.organisation('customer', 'Blue Customer')
  ada = await test.member(partner, ['global_admin'], { name: 'Ada North' })
  carl = await test.member(customer, ['customer_admin'], { name: 'Carl Blue' })
  await write(customer, carl, 3, { each: true })
  await sealAll()
  await write(partner, ada, 7, { kind: 'cpin.read' })
  await write(customer, ada, 5, { kind: 'transfer.moved_in', detail: { count: 2 } })
  await write(customer, carl, 2, { kind: 'cpin.rotated' })
  await sealAll()
  await write(partner, ada, 1)
  await sealAll()
  await write(customer, carl, 1)
  await sealAll()
})
afterAll(() => test.close())

describe('the export with proofs (R-A6)', () => {
  it('carries all sealed rows of the own log, with what was hashed, under all seals from the first to the last', async () => {
    const lines = await proof(carl)
    expect(exportHead.parse(JSON.parse(lines[0] ?? '')).organisation).toEqual({ id: customer, name: 'Blue Customer' })
    expect(rowsOf(lines)).toHaveLength(11)
    const numbers = sealsOf(lines).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
    expect(exportEnd.parse(JSON.parse(lines.at(-1) ?? '')).end).toEqual({ rows: 11, seals: numbers.length, unsealed: 0 })
    expect(await verify(lines)).toMatchObject({ rows: 11, hidden: 0, unsealed: 0, faults: [], organisation: 'Blue Customer' })
  })

  it('has nothing of another organisation: neither its rows nor the names of its people', async () => {
    const text = (await proof(carl)).join('\n')
    for (const foreign of ['Ada', ada.person, 'cpin.read']) expect(text).not.toContain(foreign)
    const leaves = rowsOf(text.split('\n')).map(({ leaf }) => JSON.parse(leaf ?? '{}'))
    expect(new Set(leaves.map(({ organisation }) => organisation))).toEqual(new Set([customer]))
    expect(rowsOf(text.split('\n')).filter(({ person }) => person?.name === 'Carl Blue')).toHaveLength(6)
    const stranger = await test.member(await test.organisation('partner'), ['global_admin'])
    const empty = await proof(stranger)
    expect(empty).toHaveLength(2)
    expect((await verify(empty)).faults).toEqual([])
  })

  it('is for those who may export, and ends with the filters that were asked for', async () => {
    expect((await test.nobody.call('GET', '/audit/export.ndjson')).status).toBe(401)
    const viewer = await test.member(partner, ['viewer'])
    expect((await viewer.call('GET', '/audit/export.ndjson')).problem().code).toBe('http.not_allowed')
    const lines = await proof(carl, '?kind=cpin')
    expect(rowsOf(lines)).toHaveLength(2)
    expect((await verify(lines)).faults).toEqual([])
    expect(exportHead.parse(JSON.parse(lines[0] ?? '')).filter).toEqual({ kind: 'cpin' })
    expect(rowsOf(await proof(carl, '?to=2020-01-01'))).toEqual([])
  })

  it('leaves out, and counts, what an older transaction keeps from being sealed', async () => {
    const holder = await test.database.owner.connect()
    await holder.query('begin')
    await holder.query('select pg_current_xact_id()')
    await write(customer, carl, 4)
    const lines = await proof(carl)
    expect(rowsOf(lines)).toHaveLength(11)
    expect(await verify(lines)).toMatchObject({ unsealed: 4, faults: [] })
    await holder.query('rollback')
    holder.release()
    await sealAll()
    expect(rowsOf(await proof(carl))).toHaveLength(15)
  })

  it('proves rows from before people were covered by their hash alone, where they were others’ acts', async () => {
    const log = await test.organisation('customer', 'Old Customer')
    const olga = await test.member(log, ['customer_admin'], { name: 'Olga Old' })
    await write(log, ada, 2, { old: true })
    await write(log, olga, 1, { old: true })
    await sealAll()
    const lines = await proof(olga)
    expect(lines.join('')).not.toContain('Ada')
    expect(lines.join('')).toContain('Olga Old')
    expect(await verify(lines)).toMatchObject({ rows: 3, hidden: 2, faults: [] })
  })

  it('goes on over many pieces, and rows of large seals', async () => {
    const log = await test.organisation('customer', 'Large Customer')
    const lea = await test.member(log, ['customer_admin'])
    await write(log, lea, 12_000)
    await write(log, lea, 30, { each: true })
    await write(partner, ada, 9_000)
    await write(log, lea, 3_000)
    await sealAll()
    expect(await verify(await proof(lea))).toMatchObject({ rows: 15_030, faults: [] })
  })
})

type Forgery = { name: string; says: RegExp; forge(lines: string[]): string[] }

function change(lines: string[], which: (line: string) => boolean, how: (line: string) => string): string[] {
  const at = lines.findIndex(which)
  return lines.map((line, index) => (index === at ? how(line) : line))
}
function changeRow(lines: string[], how: (row: ExportRow) => ExportRow, which: (row: ExportRow) => boolean = () => true): string[] {
  return change(
    lines,
    (line) => isRow(line) && which(JSON.parse(line)),
    (line) => JSON.stringify(how(JSON.parse(line))),
  )
}
function changeSeal(lines: string[], how: (seal: ExportSeal) => ExportSeal, anew = false): string[] {
  return change(lines, isSeal, (line) => {
    const seal = how((JSON.parse(line) as { seal: ExportSeal }).seal)
    const { root, previous, ...rest } = seal
    const hash = sealHash({ ...rest, root: Buffer.from(root, 'hex'), previous: Buffer.from(previous, 'hex') }).toString('hex')
    return JSON.stringify({ seal: anew ? { ...seal, hash } : seal })
  })
}
function swap(lines: string[], which: (line: string) => boolean): string[] {
  const [first = 0, second = 0] = lines.flatMap((line, index) => (which(line) ? [index] : [])).slice(-2)
  return lines.map((line, index) => lines[index === first ? second : index === second ? first : index] ?? line)
}
const under = (seal: number) => (line: string) => isRow(line) && (JSON.parse(line) as ExportRow).seal === seal
const another = 'f'.repeat(64)

const forgeries: Forgery[] = [
  {
    name: 'a changed field',
    says: /row or its path is not/,
    forge: (l) => changeRow(l, (r) => ({ ...r, leaf: (r.leaf ?? '').replace('settings', 'meetings') })),
  },
  {
    name: 'another who',
    says: /somebody else was sealed/,
    forge: (l) => changeRow(l, (r) => ({ ...r, person: { salt: newId(), id: newId(), name: 'Eve' } })),
  },
  {
    name: 'a removed path',
    says: /has not the path/,
    forge: (l) =>
      changeRow(
        l,
        (r) => ({ ...r, path: [] }),
        (r) => r.path.length > 0,
      ),
  },
  {
    name: 'another path',
    says: /row or its path is not/,
    forge: (l) =>
      changeRow(
        l,
        (r) => ({ ...r, path: r.path.map(() => another) }),
        (r) => r.path.length > 0,
      ),
  },
  { name: 'another place', says: /claims to be number/, forge: (l) => changeRow(l, (r) => ({ ...r, index: 99_999 })) },
  { name: 'a row under another seal', says: /belongs under seal/, forge: (l) => changeRow(l, (r) => ({ ...r, seal: r.seal + 1 })) },
  { name: 'swapped rows', says: /not in their order/, forge: (l) => swap(l, under(sealOfMany(l))) },
  { name: 'a row twice', says: /here twice/, forge: (l) => l.flatMap((line) => (isRow(line) ? [line, line] : [line])) },
  { name: 'a removed row', says: /says that it has \d+ rows/, forge: (l) => l.filter((_, index) => index !== l.findIndex(isRow)) },
  { name: 'a forged root', says: /its hash is another/, forge: (l) => changeSeal(l, (s) => ({ ...s, root: another })) },
  {
    name: 'a forged seal with a fitting hash',
    says: /does not follow/,
    forge: (l) => changeSeal(l, (s) => ({ ...s, root: another }), true),
  },
  {
    name: 'a seal over other transactions',
    says: /does not begin where/,
    forge: (l) => changeSeal(l, (s) => ({ ...s, to: `${s.to}0` }), true),
  },
  {
    name: 'a removed seal',
    says: /seals are missing/,
    forge: (l) => l.filter((line) => line !== l.filter(isSeal)[1]),
  },
  { name: 'swapped seals', says: /another order/, forge: (l) => swap(l, isSeal) },
  { name: 'a cut off end', says: /cut off/, forge: (l) => l.slice(0, -1) },
  { name: 'a cut line', says: /no line of an exported/, forge: (l) => l.map((line, index) => (index === 2 ? line.slice(0, 50) : line)) },
  { name: 'a missing beginning', says: /beginning of the file is missing/, forge: (l) => l.slice(1) },
  { name: 'two files in one', says: /behind the end/, forge: (l) => [...l, ...l] },
  { name: 'an empty file', says: /empty/, forge: () => [] },
  {
    name: 'another organisation’s name on it',
    says: /of another organisation/,
    forge: (l) => l.map((line, index) => (index === 0 ? line.replace(customer, newId()) : line)),
  },
]

function sealOfMany(lines: readonly string[]): number {
  const rows = rowsOf(lines)
  return rows.find(({ seal }) => rows.filter((row) => row.seal === seal).length > 3)?.seal ?? 0
}

describe('the verifier (R-A6)', () => {
  it.each(forgeries)('finds $name, and says where', async ({ forge, says }) => {
    const lines = await proof(carl)
    const { faults } = await verify(forge(lines))
    expect(faults.map(({ what }) => what).join('\n')).toMatch(says)
    expect(faults.every(({ line }) => line >= 0 && line <= 2 * lines.length)).toBe(true)
  })

  it('names the line', async () => {
    const lines = await proof(carl)
    const at = lines.findLastIndex(isRow)
    const changed = lines.map((line, index) => (index === at ? line.replace('settings', 'meetings') : line))
    expect((await verify(changed)).faults).toEqual([{ line: at + 1, what: expect.stringContaining('row or its path') }])
  })

  it('finds by one known seal that all of it was made anew, which no file shows by itself', async () => {
    const lines = await proof(carl)
    const last = sealsOf(lines).at(-1)
    if (!last) throw new Error('there is a seal')
    expect((await verify(lines, new Map([[last.number, last.hash]]))).faults).toEqual([])
    const [forged] = (await verify(lines, new Map([[last.number, another]]))).faults
    expect(forged?.what).toContain('this is not the log that was sealed')
    const [elsewhere] = (await verify(lines, new Map([[last.number + 9, another]]))).faults
    expect(elsewhere?.what).toContain('is not in this file')
  })

  it('holds one line at a time, and says so of one that no hub writes', async () => {
    const pieces = async function* () {
      for (let n = 0; n < 20; n += 1) yield 'x'.repeat(1_000_000)
    }
    expect((await checkAuditFile(pieces())).faults[0]?.what).toContain('longer than any')
  })

  it('is a command that needs no hub: 0 all is well, 1 not, 2 not understood', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-verify-'))
    const run = (...words: string[]) => spawnSync(process.execPath, ['tools/verify-audit.ts', ...words], { encoding: 'utf8' })
    try {
      const lines = await proof(carl)
      const file = join(folder, 'log.ndjson')
      await writeFile(file, `${lines.join('\n')}\n`)
      const last = sealsOf(lines).at(-1)
      const well = run(file, '--seal', `${last?.number}:${last?.hash}`)
      expect([well.status, well.stdout]).toEqual([0, expect.stringContaining('All is as it was sealed')])
      expect(well.stdout).toContain(`${last?.number}:${last?.hash}`)
      await writeFile(file, lines.join('\n').replace('settings.updated', 'settings.deleted'))
      const bad = run(file)
      expect([bad.status, bad.stdout]).toEqual([1, expect.stringMatching(/Line \d+: .*Not all is as it was sealed/s)])
      expect(run(file, '--seal', 'x').status).toBe(2)
      expect(run(join(folder, 'none')).status).toBe(2)
      expect(run().stderr).toContain('What no file can show')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('finds what was changed in the database before the export', async () => {
    const log = await test.organisation('customer', 'Tampered Customer')
    const tom = await test.member(log, ['customer_admin'])
    await write(log, tom, 4)
    await sealAll()
    await test.database.owner.query(`update audit_event set detail = '{"n": 9}' where organisation = $1 and detail->>'n' = '2'`, [log])
    expect((await verify(await proof(tom))).faults.length).toBeGreaterThan(0)
  })
})

describe('the export as a table (R-A6)', () => {
  it('has every row, newest first, without a cap', async () => {
    const log = await test.organisation('customer', 'Long Customer')
    const lou = await test.member(log, ['customer_admin'], { language: 'de' })
    await write(log, lou, 11_000)
    const answer = await lou.call('GET', '/audit/export.csv')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="activity-\d{4}-\d\d-\d\d\.csv"$/)
    const lines = answer.text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(11_001)
    expect(lines[0]).toBe('\ufeffat,who,organisation,kind,what,facts,sealed,id')
    expect(lines[1]).toContain('hat die Einstellungen')
    const times = lines.slice(1).map((line) => line.slice(0, 27))
    expect(times).toEqual(times.toSorted().reverse())
  })

  it('shows others’ rows and people to nobody, and is for those who may export', async () => {
    const { text } = await carl.call('GET', '/audit/export.csv')
    expect(text).toContain('North Partner')
    expect(text).not.toContain('Ada')
    expect((await carl.call('GET', '/audit/export.csv?kind=cpin.rotated')).text.trimEnd().split('\r\n')).toHaveLength(3)
    const viewer = await test.member(partner, ['viewer'])
    expect((await viewer.call('GET', '/audit/export.csv')).status).toBe(403)
  })

  it('has no cell that a spreadsheet would run', async () => {
    const log = await test.organisation('partner', '=cmd|calc')
    const eve = await test.member(log, ['global_admin'], { name: '@SUM(1)' })
    await write(log, eve, 1, { kind: 'customer.added', detail: { name: '+1' } })
    await write(log, eve, 1, { kind: 'member.joined', detail: { name: '=HYPERLINK("x")' } })
    const { text } = await eve.call('GET', '/audit/export.csv')
    const cells = text.split(/\r\n/).flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    expect(text).toContain('HYPERLINK')
    expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([])
  })
})
