/** Somebody answers the link of a mail, as themselves or as a new person. */
export { answerLink } from './answer-link.ts'
/** Hashes a password, slowly; and makes a person with it, in a system scope. For the first operator and the demonstration data. */
export { hashPassword } from './hash-password.ts'
/** Tries are counted before a link is mailed to whatever address a stranger names; and whether a time zone is one by name. */
export { goOn } from './prove.ts'
export { countAttempt, createPerson, type DemonstrationSignIn, keepDemonstrationSignIns, listDemonstrationSignIns } from './queries.ts'
export { attemptsAtLink, isTimeZone } from './rules.ts'
/** Whether whoever acts has a second factor in force: asked before an organisation requires one of everybody. */
export { hasSecondFactor } from './second-factor.ts'
/** The operator's, and the command line's: takes away one that somebody has lost. */
export { takeSecondFactor } from './take-second-factor.ts'
