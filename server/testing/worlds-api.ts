// Longer than 300 lines: who asks, what is asked, and how an answer is compared.
import { newSessionToken, sessionCookie } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import type { TestHub } from './hub.ts'
import type { Viewer } from './model/reach.ts'
import type { World } from './model/world.ts'
import { sealAll } from './sealed.ts'
import {
  type Asking,
  asking,
  type Item,
  madeUp,
  type Question,
  questionsFor,
  questionsForOperator,
  questionsOfSecrets,
} from './worlds-answers.ts'
import { insertWorlds } from './worlds-insert.ts'
import { idsIn, idsKnownTo, knownToPerson, namesKnownTo } from './worlds-known.ts'
import { applicationOf, hubEventOf } from './worlds-papers.ts'
import { compareStrangers } from './worlds-strangers.ts'
import { customerIdOf, namesIn, textOf, textOfWorkbook } from './worlds-texts.ts'

// Asks every GET of the API as every viewer of random worlds, over HTTP with real sessions, and compares what comes with the naive model's answers
// (worlds-answers.ts): rows, refusals, counts, and that no text names what its reader may not know (R-A1, R-A2, R-A7).

export type ApiDifference = { world: number; viewer: string; path: string; what: string; got: unknown; should: unknown }
/** How a call is made for somebody: their session, and for whom or inside what. */
type Caller = { cookie: string; headers: Record<string, string> }
type Reply = { status: number; text: string; problem: unknown }
type Look = {
  test: TestHub
  caller: Caller
  n: number
  viewer: Viewer
  known: ReadonlySet<string>
  ids: ReadonlySet<string>
  refusals: Map<string, string>
}

/** The first rows of a list come by small pages, the others by larger ones. */
const fewRows = 9
const atOnce = 8

/** All that differs between what the API answers and the rules, in worlds beside each other. */
export async function compareApi(test: TestHub, worlds: readonly World[]): Promise<ApiDifference[]> {
  const { owner } = test.database
  await insertWorlds(owner, worlds)
  await copyManagers(test, worlds)
  // An export with its proof has what is sealed.
  await sealAll(test)
  const opened = await Promise.all(worlds.map((world) => openSessions(test, world)))
  const sessions = new Map(opened.flatMap((each) => [...each]))
  const found: ApiDifference[] = []
  for (const [n, world] of worlds.entries()) {
    for (const membership of world.memberships) found.push(...(await asMember(test, { world, n, sessions }, membership)))
    for (const { id } of world.persons) found.push(...(await asPerson(test, { world, n, sessions }, id)))
  }
  for (const [n, world] of worlds.entries()) found.push(...(await compareStrangers(test, world, { n, sessions })))
  found.push(...(await asOperator(test, worlds)))
  // Last: that somebody looked, or read a cPIN, is written in the customer's log.
  for (const [n, world] of worlds.entries()) found.push(...(await asSessions(test, world, n)))
  await owner.query('delete from tenant_secret')
  for (const [n, world] of worlds.entries()) {
    for (const membership of world.memberships)
      found.push(...(await asMember(test, { world, n, sessions }, membership, questionsOfSecrets)))
  }
  return found
}

/** All organisations, and nothing that is theirs. An invited one is its partner's until it accepts. */
async function asOperator(test: TestHub, worlds: readonly World[]): Promise<ApiDifference[]> {
  const operator = await test.operator()
  const viewer: Viewer = { person: null, organisation: null, capacity: 'person', roles: ['OP'] }
  const all = worlds.flatMap(({ organisations }) => organisations)
  const applications = worlds.flatMap(({ accreditations }) => accreditations.map(({ id }) => textOf('i', id)))
  const known = new Set([...all.map(({ id }) => textOf('o', id)), ...applications])
  const accreditations = worlds.flatMap((world) => world.accreditations.flatMap(({ id }) => [id, applicationOf(id)]))
  const ids = new Set([...all.map(({ id }) => id), ...accreditations, ...worlds.map(hubEventOf)])
  const look = lookOf(test, -1, viewer, { cookie: operator.token, headers: {} })
  const listed = all.filter(({ state }) => state === 'active').map(({ id }) => id)
  return answers({ ...look, known, ids }, questionsForOperator(worlds, listed))
}

