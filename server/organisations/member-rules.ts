import { lastAdministrator, type OrganisationKind, type Role, rolesByKind } from '../../contract/permissions.ts'

/** The roles asked for, each once, where all of them are given by this kind of organisation; null where one is not. */
export function rolesOfKind(kind: OrganisationKind, asked: readonly string[]): Role[] | null {
  const given: readonly Role[] = rolesByKind[kind]
  const roles = given.filter((role) => asked.includes(role))
  return asked.every((role) => given.some((known) => known === role)) ? roles : null
}

/** R-A5: whether an organisation would be left without its administrator. `administrators` are its active members who are one now. */
export function losesLastAdministrator(
  kind: OrganisationKind,
  change: { administrators: readonly string[]; member: string; roles: readonly string[] },
): boolean {
  const { administrators, member, roles } = change
  if (roles.includes(lastAdministrator[kind])) return false
  return administrators.length > 0 && administrators.every((id) => id === member)
}
