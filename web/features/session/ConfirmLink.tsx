import { Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findSession } from '../../app/session.ts'
import { ButtonLink } from '../../kit/Links.tsx'
import { Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { AnswerLink } from './AnswerLink.tsx'
import { OutsidePage } from './Outside.tsx'

type Link = Parameters<typeof AnswerLink>[0]['link']
type Props<Found extends Link> = {
  title: string
  /** What the link is about is read under this key. */
  name: string
  token: string
  read: () => Promise<Found>
  send: Parameters<typeof AnswerLink>[0]['send']
  /** What it is about, above the form. */
  about: (found: Found) => ReactNode
  otherPerson: (found: Found, you: string) => string
  /** Said once the address is confirmed, and somebody else is to decide. */
  waitingTitle: string
  waiting: string
  /** Where one begins again, when the link is over. */
  again: ReactNode
}

/** Behind a mailed link: the address is confirmed, by whoever holds an account or by a new person; then others decide. */
export function ConfirmLink<Found extends Link>({
  title,
  name,
  token,
  read,
  send,
  about,
  otherPerson,
  waitingTitle,
  waiting,
  again,
}: Props<Found>) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [confirmed, setConfirmed] = useState(false)
  const found = useQuery({
    queryKey: ['person', name, token],
    queryFn: async () => {
      await findSession(queries).catch(() => undefined)
      return read()
    },
    enabled: !confirmed,
    retry: false,
  })
  return (
    <OutsidePage title={title}>
      {confirmed ? (
        <Empty title={waitingTitle} action={<ButtonLink to="/">{t('account.secondFactor.begin')}</ButtonLink>}>
          {waiting}
        </Empty>
      ) : (
        <Reading of={found} skeleton="text">
          {(link) => (
            <Panel>
              <Stack gap="md">
                {about(link)}
                <AnswerLink
                  link={link}
                  send={send}
                  done={() => setConfirmed(true)}
                  action={t('account.registration.confirm')}
                  signInFirst={t('account.registration.signInFirst', { mail: link.mail })}
                  otherPerson={(you) => otherPerson(link, you)}
                />
              </Stack>
            </Panel>
          )}
        </Reading>
      )}
      {found.isError ? again : null}
    </OutsidePage>
  )
}