/** Which endpoints are asked in a world, by somebody at least. */
export function namesOfQuestions(world: World): Set<string> {
  const viewers = world.memberships.map(({ person, organisation, roles }): Viewer => ({ person, organisation, capacity: 'member', roles }))
  const asked = viewers.flatMap((viewer) => {
    const who = asking(world, viewer)
    return who ? [...questionsFor(who), ...questionsOfSecrets(who)] : []
  })
  const people = questionsForPerson(world, world.persons[0]?.id ?? '')
  return new Set([...asked, ...people, ...questionsForOperator([world], [])].map(({ of }) => of))
}

function questionsForPerson(world: World, person: string): Question[] {
  const notifications = world.notifications.filter((one) => one.person === person).map(({ id }) => id)
  const sessions = world.sessions.filter((one) => one.person === person).length
  return [
    { of: 'listNotifications', path: '/notifications', rows: notifications, key: (item: Item) => String(item.id) },
    { of: 'getMe', path: '/me' },
    {
      of: 'getSession',
      path: '/session',
      letter: 'o',
      rows: [...knownToPerson(world, person).names].filter((name) => name.startsWith('o')).sort(),
    },
    { of: 'listSessions', path: '/sessions', letter: 'sessions', rows: [String(sessions)] },
  ]
}

/** What members get of these endpoints alone, by large pages: for a world too large to be asked everything. */
export async function compareLists(test: TestHub, world: World, asked: readonly string[]): Promise<ApiDifference[]> {
  await insertWorlds(test.database.owner, [world])
  await copyManagers(test, [world])
  const sessions = await openSessions(test, world)
  const found: ApiDifference[] = []
  for (const membership of world.memberships) {
    const these = (who: Asking) => questionsFor(who).filter(({ path }) => asked.includes(path))
    found.push(...(await asMember(test, { world, n: 0, sessions }, membership, these)))
  }
  return found
}

type Place = { world: World; n: number; sessions: ReadonlyMap<string, string> }

/** Of every other tenant the job has copied the managing partner to the devices, and marked it so: lists go another way then. */
async function copyManagers(test: TestHub, worlds: readonly World[]): Promise<void> {
  const tenants = worlds.flatMap((world) => world.tenants.map(({ id }) => id)).filter((_, n) => n % 2 === 0)
  await test.database.owner.query(
    `update device d set managing_partner = t.managing_partner from tenant t where t.id = d.tenant and t.id = any ($1)`,
    [tenants],
  )
  await test.database.owner.query('update tenant set listed_by = managing_partner where id = any ($1)', [tenants])
}

/** A session for each person, in the hub and in the world. */
export async function openSessions(test: TestHub, world: World): Promise<Map<string, string>> {
  const opened = world.persons.map(({ id: person }) => ({ person, id: newId(), ...newSessionToken() }))
  await test.database.owner.query(
    'insert into session (id, person, token_hash) select * from unnest($1::uuid[], $2::uuid[], $3::bytea[])',
    [opened.map(({ id }) => id), opened.map(({ person }) => person), opened.map(({ hash }) => hash)],
  )
  world.sessions.push(...opened.map(({ id, person }) => ({ id, person })))
  return new Map(opened.map(({ person, token }) => [person, token]))
}

