import { TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, type ReplyOf } from '../../../contract/endpoint.ts'
import { confirmRegistration, getRegistration, register } from '../../../contract/registrations.ts'
import { oneOf } from '../../app/listing.ts'
import { findSession } from '../../app/session.ts'
import { call } from '../../call.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Facts, Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { AnswerLink } from './AnswerLink.tsx'
import { OutsideForm, OutsidePage } from './Outside.tsx'

/** Somebody of a partner registers by location ID (R-A8). */
export function RegisterPage() {
  const { t, i18n } = useTranslation()
  const { draft, field } = useDraft({ name: '', mail: '', locationId: '' })
  const act = useMutation({ mutationFn: () => call(register, { body: { ...draft, language: oneOf(languages, i18n.language) } }) })
  return (
    <OutsidePage title={t('account.registration.title')} lead={t('account.registration.lead')}>
      {act.isSuccess ? (
        <Empty title={t('account.registration.sentTitle')}>{t('account.registration.sent', { mail: draft.mail })}</Empty>
      ) : (
        <Panel>
          <OutsideForm
            act={act}
            onSend={() => act.mutate()}
            action={t('account.registration.send')}
            more={<TextLink to="/sign-in">{t('account.toSignIn')}</TextLink>}
          >
            <TextInput label={t('session.name')} required autoComplete="name" error={faultAt(act.error, 'name')} {...field('name')} />
            <TextInput
              label={t('session.mail')}
              type="email"
              required
              autoComplete="email"
              error={faultAt(act.error, 'mail')}
              {...field('mail')}
            />
            <TextInput
              label={t('account.registration.locationId')}
              description={t('account.registration.locationHint')}
              required
              autoComplete="off"
              error={faultAt(act.error, 'locationId')}
              {...field('locationId')}
            />
          </OutsideForm>
        </Panel>
      )}
    </OutsidePage>
  )
}

type Registration = ReplyOf<typeof getRegistration>

function Confirmation({ token, registration, done }: { token: string; registration: Registration; done: () => void }) {
  const { t } = useTranslation()
  const { mail } = registration
  return (
    <AnswerLink
      link={registration}
      send={(body) => call(confirmRegistration, { params: { token }, body })}
      done={done}
      action={t('account.registration.confirm')}
      signInFirst={t('account.registration.signInFirst', { mail })}
      otherPerson={(you) => t('account.registration.otherPerson', { mail, you })}
    />
  )
}

/** Behind the mailed link: the address is confirmed; then an administrator of the partner admits. */
export function ConfirmRegistrationPage() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [confirmed, setConfirmed] = useState(false)
  const { token } = useParams({ from: '/registration/$token' })
  const found = useQuery({
    queryKey: ['person', getRegistration.name, token],
    queryFn: async () => {
      await findSession(queries).catch(() => undefined)
      return call(getRegistration, { params: { token } })
    },
    enabled: !confirmed,
    retry: false,
  })
  return (
    <OutsidePage title={t('account.registration.confirmTitle')}>
      {confirmed ? (
        <Empty title={t('account.registration.waitingTitle')} action={<ButtonLink to="/">{t('account.secondFactor.begin')}</ButtonLink>}>
          {t('account.registration.waiting')}
        </Empty>
      ) : (
        <Reading of={found}>
          {(registration) => (
            <Panel>
              <Facts
                facts={[
                  [t('session.name'), registration.name],
                  [t('account.registration.locationId'), registration.locationId],
                ]}
              />
              <Confirmation token={token} registration={registration} done={() => setConfirmed(true)} />
            </Panel>
          )}
        </Reading>
      )}
    </OutsidePage>
  )
}
