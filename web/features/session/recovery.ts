import type { QueryClient } from '@tanstack/react-query'

export const usedKey = ['person', 'recovery code used'] as const

/** A code of an app has six digits; whatever else opened a session was a recovery code. */
export function isOfApp(code: string): boolean {
  return /^\d{6}$/.test(code.replaceAll(/[^\da-z]/gi, ''))
}

/** Somebody has just signed in by a recovery code. */
export function keepRecoveryCodeUsed(queries: QueryClient): void {
  queries.setQueryData(usedKey, true)
}
