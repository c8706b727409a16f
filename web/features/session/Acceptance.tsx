import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BodyInputOf, languages } from '../../../contract/endpoint.ts'
import { acceptInvitation } from '../../../contract/session.ts'
import { timeZoneHere } from '../../app/formats.ts'
import { oneOf } from '../../app/listing.ts'
import { keepSession } from '../../app/session.ts'
import { call } from '../../call.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { ButtonLink } from '../../kit/Links.tsx'
import type { Invitation } from './InvitationPage.tsx'
import { NewPassword } from './NewPassword.tsx'
import { OutsideForm } from './Outside.tsx'

type Props = { token: string; invitation: Invitation }

/** Accepting signs in, and leads to the organisation. */
function useAcceptance(token: string) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof acceptInvitation>) => call(acceptInvitation, { params: { token }, body }),
    onSuccess: async (session) => {
      keepSession(queries, session)
      await navigate({ to: '/', replace: true })
    },
  })
}

export function AcceptAsNew({ token, invitation }: Props) {
  const { t, i18n } = useTranslation()
  const act = useAcceptance(token)
  const { draft, field } = useDraft({ name: invitation.name, password: '' })
  return (
    <OutsideForm
      act={act}
      onSend={() => act.mutate({ ...draft, language: oneOf(languages, i18n.language), timeZone: timeZoneHere() })}
      action={t('session.invitation.accept')}
    >
      <TextInput label={t('session.name')} required autoComplete="name" error={faultAt(act.error, 'name')} {...field('name')} />
      <TextInput label={t('session.mail')} value={invitation.mail} readOnly variant="filled" autoComplete="username" />
      <NewPassword label={t('session.newPassword')} error={faultAt(act.error, 'password')} {...field('password')} />
    </OutsideForm>
  )
}

const asNew = 'new'

/** As who is signed in; a customer's administrator chooses for which organisation (R-C1). */
export function AcceptAsOneself({ token, invitation }: Props) {
  const { t } = useTranslation()
  const act = useAcceptance(token)
  const [choice, setChoice] = useState(asNew)
  const choosing = invitation.kind === 'customer' && invitation.administers.length > 0
  return (
    <OutsideForm
      act={act}
      onSend={() => act.mutate(choosing && choice !== asNew ? { organisationId: choice } : {})}
      action={t('session.invitation.accept')}
    >
      {choosing ? (
        <Radio.Group label={t('session.invitation.as')} value={choice} onChange={setChoice}>
          <Stack gap="xs" mt="xs">
            <Radio value={asNew} label={t('session.invitation.asNew', { organisation: invitation.organisation })} />
            {invitation.administers.map(({ organisationId, name }) => (
              <Radio key={organisationId} value={organisationId} label={t('session.invitation.asExisting', { organisation: name })} />
            ))}
          </Stack>
        </Radio.Group>
      ) : (
        <Text>{t('session.invitation.asYou')}</Text>
      )}
    </OutsideForm>
  )
}

/** The mail has an account: back to this page once it is used. */
export function SignInFirst({ text }: { text: string }) {
  const { t } = useTranslation()
  const href = useLocation({ select: (location) => location.href })
  return (
    <Stack gap="md" align="flex-start">
      <Text>{text}</Text>
      <ButtonLink to="/sign-in" search={{ return: href }}>
        {t('session.signIn')}
      </ButtonLink>
    </Stack>
  )
}
