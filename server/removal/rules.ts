type Undoing = { acting: string | null; removedFor: string; tenantOf: string; inTime: boolean; isUndone: boolean }

/** Once, in time, by whoever removed or the organisation whose tenant it is; what a customer gave up no partner brings back. */
export function mayBeUndone({ acting, removedFor, tenantOf, inTime, isUndone }: Undoing): boolean {
  return inTime && !isUndone && (acting === removedFor || acting === tenantOf)
}