async function asMember(
  test: TestHub,
  place: Place,
  membership: World['memberships'][number],
  questions: (who: Asking) => Question[] = questionsFor,
): Promise<ApiDifference[]> {
  const { person, organisation, roles } = membership
  if (person === null) return []
  const viewer: Viewer = { person, organisation, capacity: roles.every((role) => role === 'end_user') ? 'end_user' : 'member', roles }
  const caller: Caller = { cookie: place.sessions.get(person) ?? '', headers: { 'x-steward-acting-for': organisation } }
  const who = asking(place.world, viewer)
  const look = lookOf(test, place.n, viewer, caller)
  // R-A2: an organisation that one may not act for is told like one that is not there.
  if (!who) {
    const paths = ['/organisations', '/devices', `/organisations/${organisation}`]
    const elsewhere = { ...caller, headers: { 'x-steward-acting-for': madeUp } }
    look.refusals.set('nobody', await bodyOf(test, elsewhere, '/organisations'))
    return answers(
      look,
      paths.map((path) => ({ of: 'nobody', path, refused: 'absent' })),
    )
  }
  return answers({ ...look, known: namesKnownTo(who), ids: idsKnownTo(who) }, questions(who))
}

function lookOf(test: TestHub, n: number, viewer: Viewer, caller: Caller): Look {
  return { test, caller, n, viewer, known: new Set(), ids: new Set(), refusals: new Map() }
}

/** "Notification, view, session: the person." */
async function asPerson(test: TestHub, place: Place, person: string): Promise<ApiDifference[]> {
  const { world, n, sessions } = place
  const viewer: Viewer = { person, organisation: null, capacity: 'person', roles: [] }
  const look = lookOf(test, n, viewer, { cookie: sessions.get(person) ?? '', headers: {} })
  const { names, ids } = knownToPerson(world, person)
  return answers({ ...look, known: names, ids }, questionsForPerson(world, person))
}

/** Whoever runs the hub, inside each customer to read (R-H7). */
async function asSessions(test: TestHub, world: World, n: number): Promise<ApiDifference[]> {
  const operator = await test.operator()
  const found: ApiDifference[] = []
  for (const { id, kind, state } of world.organisations) {
    if (kind !== 'customer' || state !== 'active') continue
    const tenant = world.tenants.find(({ organisation }) => organisation === id)
    const body = { customerId: customerIdOf(tenant?.id ?? ''), kind: 'read-only', reason: 'To compare' }
    const inside = (await operator.call('POST', '/support-sessions', { body })).json<{ id: string }>().id
    const viewer: Viewer = { person: null, organisation: id, capacity: 'read_only_session', roles: [] }
    const who = asking(world, viewer)
    if (!who) throw new Error(`a session stands in ${id}, which the rules do not know`)
    const look = lookOf(test, n, viewer, { cookie: operator.token, headers: { 'x-steward-support-session': inside } })
    found.push(
      ...(await answers({ ...look, known: namesKnownTo(who), ids: idsKnownTo(who) }, [...questionsFor(who), ...questionsOfSecrets(who)])),
    )
  }
  return found
}

async function answers(look: Look, questions: readonly Question[]): Promise<ApiDifference[]> {
  const found: ApiDifference[] = []
  for (let from = 0; from < questions.length; from += atOnce)
    found.push(...(await Promise.all(questions.slice(from, from + atOnce).map((question) => answer(look, question)))).flat())
  return found
}

async function answer(look: Look, question: Question): Promise<ApiDifference[]> {
  const { viewer, n, known } = look
  const who = `${viewer.person ?? 'nobody'} as ${viewer.capacity} (${viewer.roles.join(', ')}) for ${viewer.organisation ?? 'nobody'}`
  const differs = (what: string, got: unknown, should: unknown): ApiDifference => ({
    world: n,
    viewer: who,
    path: question.path,
    what,
    got,
    should,
  })
  const got = await read(look, question)
  const unknown = namesIn(got.text).filter((name) => !known.has(name))
  // What was asked for may come back in what is said of it.
  const told = [...unknown, ...idsIn(got.text).filter((id) => !look.ids.has(id))].filter((one) => !question.path.includes(one))
  const leaks = told.length > 0 ? [differs('names', told, 'names and ids that the viewer may know')] : []
  if (question.refused) return [...leaks, ...(await refusal(look, question, got)).map((one) => differs('refused', got.status, one))]
  if (got.status !== 200) return [...leaks, differs('status', `${got.status} ${got.text.slice(0, 300)}`, 200)]
  const rows = question.rows === undefined ? [] : compareRows(got, question)
  const counted = question.count !== undefined && got.count !== question.count ? [differs('count', got.count, question.count)] : []
  return [...leaks, ...rows.map(([is, should]) => differs('rows', is, should)), ...counted]
}

