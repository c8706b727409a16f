import { type ProblemCode, problems } from '../../contract/problems.ts'

export type FieldFault = { path: string; code: string; detail?: string }
export type ProblemDetails = {
  permission?: string
  fields?: FieldFault[]
  retryAfterSeconds?: number
  /** Values for the words of the problem: `{{name}}`. */
  values?: Record<string, string | number>
}

/** The one error that use cases throw to refuse: its code has a status, a rule and words in three languages. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly details: ProblemDetails
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code)
    this.name = 'ProblemError'
    this.code = code
    this.details = details
  }
}

/** What is out of reach and what is absent: one answer (R-A2). */
export function notFound(): ProblemError {
  return new ProblemError('http.not_found')
}

/** A door's answer is the code of a problem where it refuses. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

/** What to throw where a door refuses. */
export function refusal(outcome: string): Error {
  return isProblemCode(outcome) ? new ProblemError(outcome) : new Error(`a door's answer that nobody knows: ${outcome}`)
}
