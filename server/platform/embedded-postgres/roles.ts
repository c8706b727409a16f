import { Client, escapeIdentifier } from 'pg'
import { type Credentials, scramVerifier } from './credentials.ts'

/**
 * Makes what is missing of Steward's two roles and its database; needs the superuser's URL. Safe to repeat and to be killed at any
 * point: `create database` cannot be part of a transaction, so each step looks for itself whether it is done.
 */
export async function makeRolesAndDatabase(options: { url: string; database: string; credentials: Credentials }): Promise<void> {
  const { url, database, credentials } = options
  const client = new Client({ connectionString: url })
  // Without a listener, a server that stops now would end the process; the query itself fails, which is enough.
  client.on('error', () => {})
  await client.connect()
  try {
    const found = await client.query<{ owner: boolean; app: boolean; database: boolean; walled: boolean }>(
      `select exists (select from pg_roles where rolname = 'steward_owner') as owner,
              exists (select from pg_roles where rolname = 'steward_app') as app,
              exists (select from pg_database where datname = $1) as database,
              not exists (select from pg_database where datname in ($1, 'postgres', 'template1')
                            and has_database_privilege('public', oid, 'connect')) as walled`,
      [database],
    )
    const state = found.rows[0]
    if (!state?.owner) await client.query(`create role steward_owner login createrole password '${scramVerifier(credentials.owner)}'`)
    if (!state?.app) await client.query(`create role steward_app login noinherit password '${scramVerifier(credentials.app)}'`)
    const name = escapeIdentifier(database)
    if (!state?.database) await client.query(`create database ${name} owner steward_owner`)
    if (!state?.database || !state.walled) {
      // By default every role may connect to every database and make temporary tables there.
      await client.query(`begin;
        revoke all on database ${name}, postgres, template1 from public;
        grant connect on database ${name} to steward_app;
        commit`)
    }
  } finally {
    await client.end()
  }
}
