/** Hashes a password, slowly; and makes a person with it, in a system scope. For the first operator and the demonstration data. */
export { hashPassword } from './hash-password.ts'
export { createPerson, type DemonstrationSignIn, keepDemonstrationSignIns } from './queries.ts'
/** Whether a time zone is one by name. */
export { isTimeZone } from './rules.ts'
/** Whether whoever acts has a second factor in force: asked before an organisation requires one of everybody. */
export { hasSecondFactor } from './second-factor.ts'
