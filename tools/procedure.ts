// npm run procedure: what docs/procedures.md holds. Goes through the two documented procedures in a real browser, on a demonstration hub of
// its own, and prints per step the clicks and the seconds. A click is a click, a key, or one value pasted or typed.
import type { Locator } from 'playwright-core'
import { launchBrowser, openVisitor, sees, serialsOf, signIn, type Visitor } from '../journeys/browser.ts'
import { buildPages, startHub } from '../journeys/hub.ts'
import { fill, says } from '../journeys/words.ts'

const customer = 'Bergmann Maschinenbau'
const devices = 3

/** `there`: the clicks of the documented procedure, counted from its description, with benefit of the doubt. */
type Step = { step: string; here: string; there: string; act?(hand: Hand): Promise<void> }
type Hand = {
  click(what: Locator): Promise<void>
  enter(what: Locator, text: string): Promise<void>
  file(what: Locator, text: string): Promise<void>
}

/** Goes through the steps; answers a table in Markdown. `inFile`: clicks in a spreadsheet, which are the same in both. */
async function measure(steps: readonly Step[], inFile = 0): Promise<string> {
  const rows: string[] = []
  let [clicks, all, seconds] = [0, 0, 0]
  const count = () => {
    clicks += 1
  }
  const hand: Hand = {
    click: (what) => what.click().then(count),
    enter: (what, text) => what.fill(text).then(count),
    file: (what, text) => what.setInputFiles({ name: 'devices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }).then(count),
  }
  for (const { step, here, there, act } of steps) {
    clicks = 0
    const began = performance.now()
    await act?.(hand)
    const took = act ? (performance.now() - began) / 1000 : 0
    all += clicks
    seconds += took
    rows.push(`| ${step} | ${here} | ${there} | ${act ? clicks : '–'} | ${act ? took.toFixed(1) : '–'} |`)
  }
  const head =
    '| Step of the documented procedure | In Steward | Clicks there | Clicks in Steward | Seconds in Steward |\n|---|---|--:|--:|--:|'
  const there = steps.reduce((sum, step) => sum + Number.parseInt(step.there, 10), 0)
  return [head, ...rows, `| All together | | ${there} | ${all + inFile} | ${seconds.toFixed(1)} |`].join('\n')
}

const placeIn = ({ page }: Visitor, name: string) =>
  page.getByRole('navigation', { name: says.shell.main }).getByRole('link', { name, exact: true })
const move = fill(says.transfers.confirm.move_other, { formatted: devices })

/** The steps from a finished preview on, which both ways share. */
function ending({ page }: Visitor): Step[] {
  return [
    {
      step: 'Be certain that the customer has the devices',
      here: 'Tick it, beside the preview of every row',
      there: '0 (a note; nothing is shown before)',
      act: (hand) => hand.click(page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) })),
    },
    {
      step: 'Carry it out, wait for the end',
      here: '*Transfer 3 devices*',
      there: '0 (the upload did)',
      async act(hand) {
        await hand.click(page.getByRole('button', { name: move }))
        await sees(page.getByText(says.transfers.states.done, { exact: true }))
      },
    },
    {
      step: 'Fetch the summary',
      here: '*Summary (.csv)* on the same page (after leaving it: the bell, and the entry in it)',
      there: '2 (bell, download)',
      async act(hand) {
        const ended = page.waitForEvent('download')
        await hand.click(page.getByRole('link', { name: says.transfers.download }))
        await ended
      },
    },
    {
      step: 'Reverse a mistake',
      here: '*Undo*, confirm',
      there: '18 (all of it again, towards the source)',
      async act(hand) {
        await hand.click(page.getByRole('button', { name: says.transfers.undo, exact: true }))
        const dialog = page.getByRole('dialog', { name: says.transfers.undoTitle })
        await hand.click(dialog.getByRole('button', { name: fill(says.transfers.undoAction_other, { formatted: devices }) }))
        await sees(page.getByText(says.transfers.states.undone, { exact: true }))
      },
    },
  ]
}

