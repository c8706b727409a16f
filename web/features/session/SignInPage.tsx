import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyInputOf } from '../../../contract/endpoint.ts'
import { signIn } from '../../../contract/session.ts'
import { keepSession } from '../../app/session.ts'
import { type CallProblem, call } from '../../call.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { speak } from '../../words/index.ts'
import { Demonstration } from './Demonstration.tsx'
import { Outside } from './Outside.tsx'
import classes from './outside.module.css'

type Entry = BodyInputOf<typeof signIn>

/** Signing in; afterwards back to where one was going. */
function useSignIn(refused: (problem: CallProblem, entry: Entry) => void) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { return: back } = useSearch({ from: '/sign-in' })
  return useMutation({
    mutationFn: (body: Entry) => call(signIn, { body }),
    onError: refused,
    onSuccess: async (session) => {
      keepSession(queries, session)
      await speak(session.person.language)
      await navigate({ href: back ?? '/', replace: true })
    },
  })
}

type Act = ReturnType<typeof useSignIn>

function PasswordStep({ act, entry }: { act: Act; entry: ReturnType<typeof useDraft<{ mail: string; password: string }>> }) {
  const { t } = useTranslation()
  const { draft, field } = entry
  return (
    <form onSubmit={submitted(() => act.mutate(draft))}>
      <Stack gap="md">
        <TextInput
          label={t('session.mail')}
          type="email"
          name="mail"
          autoComplete="username"
          required
          error={faultAt(act.error, 'mail')}
          {...field('mail')}
        />
        <PasswordInput
          label={t('session.password')}
          name="password"
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          error={faultAt(act.error, 'password')}
          {...field('password')}
        />
        <FormProblem problem={act.error} />
        <Button type="submit" loading={act.isPending} fullWidth>
          {t('session.signIn')}
        </Button>
        <TextLink to="/password-reset">{t('account.forgot')}</TextLink>
      </Stack>
    </form>
  )
}

/** The second factor, once the password was right. */
function CodeStep({ act, entry, onBack }: { act: Act; entry: Entry; onBack: () => void }) {
  const { t } = useTranslation()
  const { draft, field } = useDraft({ code: '' })
  const problem = act.error?.problem.code === 'session.code_needed' ? null : act.error
  return (
    <form onSubmit={submitted(() => act.mutate({ ...entry, ...draft }))}>
      <Stack gap="md">
        <TextInput
          label={t('account.code')}
          description={t('account.codeHint')}
          name="code"
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={20}
          error={faultAt(act.error, 'code')}
          {...field('code')}
        />
        <FormProblem problem={problem} />
        <Button type="submit" loading={act.isPending} fullWidth>
          {t('session.signIn')}
        </Button>
        <Anchor component="button" type="button" inherit onClick={onBack}>
          {t('account.otherSignIn')}
        </Anchor>
      </Stack>
    </form>
  )
}

const codeAsked = ['session.code_needed', 'session.wrong_code']

export function SignInPage() {
  const { t } = useTranslation()
  const [known, setKnown] = useState<Entry | null>(null)
  const entry = useDraft({ mail: '', password: '' })
  const act = useSignIn(({ problem }, { mail, password }) => {
    if (codeAsked.includes(problem.code)) setKnown({ mail, password })
    // Somebody has changed the password meanwhile: from the beginning.
    else if (problem.code === 'session.wrong_mail_or_password') setKnown(null)
  })
  const back = () => {
    setKnown(null)
    entry.set('password', '')
    act.reset()
  }
  const fill = (picked: { mail: string; password: string }) => {
    setKnown(null)
    entry.reset(picked)
    act.mutate(picked)
  }
  return (
    <Outside wide>
      <div className={classes.columns}>
        <Page key={known ? 'code' : 'password'} title={known ? t('account.codeTitle') : t('session.signIn')} lead={t('session.lead')}>
          <Panel>{known ? <CodeStep act={act} entry={known} onBack={back} /> : <PasswordStep act={act} entry={entry} />}</Panel>
          <Text mt="md" c="dimmed">
            {t('account.toRegister')} <TextLink to="/register">{t('account.register')}</TextLink>
          </Text>
        </Page>
        <Demonstration onPick={fill} title={<Title order={2}>{t('session.demonstration.title')}</Title>} />
      </div>
    </Outside>
  )
}
