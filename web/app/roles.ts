import { useTranslation } from 'react-i18next'
import { type Role, rolesByKind } from '../../contract/permissions.ts'

const known: ReadonlySet<string> = new Set(Object.values(rolesByKind).flat())

function isRole(name: string): name is Role {
  return known.has(name)
}

/** Roles in the reader's words: "Global administrator, Viewer". */
export function useRoleNames(): (roles: readonly string[]) => string {
  const { t } = useTranslation()
  return (roles) => roles.map((role) => (isRole(role) ? t(`roles.${role}`) : role === 'operator' ? t('shell.operator') : role)).join(', ')
}
