/** Tells one person, or the members of an organisation who hold a role; kept in the act's transaction, live after its commit (R-N1). */
export { notifyMembers, notifyPerson } from './tell.ts'
