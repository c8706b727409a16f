import { Autocomplete, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../contract/endpoint.ts'
import { endSession, listSessions, updateMe } from '../../../contract/session.ts'
import { useFormats } from '../../app/formats.ts'
import { languageNames } from '../../app/languages.ts'
import { oneOf } from '../../app/listing.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { recheckSession, type Session, useSession } from '../../app/session.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Page, Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { speak } from '../../words/index.ts'

function PersonForm({ person }: { person: Session['person'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { draft, set, field } = useDraft({ name: person.name, language: person.language, timeZone: person.timeZone })
  const act = useAct(updateMe, async (saved) => {
    await recheckSession(queries)
    await speak(saved.language)
    notifications.show({ message: t('kit.saved') })
  })
  return (
    <form onSubmit={submitted(() => act.mutate({ body: draft }))}>
      <Stack gap="md">
        <TextInput label={t('session.name')} required error={faultAt(act.error, 'name')} {...field('name')} />
        <TextInput label={t('session.mail')} value={person.mail} readOnly />
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

type OwnSession = { id: string; createdAt: string; lastSeenAt: string; agent: string; current: boolean }

function Sessions() {
  const { t } = useTranslation()
  const formats = useFormats()
  const sessions = useRead(listSessions, {})
  const act = useAct(endSession)
  const columns: Column<OwnSession>[] = [
    { key: 'agent', header: t('session.sessions.where'), cell: (row) => row.agent || '–', lead: true },
    { key: 'seen', fit: true, header: t('session.sessions.seen'), cell: (row) => formats.instant(row.lastSeenAt) },
    { key: 'since', fit: true, header: t('session.sessions.since'), cell: (row) => <Quiet>{formats.instant(row.createdAt)}</Quiet> },
    {
      key: 'end',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) =>
        row.current ? (
          <Tag tone="good">{t('session.sessions.current')}</Tag>
        ) : (
          <Button variant="default" size="xs" onClick={() => act.mutate({ params: { id: row.id } })}>
            {t('session.sessions.end')}
          </Button>
        ),
    },
  ]
  return (
    <Section title={t('session.sessions.title')} lead={t('session.sessions.lead')}>
      <Reading of={sessions}>
        {({ items }) => <DataTable caption={t('session.sessions.title')} columns={columns} rows={items} keyOf={(row) => row.id} />}
      </Reading>
    </Section>
  )
}

/** One's own name, language, time zone and open sessions. */
export function AccountPage() {
  const { t } = useTranslation()
  const person = useSession().data?.person
  return (
    <Page title={t('shell.account')} narrow>
      {person ? (
        <Panel>
          <PersonForm person={person} />
        </Panel>
      ) : null}
      <Sessions />
    </Page>
  )
}
