// Which page stands below which. Pure: Trail.tsx shows it as the crumbs above a page, and as its way back.

/** The pages that list devices of a tenant, or of all: from each of them one goes on to the same pages. */
const deviceLists = ['/devices', '/unassigned', '/own', '/customers/$customerId'] as const

/** By their paths within an organisation. The first is where a page stands by itself; the others from where one may have come to it. */
const below = {
  '/customers/$customerId': ['/customers'],
  '/customers/$customerId/settings': ['/customers/$customerId'],
  '/devices/$deviceId': deviceLists,
  '/devices/register': deviceLists,
  '/removed': deviceLists,
  '/registrations/$registrationId': ['/devices/register'],
  '/transfers/new': ['/transfers', ...deviceLists],
  '/transfers/$transferId': ['/transfers'],
  '/feeds/health': ['/feeds'],
  '/feeds/$feedId': ['/feeds', '/feeds/health'],
  '/activity/$eventId': ['/activity'],
  '/account/notifications': ['/account'],
} as const

export type Above = (typeof below)[keyof typeof below][number]

/** A page: its path, with what is filled in there, and what its address says beside. */
export type Spot<Path extends string = string> = {
  readonly path: Path
  readonly params: Readonly<Record<string, string>>
  readonly search: object
}

function over(path: string): readonly Above[] {
  return Object.entries(below).find(([one]) => one === path)?.[1] ?? []
}

/** Every page that may be somewhere above this one. */
function allOver(path: string): readonly Above[] {
  return over(path).flatMap((up) => [up, ...allOver(up)])
}

/** What of this a path of an organisation takes. */
function filledIn(path: string, params: Spot['params']): Spot['params'] {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name === 'organisationId' || path.includes(`$${name}`)))
}

/** Of one thing each: where both name it, it is the same. */
function fits(one: Spot, other: Spot): boolean {
  return Object.entries(one.params).every(([name, value]) => (other.params[name] ?? value) === value)
}

export function isSamePage(one: Spot, other: Spot): boolean {
  return one.path === other.path && fits(one, other) && fits(other, one)
}

/** One goes from a page to another: what of the pages that one came down through is above that too, each as one left it. */
export function cameDown(through: readonly Spot[], from: Spot, to: Spot): readonly Spot[] {
  const above: readonly string[] = allOver(to.path)
  return [...through, from].filter((spot) => above.includes(spot.path) && fits(spot, to))
}

/**
 * What is above a page, the farthest first: through which one came down to it; else, opened by its address, `home` where somebody knows where it
 * belongs, or where such pages stand by themselves.
 */
export function trailOf(here: Spot, through: readonly Spot[], home?: Spot<Above>): readonly Spot<Above>[] {
  const [usual] = over(here.path)
  if (usual === undefined) return []
  const came = through.findLast((spot): spot is Spot<Above> => over(here.path).some((up) => up === spot.path) && fits(spot, here))
  const up = came ?? home ?? { path: usual, params: filledIn(usual, here.params), search: {} }
  return [...trailOf(up, through), up]
}
