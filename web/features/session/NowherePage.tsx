import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { signOut } from '../../../contract/session.ts'
import { call } from '../../call.ts'
import { Empty } from '../../kit/States.tsx'
import { OutsidePage } from './Outside.tsx'

/** Somebody signed in who is a member of no organisation any more. */
export function NowherePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = async () => {
    await call(signOut, {}).catch(() => undefined)
    queries.clear()
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <OutsidePage title={t('session.nowhere.title')}>
      <Empty title={t('session.nowhere.heading')} action={<Button onClick={() => void leave()}>{t('shell.signOut')}</Button>}>
        {t('session.nowhere.text')}
      </Empty>
    </OutsidePage>
  )
}
