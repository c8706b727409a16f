/** Why the embedded PostgreSQL cannot run, in words for the person who starts Steward: no stack is needed to act on it. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

/** What to do instead, where the embedded server is not possible. */
export const useAnotherServer = 'Set DATABASE_URL and DATABASE_OWNER_URL to use a PostgreSQL server of your own.'

/** The system's own code of a failure (`ENOENT`), or '' where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
