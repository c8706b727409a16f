/** The only place where the pages read the clock: the browser's, which may be wrong. Milliseconds. */
export function now(): number {
  return Date.now()
}
