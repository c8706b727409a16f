import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyInputOf } from '../../../contract/endpoint.ts'
import { signIn } from '../../../contract/session.ts'
import { keepSession } from '../../app/session.ts'
import { call } from '../../call.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { speak } from '../../words/index.ts'
import { Demonstration } from './Demonstration.tsx'
import { Outside } from './Outside.tsx'
import classes from './outside.module.css'

type Entry = BodyInputOf<typeof signIn>

/** Signing in; afterwards back to where one was going. */
function useSignIn() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { return: back } = useSearch({ from: '/sign-in' })
  return useMutation({
    mutationFn: (body: Entry) => call(signIn, { body }),
    onSuccess: async (session) => {
      keepSession(queries, session)
      await speak(session.person.language)
      await navigate({ href: back ?? '/', replace: true })
    },
  })
}

export function SignInPage() {
  const { t } = useTranslation()
  const act = useSignIn()
  const { draft, set, field } = useDraft({ mail: '', password: '' })
  useEffect(() => {
    document.title = `${t('session.signIn')} · Steward`
  }, [t])
  const fill = (entry: { mail: string; password: string }) => {
    set('mail', entry.mail)
    set('password', entry.password)
    act.mutate(entry)
  }
  return (
    <Outside wide>
      <div className={classes.columns}>
        <Page title={t('session.signIn')} lead={t('session.lead')}>
          <Panel>
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
              </Stack>
            </form>
          </Panel>
        </Page>
        <Demonstration onPick={fill} title={<Title order={2}>{t('session.demonstration.title')}</Title>} />
      </div>
    </Outside>
  )
}
