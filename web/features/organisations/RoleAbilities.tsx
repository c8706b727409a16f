import { useTranslation } from 'react-i18next'
import { rolesByKind } from '../../../contract/permissions.ts'
import { useMembership } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { CheckIcon } from '../../kit/icons.tsx'
import { abilitiesOf, rolesAmong } from './abilities.ts'
import classes from './organisations.module.css'

/** What somebody with these roles may do, all together. */
export function Abilities({ roles }: { roles: readonly string[] }) {
  const { t } = useTranslation()
  const kind = useMembership()?.kind ?? 'partner'
  return (
    <ul className={classes.abilities}>
      {abilitiesOf(rolesAmong(roles, kind), kind).map((ability) => (
        <li key={ability}>
          <CheckIcon size={13} />
          {t(`members.abilities.${ability}`)}
        </li>
      ))}
    </ul>
  )
}

/** Each role that this kind of organisation gives, with all that it may do. */
export function RolesExplained({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const kind = useMembership()?.kind ?? 'partner'
  return (
    <Dialog wide title={t('members.explain')} onClose={onClose}>
      <div className={classes.roles}>
        {rolesByKind[kind].map((role) => (
          <section key={role} aria-label={t(`roles.${role}`)}>
            <h3 className={classes.role}>{t(`roles.${role}`)}</h3>
            <Quiet>{t(`roleTexts.${role}`)}</Quiet>
            <Abilities roles={[role]} />
          </section>
        ))}
      </div>
    </Dialog>
  )
}
