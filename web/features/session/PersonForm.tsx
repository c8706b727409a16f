import { Autocomplete, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languages, type ReplyOf } from '../../../contract/endpoint.ts'
import { type getMe, updateMe } from '../../../contract/session.ts'
import { languageNames } from '../../app/languages.ts'
import { oneOf } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { recheckSession } from '../../app/session.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { toast } from '../../kit/Toast.tsx'
import { speak } from '../../words/index.ts'

/** One's own name, language, time zone and phone. */
export function PersonForm({ person }: { person: ReplyOf<typeof getMe> }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { draft, set, field } = useDraft({
    name: person.name,
    language: person.language,
    timeZone: person.timeZone,
    phone: person.phone ?? '',
  })
  const act = useAct(updateMe, async (saved) => {
    await recheckSession(queries)
    await speak(saved.language)
    toast.done(t('kit.saved'))
  })
  return (
    <form onSubmit={submitted(() => act.mutate({ body: { ...draft, phone: draft.phone || null } }))}>
      <Stack gap="md">
        <TextInput label={t('session.name')} required error={faultAt(act.error, 'name')} {...field('name')} />
        <TextInput label={t('session.mail')} value={person.mail} readOnly variant="filled" />
        <TextInput label={t('account.phone')} type="tel" autoComplete="tel" error={faultAt(act.error, 'phone')} {...field('phone')} />
        <NativeSelect
          label={t('shell.language')}
          value={draft.language}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          onChange={(event) => set('language', oneOf(languages, event.currentTarget.value) ?? person.language)}
        />
        <Autocomplete
          label={t('session.timeZone')}
          value={draft.timeZone}
          data={Intl.supportedValuesOf('timeZone')}
          limit={50}
          onChange={(value) => set('timeZone', value)}
          error={faultAt(act.error, 'timeZone')}
        />
        <FormProblem problem={act.error} />
        <Group>
          <Button type="submit" loading={act.isPending}>
            {t('kit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
