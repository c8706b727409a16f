import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { signOut } from '../../../contract/session.ts'
import type { Membership } from '../../app/session.ts'
import { call } from '../../call.ts'
import { ButtonLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'

/** In the place of an organisation's pages while its rules for signing in keep this session out; leads to what is missing. */
export function Barrier({ membership: { organisationId, organisationName: organisation, barrier } }: { membership: Membership }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const href = useLocation({ select: (location) => location.href })
  const signInAgain = async () => {
    await call(signOut, {}).catch(() => undefined)
    queries.clear()
    await navigate({ to: '/sign-in', search: { return: href } })
  }
  if (barrier === 'session.too_old') {
    return (
      <Page title={t('account.barrier.tooOldTitle')} lead={t('account.barrier.tooOld', { organisation })}>
        <Button onClick={() => void signInAgain()}>{t('account.barrier.signInAgain')}</Button>
      </Page>
    )
  }
  return (
    <Page title={t('account.barrier.secondFactorTitle', { organisation })} lead={t('account.barrier.secondFactor')}>
      <ButtonLink to="/o/$organisationId/account" params={{ organisationId }}>
        {t('account.barrier.setUp')}
      </ButtonLink>
    </Page>
  )
}
