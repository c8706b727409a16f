const uniqueViolation = '23505'

/** Whether a statement was refused because one of these unique constraints has the value already. */
export function isTaken(error: unknown, ...constraints: readonly string[]): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === uniqueViolation &&
    'constraint' in error &&
    constraints.includes(String(error.constraint))
  )
}
