import type { ZodError } from 'zod'
import { type Language, lineText, type Problem, proseText } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { problems } from '../../../contract/problems.ts'
import { FileRefused } from '../files/text.ts'
import { type FieldFault, ProblemError } from '../problems.ts'
import { say, sayIfKnown } from '../words.ts'

/** The reply to a refusal, in the reader's language (RFC 9457). */
export function presentProblem(error: ProblemError, language: Language, correlationId: string): Problem {
  const { code, details } = error
  const { status, rule } = problems[code] as { status: number; rule?: string }
  const values = {
    seconds: details.retryAfterSeconds ?? 0,
    megabytes: limits.uploadMegabytes,
    stall: limits.uploadStallSeconds,
    permission: details.permission ?? '',
    ...details.values,
  }
  return {
    type: `https://steward.example/problems/${code}`,
    title: say(language, `problems/${code}/title`, values),
    status,
    code,
    detail: say(language, `problems/${code}/detail`, values),
    rule,
    permission: details.permission,
    fields: details.fields?.map((field) => ({
      path: field.path,
      code: field.code,
      detail:
        field.detail ??
        sayIfKnown(language, `fields/${field.code}`, { field: field.path, least: limits.passwordCharacters.least }) ??
        field.code,
    })),
    correlationId,
  }
}

/** What a shape did not accept, field by field. */
export function invalid(error: ZodError): ProblemError {
  return new ProblemError('http.invalid', { fields: error.issues.flatMap(meant).slice(0, 50).map(fieldFault) })
}

type Issue = ZodError['issues'][number]

/** Of several shapes the one with the least to mend is what was meant. */
function meant(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const [nearest] = issue.errors.toSorted((one, other) => one.length - other.length)
  return nearest?.length ? nearest.flatMap(meant).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue]
}

function fieldFault(issue: Issue): FieldFault {
  const path = issue.path.map(String).join('.')
  const raw = issue as {
    code: string
    input?: unknown
    format?: string
    expected?: string
    minimum?: number
    pattern?: string
    keys?: string[]
  }
  if (raw.code === 'invalid_type') return { path, code: raw.input === undefined ? 'required' : 'invalid' }
  if (raw.code === 'too_small') return { path, code: path === 'password' ? 'password_too_short' : 'too_small' }
  if (raw.code === 'too_big') return { path, code: 'too_big' }
  if (raw.pattern === String(lineText) || raw.pattern === String(proseText)) return { path, code: 'characters' }
  if (raw.code === 'invalid_format') return { path, code: raw.format === 'email' ? 'mail' : raw.format === 'date' ? 'date' : 'invalid' }
  if (raw.code === 'invalid_value') return { path, code: 'choice' }
  if (raw.code === 'unrecognized_keys') return { path: [path, ...(raw.keys ?? []).slice(0, 1)].filter(Boolean).join('.'), code: 'unknown' }
  return { path, code: 'invalid' }
}

type FastifyFault = { statusCode?: number; code?: string; message: string }

/** Every error as a problem; what nobody foresaw is `http.fault` and belongs in the log. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof FileRefused) return new ProblemError(error.code, { values: error.details })
  const fault = error as FastifyFault
  // A made-up cursor or id that no column can hold: PostgreSQL says so before any row is looked at.
  if (typeof fault.code === 'string' && ['22P02', '22007', '22008', '22021', '22P05', '22003'].includes(fault.code))
    return new ProblemError('http.malformed')
  if (fault.statusCode === 413) return new ProblemError('http.too_large')
  if (fault.statusCode === 415) return new ProblemError('http.unsupported_media')
  if (fault.statusCode === 429) return new ProblemError('http.too_many_requests', { retryAfterSeconds: 10 })
  // Parts that are broken or end too early: the reader's errors have no code.
  if (fault.statusCode === undefined && /multipart/i.test(String(fault.message))) return new ProblemError('http.malformed')
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500) return new ProblemError('http.malformed')
  return Object.assign(new ProblemError('http.fault'), { cause: error })
}
