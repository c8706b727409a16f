/** Tells one person, or the members of an organisation that hold a role that is declared for the kind, in the act's own transaction; open pages hear of it after the commit. */
export { type Notice, notifyMembers, notifyOrganisations, notifyPeople, notifyPerson, tellOfNotifications } from './notify.ts'
