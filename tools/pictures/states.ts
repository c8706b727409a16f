import type { Page, Route } from 'playwright-core'
import { openPlace, sees, serialsOf, type Visitor } from '../../journeys/browser.ts'
import { type Kind, ownPath, settled } from '../../journeys/places.ts'
import { fill, says } from '../../journeys/words.ts'
import type { Words } from '../../web/words/index.ts'

// The states that no address leads to, as pages show them: empty, loading, failed, refused, a dialog, picked rows, a transfer's way.

/** `show` brings the page into the state, with the pages speaking as `said`. What it intercepts is let go after the pictures. */
export type State = { name: string; show(page: Page, said: Words): Promise<void> }

const customer = 'Bergmann Maschinenbau'

/** What a list reads, where it is not called like its place. */
const readings: Readonly<Record<string, string>> = { unassigned: 'devices' }

/** A list whose reading is answered by `answer`. */
function answered(name: string, path: string, answer: (route: Route) => Promise<void> | void, seen: State['show']): State {
  const place = path.split('/').at(-1) ?? ''
  return {
    name,
    async show(page, said) {
      await page.route(new RegExp(`/api/v1/${readings[place] ?? place}(\\?|$)`), answer)
      await page.goto(path)
      await seen(page, said)
    },
  }
}

/** Lists that one searches. */
const sought = ['devices', 'unassigned', 'customers']

const silence = () => undefined
const fault = (route: Route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: faultBody })
const faultBody = JSON.stringify({ type: 'about:blank', code: 'internal', title: 'Internal error', status: 500, correlationId: '0' })

/** A page that is opened, and then something on it. */
function after(name: string, path: string, act: (page: Page, said: Words) => Promise<void>): State {
  return {
    name,
    async show(page, said) {
      await page.goto(path)
      await settled(page, said)
      await act(page, said)
    },
  }
}

const nothing = async (): Promise<void> => undefined

/** States of the list of a place that any organisation has. */
function listStates(kind: Kind, own: string, place: string): State[] {
  const path = `${own}/${place}`
  return [
    answered(`${kind}-${place}-loading`, path, silence, (page, said) => sees(page.getByRole('status', { name: said.kit.loading }))),
    answered(`${kind}-${place}-failed`, path, fault, (page, said) => sees(page.getByText(said.kit.failed.fault.title))),
    ...(sought.includes(place) ? [after(`${kind}-${place}-no-hit`, `${path}?q=0000000000`, nothing)] : []),
  ]
}

/** A transfer that waits for its confirmation, with the faults that real files have; where it stands. */
async function preview(agent: Visitor): Promise<string> {
  const { page } = agent
  await openPlace(agent, says.shell.places.customers)
  await page.getByRole('button', { name: fill(says.customers.copyIdOf, { name: customer }) }).click()
  const target = await page.evaluate(() => navigator.clipboard.readText())
  await openPlace(agent, says.shell.places.unassigned)
  const [first = '', ...others] = await serialsOf(agent, 4)
  const rows = [first, '5CD0400XYZ', ...others, first, '1.23E+10'].map((serial) => `${serial},${target}`)
  await page.getByRole('button', { name: says.transfers.transfer, exact: true }).click()
  const file = { name: 'bergmann.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
  await page.getByLabel(says.transfers.file.drop).setInputFiles(file)
  await page.waitForURL(/\/transfers\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

/** The transfer in the middle of its run: its answers say so. A run of the demonstration is over before a picture of it is. */
function running(path: string): State {
  const id = path.split('/').at(-1) ?? ''
  return {
    name: 'transfer-running',
    async show(page, said) {
      await page.route(new RegExp(`/api/v1/transfers/${id}$`), async (route) => {
        const answer = await route.fetch()
        const transfer: { sources: Record<string, unknown>[] } = await answer.json()
        const now = {
          sources: transfer.sources.map((source) => ({ ...source, devices: 11_994 })),
          state: 'running',
          rows: 12_000,
          progress: 7_400,
          outcomes: { moved: 7_397, bad_row: 3 },
          can: { confirm: false, undo: false },
        }
        await route.fulfill({ response: answer, json: { ...transfer, ...now } })
      })
      await page.goto(path)
      await sees(page.getByText(said.transfers.mayLeave))
    },
  }
}

async function partnerStates(agent: Visitor, own: string): Promise<State[]> {
  const path = await preview(agent)
  return [
    ...listStates('partner', own, 'unassigned'),
    ...listStates('partner', own, 'customers'),
    ...listStates('partner', own, 'transfers'),
    after('partner-absent', `${own}/devices/00000000-0000-7000-8000-000000000000`, nothing),
    after('partner-customers-adding', `${own}/customers`, async (page, said) => {
      await page.getByRole('button', { name: said.customers.add, exact: true }).first().click()
      await sees(page.getByRole('dialog'))
    }),
    after('partner-customers-refused', `${own}/customers`, async (page, said) => {
      await page.getByRole('button', { name: said.customers.add, exact: true }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: said.customers.addAndInvite }).click()
      await sees(dialog.locator('input:user-invalid'))
    }),
    after('partner-unassigned-picked', `${own}/unassigned`, async (page) => {
      const boxes = page.locator('main tbody').getByRole('checkbox')
      for (const at of [0, 1, 2]) await boxes.nth(at).check()
    }),
    after('partner-palette', `${own}/home`, async (page) => {
      await page.keyboard.press('Control+k')
      await sees(page.getByRole('dialog'))
      await page.keyboard.type('Berg')
      await sees(page.getByRole('dialog').getByText(customer))
    }),
    after('partner-bell', `${own}/home`, async (page, said) => {
      await page.getByRole('banner').getByRole('button', { name: said.notifications.bell }).click()
      await sees(page.getByRole('dialog'))
    }),
    after('transfer-preview', path, (page, said) => sees(page.getByText(said.transfers.willMove))),
    running(path),
  ]
}

/** Everything that somebody of this kind can meet besides pages; for a partner a transfer is prepared, in English. */
export async function statesOf(visitor: Visitor, kind: Kind): Promise<State[]> {
  const own = ownPath(visitor.page)
  if (kind === 'partner') return partnerStates(visitor, own)
  if (kind === 'customer') return listStates(kind, own, 'devices')
  if (kind === 'provider') return listStates(kind, own, 'feeds')
  if (kind === 'vendor') return listStates(kind, own, 'accreditations')
  return [
    after('operator-organisations-creating', '/operator/organisations', async (page, said) => {
      await page.getByRole('button', { name: said.organisations.create, exact: true }).click()
      await sees(page.getByRole('dialog'))
    }),
  ]
}

/** What somebody who is not signed in can meet. */
export const statesOfNobody: readonly State[] = [
  {
    name: 'nobody-sign-in-refused',
    async show(page, said) {
      await page.goto('/sign-in')
      await page.getByLabel(said.session.mail).fill('anton@alpenblick.example')
      await page.getByRole('textbox', { name: said.session.password }).fill('not this one')
      await page.getByRole('button', { name: said.session.signIn, exact: true }).click()
      await sees(page.getByRole('alert'))
    },
  },
]
