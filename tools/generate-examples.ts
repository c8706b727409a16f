// npm run examples: writes contract/examples.json, an example of every operation, from a demonstration hub of its own. It goes through the hub
// as the demonstration's people (tools/examples/*-story.ts) and says which operation no story tells of.
import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listLocations } from '../contract/dealings.ts'
import { endpoints } from '../contract/endpoints.ts'
import { problems } from '../contract/problems.ts'
import { startHub } from '../journeys/hub.ts'
import { personLink } from '../server/platform/access/link.ts'
import { makeSecrets } from '../server/platform/secrets.ts'
import { openTruth } from '../server/testing/crash/server.ts'
import { makeTestFolder } from '../server/testing/embedded.ts'
import { tellOfDealings } from './examples/dealings-story.ts'
import { tellOfDevices } from './examples/devices-story.ts'
import { findExampleFaults } from './examples/faults.ts'
import { tellOfOperator } from './examples/operator-story.ts'
import { tellOfPeople } from './examples/people-story.ts'
import { settle, storyBegins } from './examples/settle.ts'
import type { Recording } from './examples/teller.ts'
import { openWorld, people } from './examples/world.ts'

const path = 'contract/examples.json'
const millisecondsOfDay = 86_400_000

const began = new Date()
const days = new Map<string, string>()
/** A day so far from today; the examples show it so far from the day on which their story begins. */
function day(fromToday: number): string {
  const [real = '', shown = ''] = [began, storyBegins].map((from) =>
    new Date(from.getTime() + fromToday * millisecondsOfDay).toISOString().slice(0, 10),
  )
  days.set(real, shown)
  return real
}

/** Mail to this address is refused, as by a mail server, until the answer is called. */
async function fullMailbox(folder: string, mail: string): Promise<() => Promise<void>> {
  const truth = openTruth(folder)
  await truth.query(`create function hub.example_full() returns trigger language plpgsql as $$ begin
    if new.to_address = '${mail}' then raise exception 'the mailbox is full'; end if; return new; end $$`)
  await truth.query('create trigger example_full before insert on hub.mailbox_message for each row execute function hub.example_full()')
  return async () => {
    await truth.query('drop trigger example_full on hub.mailbox_message')
    await truth.end()
  }
}

async function record(): Promise<{ recording: Recording; url: string }> {
  const recording: Recording = { examples: [], problems: new Map() }
  const folder = await makeTestFolder()
  const secretKey = randomBytes(32).toString('base64url')
  const hub = await startHub({ DATA_DIR: join(folder, 'data'), SECRET_KEY: secretKey })
  try {
    const world = openWorld(hub.url, recording, day)
    const maker = { secrets: makeSecrets(secretKey), publicUrl: hub.url }
    const { items } = await (await world.as(people.partner)).ask(listLocations, {})
    await tellOfPeople(world, items[0]?.locationId ?? '', (person) => personLink(maker, 'unsubscribe', person).split('/').at(-1) ?? '')
    await tellOfDealings(world)
    await tellOfDevices(world)
    await tellOfOperator(world, (mail) => fullMailbox(folder, mail))
    return { recording, url: hub.url }
  } finally {
    await hub.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const { recording, url } = await record()
const examples = settle(recording, endpoints, { url, began, days })
await writeFile(path, `${JSON.stringify(examples, null, 1)}\n`)
const without = Object.keys(problems).filter((code) => !(code in examples.problems))
console.log(
  `${path}: ${recording.examples.length} calls; ${Object.keys(examples.problems).length} problems shown, without: ${without.join(' ')}`,
)
const faults = findExampleFaults(examples, endpoints)
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
