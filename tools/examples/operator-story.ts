// What whoever runs the hub sees of it and does to it.
import { updateCustomerSettings } from '../../contract/customers.ts'
import { changeHubSettings, getHub, getHubSettings } from '../../contract/hub-settings.ts'
import * as operator from '../../contract/operator.ts'
import { inviteMember } from '../../contract/organisations.ts'
import * as support from '../../contract/support-sessions.ts'
import { people, until, type World } from './world.ts'

/** `fullMailbox` makes the mailbox of an address refuse what it gets; answers the act that ends it. */
export async function tellOfOperator(world: World, fullMailbox: (mail: string) => Promise<() => Promise<void>>): Promise<void> {
  const [otto, greta] = [await world.as(people.operator), await world.as(people.partner)]
  const mail = 'full@alpenblick.example'
  const empty = await fullMailbox(mail)
  await greta.ask(inviteMember, { body: { name: 'Falk Voll', mail, roles: ['viewer'] } })
  const repeating = await until('a job that is repeated', async () => {
    const { items } = await otto.ask(operator.listHubJobs, { query: { state: 'repeating' } })
    return items.find(({ fault, nextAt }) => fault !== null && nextAt !== null)
  })
  await otto.tell(operator.listHubJobs, { query: { state: 'repeating' } })
  await otto.tell(operator.getHubHealth, {})
  await empty()
  await otto.tell(operator.retryHubJob, { params: { id: repeating.id } })
  await otto.tell(operator.listHubAudit, { query: { kind: 'job' } })
  await tellOfSettings(world)
  await tellOfSupport(world)
}

async function tellOfSettings({ as, nobody, day }: World): Promise<void> {
  const otto = await as(people.operator)
  const { revision } = await otto.tell(getHubSettings, {})
  const texts = { en: 'The hub is updated on Saturday from 8 pm on.', de: 'Am Samstag ab 20 Uhr wird der Hub aktualisiert.', fr: null }
  const announcement = { texts, level: 'info' as const, until: `${day(5)}T00:00:00.000Z` }
  await otto.tell(changeHubSettings, {
    body: { name: 'Alpine Partner Hub', help: { mail: 'help@hub.example', link: 'https://help.hub.example' }, announcement },
    ifMatch: revision,
  })
  await otto.refused('hub.announcement_times', changeHubSettings, {
    body: { announcement: { ...announcement, from: `${day(6)}T00:00:00.000Z` } },
  })
  await until('the announcement', async () => (await nobody.ask(getHub, {})).announcement)
  await nobody.tell(getHub, {})
}

async function tellOfSupport({ as, organisationOf }: World): Promise<void> {
  const [otto, clara] = [await as(people.operator), await as(people.customer)]
  const customerId = await organisationOf(clara)
  const reason = 'You told us that devices are missing from your list: we look at what it shows.'
  const { id } = await otto.tell(support.openSupportSession, {
    body: { customerId, kind: 'read-only', reason, minutes: 30 },
    idempotencyKey: 'support-bergmann',
  })
  const params = { id }
  await otto.tell(support.getSupportSession, { params })
  const writing = { params: { id: customerId }, body: { collection: true } }
  await otto.refused('support_sessions.read_only', updateCustomerSettings, writing, { 'x-steward-support-session': id })
  await clara.tell(support.listSupportSessions, { query: { open: 'true' } })
  await clara.tell(support.endSupportSession, { params })
}
