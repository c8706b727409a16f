import type { Locator, Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { words as german } from '../web/words/de/index.ts'
import { sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { colour, type Findings, inspect } from './looking.ts'
import { says } from './words.ts'

// What a page is beside what it came for: still being read, empty, refused, failed, and under what opens over it. Accessible in each.

const journey = openJourney({ steps: false })
const colours = ['color-contrast', 'link-in-text-block']

let aurelie: Visitor
let own = ''

beforeAll(async () => {
  aurelie = await journey.visitor('Aurélie')
  await signIn(aurelie, 'aurelie@cote.example')
  own = new URL(aurelie.page.url()).pathname.split('/').slice(0, 3).join('/')
})

/** In light all of it, in dark its colours. `within`: the part of the page that is looked at. */
async function inspectBoth(page: Page, where: string, within?: string): Promise<Findings> {
  const light = await inspect(page, `${where} light`, { within })
  await colour(page, 'dark')
  const dark = await inspect(page, `${where} dark`, { rules: colours, within })
  await colour(page, 'light')
  return [...light, ...dark]
}

const problem = (status: number, more: object) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: '', status, detail: '', correlationId: 'req-4711', ...more }),
  })

const { failed, refused } = says.kit
const answers = [
  { what: 'still being read', answer: () => new Promise<void>(() => undefined), shows: says.kit.loading },
  {
    what: 'empty',
    answer: (route: Route) => route.fulfill({ json: { items: [], nextCursor: null, total: 0 } }),
    shows: says.customers.empty.title,
  },
  { what: 'refused', answer: problem(403, { code: 'permissions.missing', permission: 'customer.read' }), shows: refused.title },
  { what: 'failed', answer: problem(500, { code: 'http.fault' }), shows: failed.fault.title },
  { what: 'absent', answer: problem(404, { code: 'http.not_found' }), shows: failed.absent.title },
  { what: 'away', answer: problem(503, { code: 'http.away' }), shows: failed.away.title },
  { what: 'cut off from the network', answer: (route: Route) => route.abort(), shows: failed.network.title },
] as const

describe('a list', () => {
  test.for(answers)('that is $what', async ({ what, answer, shows }) => {
    const { page } = aurelie
    const asked = /\/api\/v1\/customers\?/
    await page.route(asked, answer)
    await page.goto(`${own}/customers`)
    const shown =
      what === 'still being read' ? page.getByRole('main').getByRole('status', { name: shows }) : page.getByRole('heading', { name: shows })
    await sees(shown)
    const found = await inspectBoth(page, what, 'main')
    await page.unroute(asked)
    expect(found, found.join('\n')).toEqual([])
  })
})

test('a list that failed says so until it is there, also while it is tried again', async () => {
  const { page } = aurelie
  const asked = /\/api\/v1\/customers\?/
  const fault = page.getByRole('heading', { name: failed.fault.title })
  await page.route(asked, problem(500, { code: 'http.fault' }))
  await page.goto(`${own}/customers`)
  await sees(fault)
  await page.unroute(asked)
  const { promise: silence, resolve: answer } = Promise.withResolvers<void>()
  await page.route(asked, async (route) => {
    await silence
    await route.continue()
  })
  const again = page.getByRole('button', { name: says.kit.again })
  await Promise.all([page.waitForRequest(asked), again.click()])
  await sees(again.and(page.locator('[aria-busy=true]')))
  expect(await fault.isVisible()).toBe(true)
  answer()
  await sees(page.getByRole('table'))
  await seesNoLonger(fault)
  await page.unroute(asked)
})

test('what failed of one customer is not said of the next', async () => {
  const { page } = aurelie
  const fault = page.getByRole('heading', { name: failed.fault.title })
  await page.goto(`${own}/customers`)
  const customers = page.getByRole('table').locator('td[data-lead] a')
  await sees(customers)
  const [first, second] = await customers.all()
  const [one, other] = [(await first?.getAttribute('href')) ?? '', (await second?.innerText()) ?? '']
  const asked = new RegExp(`/api/v1/customers/(?!${one.split('/').at(-1)})[0-9a-f-]{36}$`)
  const { promise: silence, resolve: answer } = Promise.withResolvers<void>()
  await page.route(`**/api/v1/customers/${one.split('/').at(-1)}`, problem(500, { code: 'http.fault' }))
  await page.route(asked, async (route) => {
    await silence
    await route.continue()
  })
  await page.goto(one)
  await sees(fault)
  await page.getByRole('button', { name: /^Customer: / }).click()
  // A choice is made once the page that it leads to has the focus: after it was read.
  const chosen = page.getByRole('option', { name: other }).first().click()
  await sees(page.getByRole('main').getByRole('status', { name: says.kit.loading }))
  expect(await fault.isVisible()).toBe(false)
  answer()
  await chosen
  await sees(page.getByRole('heading', { level: 1, name: other }))
  await page.unrouteAll()
})

