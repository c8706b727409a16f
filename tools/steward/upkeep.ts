// Commands about the hub as a whole: its database, its health, its work.
import { z } from 'zod'
import { jobStates } from '../../contract/operator.ts'
import { describeConfig } from '../../server/platform/config.ts'
import type { Scope } from '../../server/platform/database/database.ts'
import { ProblemError } from '../../server/platform/problems.ts'
import { Misunderstood, type Options, Refused, type Told } from './command.ts'
import { asSystem, loginOf, owner, withHub } from './place.ts'

export async function bringUp(): Promise<Told> {
  const { migrate } = await import('../../database/migrate.ts')
  return withHub({ make: true }, async ({ ownerUrl, appUrl }) => {
    const migrated = await migrate({ ownerUrl: owner(ownerUrl), login: loginOf(appUrl) })
    const { applied } = migrated
    return { text: applied.length === 0 ? 'The database is at this version.' : `Applied: ${applied.join(', ')}`, json: migrated }
  })
}

export async function check(): Promise<Told> {
  const { default: pg } = await import('pg')
  const { checkAll } = await import('../../database/check/all.ts')
  return withHub({ make: false }, async ({ ownerUrl, running }) => {
    const client = new pg.Client({ connectionString: owner(ownerUrl) })
    await client.connect()
    try {
      const { findings, head } = await checkAll(client, { running })
      const lines = findings.map(({ check: of, rule, what, count, examples }) =>
        [`${of} (${rule}): ${what} ${count} found:`, ...examples.map((example) => `  ${example}`)].join('\n'),
      )
      const chain = head ? `The audit log is sealed up to seal ${head.number}, ${head.hash}.` : 'Nothing in the audit log is sealed yet.'
      const verdict = findings.length === 0 ? 'Everything is as it must be.' : 'Not everything is as it must be.'
      return {
        text: [...lines, chain, verdict].join('\n'),
        json: { well: findings.length === 0, findings, head },
        well: findings.length === 0,
      }
    } finally {
      await client.end()
    }
  })
}

export async function health(): Promise<Told> {
  const { showHealth } = await import('../../server/operator/index.ts')
  const found = await asSystem(showHealth)
  const { audit, database, devices, mail, organisations } = found
  const queues = found.jobs.map(
    ({ name, waiting, running, repeating, failed }) =>
      `  ${name}: ${waiting} waiting, ${running} running, ${repeating} repeated, ${failed} given up`,
  )
  const lines = [
    `PostgreSQL ${database.version}, ${database.migrations} migrations`,
    `Audit log: last sealed ${audit.sealedAt ?? 'never'}, oldest unsealed event ${audit.unsealedSeconds ?? 0} s old`,
    `Background work: ${queues.length === 0 ? 'nothing is open' : ''}`.trimEnd(),
    ...queues,
    `Mail: ${mail.waiting} waiting, ${mail.failing} failing`,
    `${Object.entries(organisations)
      .map(([kind, n]) => `${kind}s: ${n}`)
      .join(', ')}, devices: about ${devices}`,
  ]
  return { text: lines.join('\n'), json: found }
}

const mostJobs = 200

export async function jobs({ state }: Options): Promise<Told> {
  const asked = z.enum(jobStates).optional().safeParse(state)
  if (!asked.success) throw new Misunderstood(`A state is one of ${jobStates.join(', ')}.`)
  const { listOpen } = await import('../../server/operator/index.ts')
  const { items } = await asSystem((scope) => listOpen(scope, { limit: mostJobs, state: asked.data ?? null }))
  const lines = items.map(({ id, name, state: now, tries, fault }) => `${id}  ${name}  ${now}, ${tries} tries${fault ? `: ${fault}` : ''}`)
  return { text: lines.join('\n') || (asked.data ? `No work is ${asked.data}.` : 'All work is done.'), json: items }
}

export async function retry({ id, failed }: Options): Promise<Told> {
  if (failed) return retryGivenUp()
  if (!z.uuid().safeParse(id).success)
    throw new Misunderstood('Which job? --id as `steward jobs` shows it, or --failed for all that were given up.')
  const { retryOpen } = await import('../../server/operator/index.ts')
  const job = await asSystem((scope) => retryOpen(scope, id ?? '')).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
    throw new Refused(error.code === 'jobs.not_waiting' ? 'It runs, or waits for its first try anyway.' : `There is no open job ${id}.`)
  })
  return { text: `${job.name} is tried again now.`, json: job }
}

/** All at once or none; each leaves the list as it is retried, so the first page is the next one. */
async function retryGivenUp(): Promise<Told> {
  const { listOpen, retryOpen } = await import('../../server/operator/index.ts')
  const retried = await asSystem(async (scope: Scope) => {
    const done: Awaited<ReturnType<typeof retryOpen>>[] = []
    for (;;) {
      const { items } = await listOpen(scope, { limit: mostJobs, state: 'failed' })
      for (const { id } of items) {
        const job = await retryOpen(scope, id).catch((error: unknown) => {
          // Somebody else was quicker.
          if (error instanceof ProblemError) return null
          throw error
        })
        if (job) done.push(job)
      }
      if (items.length === 0) return done
    }
  })
  const counts = new Map<string, number>()
  for (const { name } of retried) counts.set(name, (counts.get(name) ?? 0) + 1)
  const lines = [...counts].map(([name, n]) => `${name}: ${n}`)
  return { text: retried.length === 0 ? 'No work was given up.' : ['Tried again now:', ...lines].join('\n'), json: retried }
}

export async function configuration(): Promise<Told> {
  return { text: configurationTable(), json: describeConfig() }
}

function configurationTable(): string {
  const rows = describeConfig().filter(({ name }) => name !== 'STEWARD_TEST')
  return [
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows.map(({ name, fallback, about }) => `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${about} |`),
  ].join('\n')
}
