/** Over by an act, or by time: whether or not that was written down yet. */
export function isOver(session: { ends_at: Date; ended_at: Date | null }, now: Date): boolean {
  return session.ended_at !== null || session.ends_at <= now
}
