import type { Permission } from '../../contract/permissions.ts'

export type RelationshipState = 'requested' | 'accepted' | 'disabled' | 'ended'
/** What one of the two ends wants of a relationship; the door decides again, under the row's lock. */
export type Wanted = 'accept' | 'end' | 'disable' | 'enable'

/** As the audit log names it. */
export const participles = { accept: 'accepted', end: 'ended', disable: 'disabled', enable: 'enabled' } as const satisfies Record<
  Wanted,
  string
>
export type Participle = (typeof participles)[Wanted] | 'requested'

type Ends = { kind: 'manages' | 'supplies'; state: RelationshipState; mine: string | undefined; to: string; disabledBy: string | null }

/** What the member may do with a relationship now: permission and state (R-C2: who switched access off switches it on again). */
export function whatMayBeDone(
  may: (permission: Permission) => boolean,
  { kind, state, mine, to, disabledBy }: Ends,
): Record<Wanted, boolean> {
  const maySwitch = may('relationship.disable')
  return {
    // A customer accepts by the link of its invitation (R-C1).
    accept: kind === 'supplies' && state === 'requested' && to === mine && may('relationship.accept'),
    end: state !== 'ended' && may('relationship.end'),
    disable: state === 'accepted' && maySwitch,
    enable: state === 'disabled' && disabledBy === mine && maySwitch,
  }
}

/** The last day may not be before the first. */
export function datesAreInOrder(validFrom: string, validUntil: string | null): boolean {
  return validUntil === null || validUntil >= validFrom
}
