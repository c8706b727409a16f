import { isTaken } from '../database/taken.ts'
import type { Bound } from './bind.ts'

const tries = 3

/**
 * Public ids are random and short enough to be read aloud: now and then a new one is taken already. Does the whole call again in a new
 * transaction, with new ids, where one of these unique constraints refused it.
 */
export function againWhenTaken(constraints: readonly string[], bound: Bound): Bound {
  return {
    endpoint: bound.endpoint,
    async handle(database, call) {
      for (let tried = 1; ; tried += 1) {
        try {
          return await bound.handle(database, call)
        } catch (error) {
          if (tried === tries || !isTaken(error, ...constraints)) throw error
        }
      }
    },
  }
}
