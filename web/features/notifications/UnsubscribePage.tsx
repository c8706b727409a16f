import { Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { endDigestSubscription, getDigestSubscription } from '../../../contract/notifications.ts'
import { call } from '../../call.ts'
import { ButtonLink } from '../../kit/Links.tsx'
import { Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { OutsideForm, OutsidePage } from '../session/Outside.tsx'

function Ending({ token, mail, subscribed }: { token: string; mail: string; subscribed: boolean }) {
  const { t } = useTranslation()
  const act = useMutation({ mutationFn: () => call(endDigestSubscription, { params: { token } }) })
  if (act.isSuccess || !subscribed) {
    const choose = <ButtonLink to="/account/notifications">{t('notifications.digest.choose')}</ButtonLink>
    return (
      <Empty title={t('notifications.digest.endedTitle')} action={choose}>
        {t('notifications.digest.ended', { mail })}
      </Empty>
    )
  }
  return (
    <Panel>
      <OutsideForm act={act} onSend={() => act.mutate()} action={t('notifications.digest.end')}>
        <Text>{t('notifications.digest.ask', { mail })}</Text>
      </OutsideForm>
    </Panel>
  )
}

/** Behind a digest's link, signed in or not. Opening it changes nothing: mail scanners open links too. */
export function UnsubscribePage() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/unsubscribe/$token' })
  const subscription = useQuery({
    queryKey: ['person', getDigestSubscription.name, token],
    queryFn: () => call(getDigestSubscription, { params: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <OutsidePage title={t('notifications.digest.title')}>
      <Reading of={subscription} skeleton="text">
        {(found) => <Ending token={token} {...found} />}
      </Reading>
    </OutsidePage>
  )
}
