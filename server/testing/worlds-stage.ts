import { type Client, client, type TestHub } from './hub.ts'
import type { World } from './model/world.ts'

// Where the acts of random lives happen (worlds-steps.ts, worlds-moves.ts).

/** An act, and two numbers that chance has given: of what, and to what. */
export type Step = { act: Act; of: number; to: number }
export type Act = (typeof acts)[number]
export const acts = [
  'disable',
  'enable',
  'end',
  'accept',
  'roles',
  'remove',
  'accredit',
  'withdraw',
  'move',
  'mended',
  'move',
  'mended',
  'back',
] as const

export type Stage = { test: TestHub; world: World; tokens: ReadonlyMap<string, string>; today: string }

/** The administrator that the world was given for an organisation. */
export function administratorOf({ test, world, tokens }: Stage, organisation: string): Client {
  const person = world.memberships.findLast((one) => one.organisation === organisation && one.status === 'active')?.person ?? ''
  return client(test.app, person, organisation, tokens.get(person) ?? '')
}

/** One of them, by a number that chance has given; nothing where there are none. */
export function pick<T>(from: readonly T[], n: number): T | undefined {
  return from[n % from.length]
}

/** A refusal is the hub's to give; that it answers at all is not. */
export function refused(status: number, text: string): null {
  if (status >= 500 || status === 400 || text.includes('"http.invalid"')) throw new Error(`${status} ${text}`)
  return null
}
