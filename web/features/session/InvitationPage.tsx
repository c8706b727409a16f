import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { getInvitation } from '../../../contract/session.ts'
import { useFormats } from '../../app/formats.ts'
import { useRoleNames } from '../../app/roles.ts'
import { findSession, useSession } from '../../app/session.ts'
import { call } from '../../call.ts'
import { Facts, Panel } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { AcceptAsNew, AcceptAsOneself, SignInFirst } from './Acceptance.tsx'
import { OutsidePage } from './Outside.tsx'

export type Invitation = ReplyOf<typeof getInvitation>

/** Which of the three ways to accept is open: a new account, sign in first, or as who is signed in. */
function Ways({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation()
  const session = useSession().data
  if (session && session.person.mail.toLowerCase() !== invitation.mail.toLowerCase()) {
    return (
      <>
        <Text mb="md">{t('session.invitation.otherPerson', { mail: invitation.mail, you: session.person.mail })}</Text>
        <SignInFirst text={t('session.invitation.signInFirst', { mail: invitation.mail })} />
      </>
    )
  }
  if (session) return <AcceptAsOneself token={token} invitation={invitation} />
  if (invitation.accountExists) return <SignInFirst text={t('session.invitation.signInFirst', { mail: invitation.mail })} />
  return <AcceptAsNew token={token} invitation={invitation} />
}

export function InvitationPage() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const formats = useFormats()
  const roleNames = useRoleNames()
  const { token } = useParams({ from: '/invitation/$token' })
  const invitation = useQuery({
    queryKey: ['person', getInvitation.name, token],
    queryFn: async () => {
      await findSession(queries).catch(() => undefined)
      return call(getInvitation, { params: { token } })
    },
  })
  return (
    <OutsidePage title={t('session.invitation.title')}>
      <Reading of={invitation} skeleton="text">
        {(found) => (
          <>
            <Panel>
              <Text mb="md">
                {found.kind === 'customer'
                  ? t('session.invitation.customer', { from: found.from, organisation: found.organisation })
                  : t('session.invitation.member', { organisation: found.organisation })}
              </Text>
              <Facts
                facts={[
                  [t('session.name'), found.name],
                  [t('session.mail'), found.mail],
                  [t('session.roles'), roleNames(found.roles)],
                  [t('session.invitation.until'), formats.date(found.expiresAt)],
                ]}
              />
            </Panel>
            <Panel>
              <Ways token={token} invitation={found} />
            </Panel>
          </>
        )}
      </Reading>
    </OutsidePage>
  )
}