function compareRows(got: Read, { rows = [], letter, ids }: Question): [string[], string[]][] {
  const should = [...rows].sort()
  const is =
    ids !== undefined
      ? idsIn(got.text)
          .filter((id) => id.startsWith(ids))
          .sort()
      : letter === undefined
        ? [...got.rows].sort()
        : letter === 'sessions'
          ? [String(got.rows.length)]
          : namesIn(got.text)
              .filter((name) => name.startsWith(letter))
              .sort()
  const wanted = letter === undefined ? should : [...new Set(should)]
  return is.length === wanted.length && is.every((row, n) => row === wanted[n]) ? [] : [[is, wanted]]
}

/** What is wrong with a refusal; nothing where it is as it should be. */
async function refusal({ test, caller, refusals }: Look, { of, path, refused }: Question, got: Read): Promise<string[]> {
  if (refused === 'permission') return got.status === 403 ? [] : ['403']
  if (refused === 'either') return got.status === 403 || got.status === 404 ? [] : ['403 or 404']
  if (got.status !== 404) return ['404']
  // Told like a made-up id, to the letter.
  const other =
    refusals.get(of) ??
    (await bodyOf(test, caller, path.replace(/[0-9a-f-]{36}/, madeUp).replace(/tenant=.*/, `tenant=${customerIdOf(madeUp)}`)))
  refusals.set(of, other)
  return bodyWithoutNumber(got.text) === other ? [] : [other]
}

async function bodyOf(test: TestHub, caller: Caller, path: string): Promise<string> {
  return bodyWithoutNumber((await call(test, caller, path)).text)
}

/** All but the number by which one finds it in the log. */
function bodyWithoutNumber(text: string): string {
  return JSON.stringify({ ...(JSON.parse(text) as object), correlationId: null })
}

type Read = { status: number; text: string; rows: string[]; count: number | undefined }
type Page = { items?: Item[]; nextCursor?: string | null; total?: number; devices?: number; ages?: { devices: number }[] }

/** A thing, a file, or a list to its end, by small pages. */
async function read({ test, caller }: Look, { path, key, letter }: Question): Promise<Read> {
  const isList = key !== undefined
  const all: Read = { status: 200, text: '', rows: [], count: undefined }
  for (let cursor: string | null = null; ; ) {
    const pages = `${path.includes('?') ? '&' : '?'}limit=${all.rows.length < fewRows ? fewRows / 3 : 100}${cursor === null ? '' : `&cursor=${cursor}`}`
    const { status, text } = await call(test, caller, isList ? `${path}${pages}` : path)
    all.status = status
    all.text += text
    if (status !== 200 || !(isList || text.startsWith('{') || letter === 'sessions')) return all
    const page = parsed(text)
    all.rows.push(...(page.items ?? []).map((item) => (key ? key(item) : String(item.id))))
    all.count ??= page.total ?? page.devices ?? page.ages?.reduce((sum, { devices }) => sum + devices, 0)
    cursor = isList ? (page.nextCursor ?? null) : null
    if (cursor === null) return all
    if (all.rows.length > 5_000) throw new Error(`${path} has no end`)
  }
}

/** A file of JSON lines is no page. */
function parsed(text: string): Page {
  try {
    const page = JSON.parse(text) as Page | Item[]
    return Array.isArray(page) ? { items: page } : page
  } catch {
    return {}
  }
}

async function call(test: TestHub, { cookie, headers }: Caller, path: string): Promise<Reply> {
  const reply = await test.app.inject({ method: 'GET', url: `/api/v1${path}`, headers, cookies: { [sessionCookie]: cookie } })
  const isWorkbook = String(reply.headers['content-type']).includes('spreadsheetml')
  return { status: reply.statusCode, text: isWorkbook ? await textOfWorkbook(reply.rawPayload) : reply.body, problem: null }
}