function openUnassigned(agent: Visitor): Step {
  return {
    step: 'Open the list in which the devices are',
    here: '*Unassigned devices*',
    there: '1',
    async act(hand) {
      await hand.click(placeIn(agent, says.shell.places.unassigned))
      await serialsOf(agent, devices)
    },
  }
}

function picked(agent: Visitor): Step[] {
  const { page } = agent
  const nameOf = (serial: string) => fill(says.kit.select, { name: serial })
  return [
    { step: 'Look up the customer’s ID', here: 'Not needed', there: '4 (customers, customer, settings, copy)', act: async () => undefined },
    openUnassigned(agent),
    {
      step: 'Name three devices',
      here: 'Tick each',
      there: '9 (sample file, open it, serial number and ID for each, save)',
      async act(hand) {
        for (const serial of await serialsOf(agent, devices)) await hand.click(page.getByRole('checkbox', { name: nameOf(serial) }))
      },
    },
    {
      step: 'Hand them over',
      here: '*Transfer*, the customer by name, *Preview*',
      there: '4 (transfer, upload, the file, upload)',
      async act(hand) {
        await hand.click(page.getByRole('button', { name: says.transfers.transfer, exact: true }).last())
        await hand.click(page.getByRole('combobox', { name: says.transfers.target }))
        await hand.click(page.getByRole('option', { name: new RegExp(`^${customer}`) }))
        await hand.click(page.getByRole('button', { name: says.transfers.preview, exact: true }))
        await sees(page.getByRole('button', { name: move }))
      },
    },
    ...ending(agent),
  ]
}

function byFile(agent: Visitor): Step[] {
  const { page } = agent
  let target = ''
  return [
    {
      step: 'Look up the customer’s ID',
      here: '*My customers*, copy beside the name',
      there: '4 (customers, customer, settings, copy)',
      async act(hand) {
        await hand.click(placeIn(agent, says.shell.places.customers))
        await hand.click(page.getByRole('button', { name: fill(says.customers.copyIdOf, { name: customer }) }))
        target = await page.evaluate(() => navigator.clipboard.readText())
      },
    },
    openUnassigned(agent),
    { step: 'Fill in the file', here: 'The same two columns: 9 as well, not driven here', there: '9 (in a spreadsheet)' },
    {
      step: 'Hand it over',
      here: '*Transfer*, the file; the preview comes by itself',
      there: '4 (transfer, upload, the file, upload)',
      async act(hand) {
        const rows = (await serialsOf(agent, devices)).map((serial) => `${serial},${target}`)
        await hand.click(page.getByRole('button', { name: says.transfers.transfer, exact: true }).last())
        await hand.file(page.getByLabel(says.transfers.file.drop), rows.join('\n'))
        await sees(page.getByRole('button', { name: move }))
      },
    },
    ...ending(agent),
  ]
}

function holding(agent: Visitor): Step[] {
  const { page } = agent
  return [
    { step: 'Get a holding tenant', here: 'It comes with the vendor’s accreditation', there: '0' },
    { step: 'Get the devices that were resold into it', here: 'They come with the distributor’s report', there: '0' },
    openUnassigned(agent),
    {
      step: 'Find out about a device that is missing',
      here: 'Search it; administrators see under *Feeds* which reports have come',
      there: '3 at least (a support case with the list), and a wait',
      async act(hand) {
        await hand.enter(page.getByLabel(says.devices.search), '5CD0400XYZ')
        await sees(page.getByText(fill(says.devices.noHit.title, { q: '5CD0400XYZ' })))
      },
    },
    { step: 'Turn off notices to the users of a customer’s devices', here: 'Steward sends none', there: '5' },
    { step: 'Move devices to a customer', here: 'The tables above', there: '0 (the tables above)' },
  ]
}

await buildPages()
const hub = await startHub()
const browser = await launchBrowser()
try {
  const agent = await openVisitor(browser, hub.url, 'Anton')
  await signIn(agent, 'anton@alpenblick.example')
  console.log(`## Transferring devices, picked in the list\n\n${await measure(picked(agent))}\n`)
  console.log(`## Transferring devices by a file\n\n${await measure(byFile(agent), 9)}\n`)
  console.log(`## The holding tenant\n\n${await measure(holding(agent))}`)
} finally {
  await browser.close()
  await hub.stop()
}
