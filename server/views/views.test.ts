import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { createView, listViews, ViewState } from '../../contract/views.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { viewsRoutes } from './routes.ts'

type View = ReplyOf<typeof createView>

let test: TestHub
let anna: Client
let colleague: Client

beforeAll(async () => {
  test = await openTestHub({ routes: viewsRoutes })
  const partner = await test.organisation('partner')
  anna = await test.member(partner, ['viewer'])
  colleague = await test.member(partner, ['global_admin'])
})
afterAll(() => test.close())

const state: ViewState = { columns: ['serial', 'model'], sort: '-arrivedAt', filters: { q: 'HX' } }
const keep = (who: Client, body: object) => who.call('POST', '/views', { body: { list: 'devices', name: 'Mine', state, ...body } })
const kept = async (who: Client, body: object) => (await keep(who, body)).json<View>()
const viewsOf = async (who: Client, list = 'devices') =>
  (await who.call('GET', `/views?list=${list}`)).json<ReplyOf<typeof listViews>>().items

describe('views of lists', () => {
  it('are kept as they were, by name', async () => {
    const second = await kept(anna, { name: 'Second' })
    const first = await kept(anna, { name: 'First' })
    expect(first).toEqual({ id: first.id, list: 'devices', name: 'First', state, default: false, revision: 1 })
    expect(await viewsOf(anna)).toEqual([first, second])
    expect(await viewsOf(anna, 'customers')).toEqual([])
  })

  it('are their owner’s alone: a colleague sees none, and finds none by its id (R-A2)', async () => {
    const { id } = await kept(anna, { name: 'Private' })
    expect(await viewsOf(colleague)).toEqual([])
    for (const who of [id, newId()]) {
      expect((await colleague.call('PATCH', `/views/${who}`, { body: { name: 'X' } })).status).toBe(404)
      expect((await colleague.call('DELETE', `/views/${who}`)).status).toBe(404)
    }
    expect((await kept(colleague, { name: 'Private' })).name).toBe('Private')
  })

  it('belong to the organisation in which they were kept', async () => {
    const other = await test.organisation('partner')
    const { id } = await kept(anna, { list: 'activity', name: 'Here' })
    await test.database.owner.query(
      "insert into membership (id, organisation, person, name, mail, roles, status, joined_at) values ($1, $2, $3, 'Anna', 'a@hub.test', '{viewer}', 'active', now())",
      [newId(), other, anna.person],
    )
    const answer = await anna.call('GET', '/views?list=activity', { actingFor: other })
    expect(answer.json<ReplyOf<typeof listViews>>().items).toEqual([])
    expect((await anna.call('DELETE', `/views/${id}`, { actingFor: other })).status).toBe(404)
  })

  it('have names of their own', async () => {
    await kept(anna, { list: 'feeds', name: 'One' })
    const { id } = await kept(anna, { list: 'feeds', name: 'Two' })
    expect((await keep(anna, { list: 'feeds', name: 'One' })).json()).toMatchObject({ status: 409, code: 'views.name_taken' })
    expect((await anna.call('PATCH', `/views/${id}`, { body: { name: 'One' } })).json()).toMatchObject({ code: 'views.name_taken' })
    expect((await keep(anna, { list: 'held', name: 'One' })).status).toBe(201)
  })

  it('are so many of a list at most', async () => {
    for (let n = 0; n < limits.savedViews; n++) expect((await keep(anna, { list: 'transfers', name: `V ${n}` })).status).toBe(201)
    expect((await keep(anna, { list: 'transfers', name: 'One more' })).json()).toMatchObject({ status: 409, code: 'views.too_many' })
    expect((await keep(anna, { list: 'members', name: 'Another list' })).status).toBe(201)
  })

  it('open their list with one of them at most', async () => {
    const one = await kept(anna, { list: 'customers', name: 'One', default: true })
    const two = await kept(anna, { list: 'customers', name: 'Two', default: true })
    const opensWith = async () => (await viewsOf(anna, 'customers')).flatMap((view) => (view.default ? [view.id] : []))
    expect(await opensWith()).toEqual([two.id])
    await anna.call('PATCH', `/views/${one.id}`, { body: { default: true } })
    expect(await opensWith()).toEqual([one.id])
    await anna.call('PATCH', `/views/${one.id}`, { body: { default: false } })
    expect(await opensWith()).toEqual([])
  })

  it('are overwritten only as they were read', async () => {
    const { id, revision } = await kept(anna, { list: 'removals', name: 'Old' })
    const change = (body: object) => anna.call('PATCH', `/views/${id}`, { body, headers: { 'if-match': `"${revision}"` } })
    expect((await change({ state: {} })).json()).toMatchObject({ name: 'Old', state: {}, revision: 2 })
    expect((await change({ name: 'New' })).json()).toMatchObject({ status: 412, code: 'http.stale' })
  })

  it('are forgotten once and for all', async () => {
    const { id } = await kept(anna, { list: 'jobs', name: 'Gone' })
    expect((await anna.call('DELETE', `/views/${id}`)).status).toBe(204)
    expect((await anna.call('DELETE', `/views/${id}`)).status).toBe(404)
    expect(await viewsOf(anna, 'jobs')).toEqual([])
  })

  it('hold what a list can be shown by, and nothing else', async () => {
    const refused = [
      { state: { rows: 5 } },
      { state: { sort: 'a b' } },
      { state: { filters: { q: 'x'.repeat(201) } } },
      { list: 'secrets' },
    ]
    for (const body of refused) expect((await keep(anna, { name: 'Odd', ...body })).status).toBe(422)
  })

  it('of whoever runs the hub belong to no organisation', async () => {
    const operator = await test.operator()
    const { id } = await kept(operator, { list: 'organisations', name: 'Partners', state: { filters: { filter: 'partner' } } })
    expect((await viewsOf(operator, 'organisations')).map((view) => view.id)).toEqual([id])
  })
})
