import { Anchor, PasswordInput, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BodyInputOf, languages } from '../../../contract/endpoint.ts'
import { signIn, updateMe } from '../../../contract/session.ts'
import { oneOf } from '../../app/listing.ts'
import { keepSession } from '../../app/session.ts'
import { type CallProblem, call } from '../../call.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { speak } from '../../words/index.ts'
import { Demonstration } from './Demonstration.tsx'
import { Outside, OutsideForm } from './Outside.tsx'
import classes from './outside.module.css'
import { isOfApp, keepRecoveryCodeUsed } from './recovery.ts'

/** `shown`: by a card of the demonstration, not by somebody's own hand. */
type Entry = BodyInputOf<typeof signIn> & { shown?: boolean }

/**
 * Signing in; afterwards back to where one was going. The hub speaks a person's own language; the made-up people of the demonstration take
 * that of whoever picks them.
 */
function useSignIn(refused: (problem: CallProblem, entry: Entry) => void) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { return: back } = useSearch({ from: '/sign-in' })
  const { i18n } = useTranslation()
  return useMutation({
    mutationFn: async ({ shown, ...body }: Entry) => {
      const session = await call(signIn, { body })
      const language = oneOf(languages, i18n.language)
      if (!shown || !language || language === session.person.language) return session
      await call(updateMe, { body: { language } })
      return { ...session, person: { ...session.person, language } }
    },
    onError: refused,
    onSuccess: async (session, { code }) => {
      keepSession(queries, session)
      if (code !== undefined && !isOfApp(code)) keepRecoveryCodeUsed(queries)
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
    <OutsideForm
      act={act}
      onSend={() => act.mutate(draft)}
      action={t('session.signIn')}
      more={<TextLink to="/password-reset">{t('account.forgot')}</TextLink>}
    >
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
    </OutsideForm>
  )
}

/** The second factor, once the password was right. */
function CodeStep({ act, entry, onBack }: { act: Act; entry: Entry; onBack: () => void }) {
  const { t } = useTranslation()
  const { draft, field } = useDraft({ code: '' })
  const problem = act.error?.problem.code === 'session.code_needed' ? null : act.error
  return (
    <OutsideForm
      act={{ isPending: act.isPending, error: problem }}
      onSend={() => act.mutate({ ...entry, ...draft })}
      action={t('session.signIn')}
      more={
        <Anchor component="button" type="button" inherit onClick={onBack}>
          {t('account.otherSignIn')}
        </Anchor>
      }
    >
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
    </OutsideForm>
  )
}

const codeAsked = ['session.code_needed', 'session.wrong_code']

export function SignInPage() {
  const { t } = useTranslation()
  const [known, setKnown] = useState<Entry | null>(null)
  const entry = useDraft({ mail: '', password: '' })
  const act = useSignIn(({ problem }, { mail, password, shown }) => {
    if (codeAsked.includes(problem.code)) setKnown({ mail, password, shown })
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
    act.mutate({ ...picked, shown: true })
  }
  return (
    <Outside wide>
      <div className={classes.columns}>
        <Page key={known ? 'code' : 'password'} title={known ? t('account.codeTitle') : t('session.signIn')} lead={t('session.lead')}>
          <Panel>{known ? <CodeStep act={act} entry={known} onBack={back} /> : <PasswordStep act={act} entry={entry} />}</Panel>
          <Text mt="md" c="dimmed">
            {t('account.toRegister')} <TextLink to="/register">{t('account.register')}</TextLink>
            <br />
            {t('applications.toApply')} <TextLink to="/apply">{t('applications.send')}</TextLink>
          </Text>
        </Page>
        <Demonstration onPick={fill} title={<h2 className={classes.heading}>{t('session.demonstration.title')}</h2>} />
      </div>
    </Outside>
  )
}
