/** Hashes a password, slowly; and makes a person with it, in a system scope. For the first operator and the demonstration data. */
export { hashPassword } from './hash-password.ts'
/** An invitation's link, and the hash of its token, both made from its id: whoever writes an invitation stores the hash, whoever mails it makes the link. */
export { invitationHash, invitationLink } from './invitation-link.ts'
export { createPerson, type DemonstrationSignIn, keepDemonstrationSignIns } from './queries.ts'
/** Whether a time zone is one by name. */
export { isTimeZone } from './rules.ts'