test('a start page whose parts all fail', async () => {
  const { page } = aurelie
  const asked = /\/api\/v1\/(?!session|me|events|notifications|hub|support)/
  await page.route(asked, problem(500, { code: 'http.fault' }))
  await page.goto(`${own}/home`)
  await sees(page.getByText(says.home.failed))
  const found = await inspectBoth(page, 'home', 'main')
  await page.unroute(asked)
  expect(found, found.join('\n')).toEqual([])
})

/** What opens over a page: where it is, what opens it, and what is seen then. */
const layers: readonly { what: string; path: string; open: (page: Page) => Locator; shown: (page: Page) => Locator }[] = [
  {
    what: 'the menu of the person',
    path: 'customers',
    open: (page) => page.getByRole('banner').locator('button[aria-haspopup=menu]'),
    shown: (page) => page.getByRole('menu'),
  },
  {
    what: 'the bell',
    path: 'customers',
    open: (page) => page.getByRole('button', { name: /^Notifications/ }),
    shown: (page) => page.getByRole('dialog', { name: says.notifications.title }),
  },
  {
    what: 'the palette',
    path: 'customers',
    open: (page) => page.getByRole('button', { name: says.palette.open }),
    shown: (page) => page.getByLabel(says.palette.find),
  },
  {
    what: 'the customer selector',
    path: 'customers',
    open: (page) => page.getByRole('button', { name: /^Customer: / }),
    shown: (page) => page.getByRole('option').first(),
  },
  {
    what: 'a dialog with a form',
    path: 'customers',
    open: (page) => page.getByRole('button', { name: says.customers.add }),
    shown: (page) => page.getByRole('dialog', { name: says.customers.add }),
  },
  {
    what: 'the menu of a table',
    path: 'unassigned',
    open: (page) => page.getByRole('button', { name: says.kit.tableMenu }),
    shown: (page) => page.getByRole('menu'),
  },
  {
    what: 'the views of a list',
    path: 'unassigned',
    open: (page) => page.getByRole('button', { name: says.views.views }),
    shown: (page) => page.getByRole('menu'),
  },
  {
    what: 'picked rows',
    path: 'unassigned',
    open: (page) => page.getByRole('row').getByRole('checkbox').nth(1),
    shown: (page) => page.getByRole('button', { name: says.kit.clearPicked }),
  },
  {
    what: 'the choices of a target',
    path: 'transfers/new?filter=pasted',
    open: (page) => page.getByRole('combobox', { name: says.transfers.target }),
    shown: (page) => page.getByRole('option').first(),
  },
]

describe('what opens over a page', () => {
  test.for(layers)('$what', async ({ what, path, open, shown }) => {
    const { page } = aurelie
    if (!page.url().endsWith(path)) await page.goto(`${own}/${path}`)
    await open(page).click()
    await sees(shown(page))
    expect(await inspectBoth(page, what)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('a form at fault, a question before what is hard to take back, and what is said of an act', async () => {
    const { page } = aurelie
    await page.goto('/kit')
    const found: Findings = []
    for (const name of ['A form at fault', 'Confirm what is hard to take back']) {
      await page.getByRole('button', { name }).click()
      const dialog = page.getByRole('dialog')
      await sees(dialog)
      found.push(...(await inspect(page, name, { within: '[role=dialog]' })))
      await page.keyboard.press('Escape')
      await seesNoLonger(dialog)
    }
    await page.getByRole('button', { name: 'Undoable', exact: true }).click()
    const toast = page.locator('.mantine-Notification-root')
    await sees(toast)
    found.push(...(await inspect(page, 'toast', { within: '.mantine-Notification-root' })))
    expect(found, found.join('\n')).toEqual([])
  })
})

test('a field that is not filled in as it must be says so in the language of the page, and no longer than it is so', async () => {
  const { page } = await journey.visitor('Gerda', { locale: 'de-DE' })
  await page.goto('/password-reset')
  const field = page.getByLabel(german.session.mail)
  const remark = () => field.evaluate((input: HTMLInputElement) => input.validationMessage)
  const send = page.getByRole('button', { name: german.account.reset.ask })
  await send.click()
  expect(await remark()).toBe(german.kit.fields.missing)
  await field.fill('gerda')
  expect(await remark()).toBe(german.kit.fields.mail)
  await send.click()
  expect(await remark()).toBe(german.kit.fields.mail)
  await field.fill('gerda@nowhere.example')
  await send.click()
  await sees(page.getByText(german.account.reset.askedTitle))
})
