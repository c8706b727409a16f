import { Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '../../../contract/endpoint.ts'
import { timeZoneHere } from '../../app/formats.ts'
import { oneOf } from '../../app/listing.ts'
import { keepSession, type Session, useSession } from '../../app/session.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { SignInFirst } from './Acceptance.tsx'
import { NewPassword } from './NewPassword.tsx'
import { OutsideForm } from './Outside.tsx'

type Props = {
  link: { mail: string; name: string; accountExists: boolean }
  send: (body: { name?: string; password?: string; timeZone?: string; language?: Language | undefined }) => Promise<Session>
  done: () => void
  /** The word on the button. */
  action: string
  signInFirst: string
  otherPerson: (you: string) => string
}

/** Somebody answers the link of a mail, as themselves or as a new person; whoever is somebody else signs in first. */
export function AnswerLink({ link: { mail, name, accountExists }, send, done, action, signInFirst, otherPerson }: Props) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const session = useSession().data
  const { draft, field } = useDraft({ name, password: '' })
  const act = useMutation({
    mutationFn: send,
    onSuccess: (entered) => {
      done()
      keepSession(queries, entered)
    },
  })
  if (session && session.person.mail !== mail) {
    return (
      <Stack gap="md">
        <Text>{otherPerson(session.person.mail)}</Text>
        <SignInFirst text={signInFirst} />
      </Stack>
    )
  }
  if (!session && accountExists) return <SignInFirst text={signInFirst} />
  return (
    <OutsideForm
      act={act}
      onSend={() => act.mutate(session ? {} : { ...draft, language: oneOf(languages, i18n.language), timeZone: timeZoneHere() })}
      action={action}
    >
      {session ? null : (
        <>
          <TextInput label={t('session.name')} required autoComplete="name" error={faultAt(act.error, 'name')} {...field('name')} />
          <TextInput label={t('session.mail')} value={mail} readOnly variant="filled" autoComplete="username" />
          <NewPassword label={t('session.newPassword')} error={faultAt(act.error, 'password')} {...field('password')} />
        </>
      )}
    </OutsideForm>
  )
}
