import { ProblemError } from '../problems.ts'

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
])

/** The database being away is a problem that a client can wait for; everything else stays what it is. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ProblemError) return error
  const code = 'code' in error ? String(error.code) : ''
  const gone =
    away.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed/.test(
      error.message,
    )
  return gone ? Object.assign(new ProblemError('http.database_away', { retryAfterSeconds: 2 }), { cause: error }) : error
}
