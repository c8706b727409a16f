import { Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { askPasswordReset, completePasswordReset, getPasswordReset } from '../../../contract/accounts.ts'
import { call } from '../../call.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { NewPassword } from './NewPassword.tsx'
import { OutsideForm, OutsidePage } from './Outside.tsx'

/** Asking for a link; the page says the same whether or not the address has an account (R-A2). */
export function AskPasswordResetPage() {
  const { t } = useTranslation()
  const { draft, field } = useDraft({ mail: '' })
  const act = useMutation({ mutationFn: () => call(askPasswordReset, { body: draft }) })
  return (
    <OutsidePage title={t('account.reset.title')} lead={t('account.reset.askLead')}>
      {act.isSuccess ? (
        <Empty title={t('account.reset.askedTitle')} action={<ButtonLink to="/sign-in">{t('account.toSignIn')}</ButtonLink>}>
          {t('account.reset.asked', { mail: draft.mail })}
        </Empty>
      ) : (
        <Panel>
          <OutsideForm
            act={act}
            onSend={() => act.mutate()}
            action={t('account.reset.ask')}
            more={<TextLink to="/sign-in">{t('account.toSignIn')}</TextLink>}
          >
            <TextInput
              label={t('session.mail')}
              type="email"
              autoComplete="username"
              required
              error={faultAt(act.error, 'mail')}
              {...field('mail')}
            />
          </OutsideForm>
        </Panel>
      )}
    </OutsidePage>
  )
}

function SetPassword({ token, mail }: { token: string; mail: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { draft, field } = useDraft({ password: '' })
  const act = useMutation({
    mutationFn: () => call(completePasswordReset, { params: { token }, body: draft }),
    // A session that this browser had has ended too.
    onSuccess: () => queries.removeQueries({ predicate: ({ queryKey: [, name] }) => name !== getPasswordReset.name }),
  })
  if (act.isSuccess) {
    return (
      <Empty title={t('account.reset.doneTitle')} action={<ButtonLink to="/sign-in">{t('session.signIn')}</ButtonLink>}>
        {t('account.reset.done')}
      </Empty>
    )
  }
  return (
    <Panel>
      <OutsideForm act={act} onSend={() => act.mutate()} action={t('account.reset.set')}>
        <Text>{t('account.reset.lead', { mail })}</Text>
        <input type="hidden" autoComplete="username" value={mail} readOnly />
        <NewPassword label={t('account.newPassword')} error={faultAt(act.error, 'password')} {...field('password')} />
      </OutsideForm>
    </Panel>
  )
}

/** Behind the mailed link: the new password. */
export function PasswordResetPage() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/password-reset/$token' })
  const reset = useQuery({
    queryKey: ['person', getPasswordReset.name, token],
    queryFn: () => call(getPasswordReset, { params: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <OutsidePage title={t('account.reset.title')}>
      <Reading of={reset} skeleton="text">
        {({ mail }) => <SetPassword token={token} mail={mail} />}
      </Reading>
      {reset.isError ? (
        <Text mt="md">
          <TextLink to="/password-reset">{t('account.forgot')}</TextLink>
        </Text>
      ) : null}
    </OutsidePage>
  )
}
