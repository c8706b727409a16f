import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../contract/endpoint.ts'
import { confirmRegistration, getRegistration, register } from '../../../contract/registrations.ts'
import { oneOf } from '../../app/listing.ts'
import { call } from '../../call.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Facts, Panel } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { ConfirmLink } from './ConfirmLink.tsx'
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

/** Behind the mailed link: the address is confirmed; then an administrator of the partner admits. */
export function ConfirmRegistrationPage() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/registration/$token' })
  return (
    <ConfirmLink
      title={t('account.registration.confirmTitle')}
      name={getRegistration.name}
      token={token}
      read={() => call(getRegistration, { params: { token } })}
      send={(body) => call(confirmRegistration, { params: { token }, body })}
      about={({ locationId }) => <Facts facts={[[t('account.registration.locationId'), locationId]]} />}
      otherPerson={({ mail }, you) => t('account.registration.otherPerson', { mail, you })}
      waitingTitle={t('account.registration.waitingTitle')}
      waiting={t('account.registration.waiting')}
      again={<TextLink to="/register">{t('account.register')}</TextLink>}
    />
  )
}
