import { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import { announcement } from '../../contract/hub-settings.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Settings } from './rules.ts'

type Row = {
  name: string | null
  help_mail: string | null
  help_link: string | null
  language: Language | null
  announcement: unknown
  revision: number
}

const kept = announcement.extend({ id: z.uuid() }).nullable()

/** As the database has them now, for a scope of `operator` or `system`; `current.ts` has what this process knows. */
export async function findSettings(scope: Scope): Promise<Settings> {
  const row = await scope.one<Row>(sql`select name, help_mail, help_link, language, announcement, revision from door.settings()`)
  const { name, language, revision } = row
  return { name, help: { mail: row.help_mail, link: row.help_link }, language, announcement: kept.parse(row.announcement), revision }
}

/** False where they were changed since they were read. */
export async function writeSettings(scope: Scope, { name, help, language, announcement: said, revision }: Settings): Promise<boolean> {
  const what = { name, help_mail: help.mail, help_link: help.link, language, announcement: said }
  const { written } = await scope.one<{ written: boolean }>(
    sql`select door.change_settings(${JSON.stringify(what)}::jsonb, ${revision}) as written`,
  )
  return written
}
