/** The one clock of the program. Tests set it; SQL has its own seam in `hub.now()`. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** Waits, and stops waiting when told. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
  })
}
