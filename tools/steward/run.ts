// What is typed on the command line, and what comes of it.
import { parseArgs } from 'node:util'
import { EmbeddedPostgresError } from '../../server/platform/embedded-postgres/error.ts'
import { type Command, codeOf, Misunderstood, optionNames, Refused } from './command.ts'

const usage = `npm run steward -- <command> [--json]

  migrate                                  brings the database to this version
  check                                    looks whether everything in the database is as it must be
  health                                   database, audit log, background work, mail, sizes
  jobs [--state STATE]                     background work that is not done, newest first (at most 200)
  job retry --id ID | --failed             tries now what is repeated later or was given up, or all that was given up
  operator create --mail MAIL --name NAME  makes somebody who runs this hub; asks for the password, or reads it from standard input
  second-factor end --mail MAIL --reason TEXT
                                           takes away a second factor that somebody has lost; they are told by mail
  organisations [--kind KIND] [--search TEXT]
  organisation create --kind vendor|provider|partner --name NAME --country DE --admin-name NAME --admin-mail MAIL
                                           makes an organisation and invites its first administrator
  administrator invite --organisation ID --name NAME --mail MAIL
                                           into a vendor, provider or partner whose administrator has left
  support-sessions [--open]                who was or is inside which customer, until when and why, newest first
  support-session end --id ID              in force with the next request
  applications [--state open|decided]      of companies that want to become partners, the newest first
  application show --id ID
  application approve --id ID --kinds KIND,KIND [--from DAY] [--until DAY]
  application refuse --id ID --reason TEXT the applicant reads the reason
  accreditations
  accreditation give --vendor ID (--location LOCATION-ID | --organisation ID) --kind KIND [--from DAY] [--until DAY]
  accreditation change --id ID --until DAY|none
  quota set --partner PARTNER --devices N|none
                                           how many devices a partner may have (its name, location ID or id); it is told
                                           when that is near, nothing is refused
  settings                                 name, help, language and announcement of the hub
  settings set [--name NAME] [--help-mail MAIL] [--help-link URL] [--language en|fr|de], each or none
  announcement set [--en TEXT] [--fr TEXT] [--de TEXT] [--level info|warning] [--from TIME] [--until TIME]
                                           above every page and on the sign-in page
  announcement end
  configuration                            prints the environment variables as a table

Uses DATABASE_OWNER_URL and DATABASE_URL, or the embedded PostgreSQL of DATA_DIR, whose hub must be stopped meanwhile.
Organisations, applications, accreditations and settings need SECRET_KEY too where DATABASE_URL is given.
Exit codes: 0 well, 1 not well, 2 not understood.
`

// A command loads what it needs and no more.
const desk = () => import('./desk.ts')
const people = () => import('./people.ts')
const settings = () => import('./settings.ts')
const upkeep = () => import('./upkeep.ts')

const commands: Record<string, () => Promise<Command>> = {
  migrate: async () => (await upkeep()).bringUp,
  check: async () => (await upkeep()).check,
  health: async () => (await upkeep()).health,
  jobs: async () => (await upkeep()).jobs,
  'job retry': async () => (await upkeep()).retry,
  configuration: async () => (await upkeep()).configuration,
  'operator create': async () => (await people()).createOperator,
  'second-factor end': async () => (await people()).endSecondFactor,
  'quota set': async () => (await people()).setQuota,
  organisations: async () => (await desk()).organisations,
  'organisation create': async () => (await desk()).create,
  'administrator invite': async () => (await desk()).invite,
  'support-sessions': async () => (await desk()).supportSessions,
  'support-session end': async () => (await desk()).endSession,
  applications: async () => (await desk()).applications,
  'application show': async () => (await desk()).show,
  'application approve': async () => (await desk()).approve,
  'application refuse': async () => (await desk()).refuse,
  accreditations: async () => (await desk()).accreditations,
  'accreditation give': async () => (await desk()).give,
  'accreditation change': async () => (await desk()).change,
  settings: async () => (await settings()).show,
  'settings set': async () => (await settings()).set,
  'announcement set': async () => (await settings()).announce,
  'announcement end': async () => (await settings()).endAnnouncement,
}

/** Where a command says something: for whoever goes on with it, and for whoever reads along. */
export type Said = { out: (text: string) => void; err: (text: string) => void }

/** Runs what was typed; answers the exit code. */
export async function run(words: string[], said: Said): Promise<number> {
  try {
    return await carryOut(words, said)
  } catch (error) {
    const misunderstood = error instanceof Misunderstood || codeOf(error)?.startsWith('ERR_PARSE_ARGS') === true
    const mendable = misunderstood || error instanceof Refused || error instanceof EmbeddedPostgresError
    const message = error instanceof Error ? (mendable ? error.message : (error.stack ?? error.message)) : String(error)
    said.err(`${message}\n`)
    return misunderstood ? 2 : 1
  }
}

async function carryOut(words: string[], { out, err }: Said): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      failed: { type: 'boolean', default: false },
      open: { type: 'boolean', default: false },
      ...Object.fromEntries(optionNames.map((name) => [name, { type: 'string' as const }])),
    },
  })
  const load = commands[positionals.join(' ')]
  if (!load || values.help) {
    if (!values.help && positionals.length > 0) err(`There is no command "${positionals.join(' ')}".\n\n`)
    err(usage)
    return values.help ? 0 : 2
  }
  const command = await load()
  const { text, json, well = true } = await command(values)
  out(`${values.json ? JSON.stringify(json, null, 2) : text}\n`)
  return well ? 0 : 1
}
