import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getSecondFactor } from '../../../contract/accounts.ts'
import { useRead } from '../../app/reading.ts'
import { TextLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { usedKey } from './recovery.ts'

function Left({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const factor = useRead(getSecondFactor, {}).data
  if (!factor?.inForceSince) return null
  return (
    <Notice tone="warn" title={t('account.secondFactor.used')} onClose={onClose}>
      {t('account.secondFactor.left', { count: factor.recoveryCodesLeft })}{' '}
      <TextLink to="/account">{t('account.secondFactor.makeNew')}</TextLink>
    </Notice>
  )
}

/** Above every page once somebody has come in by a recovery code, until they put it away: how many are left, and the way to new ones. */
export function RecoveryCodeUsed() {
  const queries = useQueryClient()
  const used = useQuery({ queryKey: usedKey, queryFn: () => false, enabled: false, gcTime: Number.POSITIVE_INFINITY }).data
  return <div role="status">{used ? <Left onClose={() => queries.setQueryData(usedKey, false)} /> : null}</div>
}
