import { useTranslation } from 'react-i18next'
import { useActingFor, useMay } from '../../app/session.ts'
import { PlusIcon } from '../../kit/icons.tsx'
import { ButtonLink } from '../../kit/Links.tsx'

/** The way to register devices in a tenant; for those who may. */
export function RegisterButton({ tenant }: { tenant: string }) {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  if (!useMay()('device.register')) return null
  return (
    <ButtonLink
      to="/o/$organisationId/devices/register"
      params={{ organisationId }}
      search={{ source: tenant }}
      variant="default"
      leftSection={<PlusIcon />}
    >
      {t('registrations.register')}
    </ButtonLink>
  )
}
