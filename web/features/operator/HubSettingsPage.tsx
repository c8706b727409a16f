import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languages, type ReplyOf } from '../../../contract/endpoint.ts'
import { changeHubSettings, getHubSettings, unnamedHub } from '../../../contract/hub-settings.ts'
import { limits } from '../../../contract/limits.ts'
import { languageNames } from '../../app/languages.ts'
import { oneOf } from '../../app/listing.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Page, Panel, Section } from '../../kit/Page.tsx'
import { Reading, Refused } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import { AnnouncementForm } from './AnnouncementForm.tsx'

export type HubSettings = ReplyOf<typeof getHubSettings>

function GeneralForm({ settings }: { settings: HubSettings }) {
  const { t } = useTranslation()
  const { draft, field } = useDraft({
    name: settings.name ?? '',
    mail: settings.help.mail ?? '',
    link: settings.help.link ?? '',
    language: settings.language ?? '',
  })
  const act = useAct(changeHubSettings, () => toast.done(t('kit.saved')))
  const fault = (path: string) => faultAt(act.error, path)
  const send = () => {
    const help = { mail: draft.mail.trim() || null, link: draft.link.trim() || null }
    const body = { name: draft.name.trim() || null, help, language: oneOf(languages, draft.language) ?? null }
    act.mutate({ body, ifMatch: settings.revision })
  }
  return (
    <form onSubmit={submitted(send)}>
      <Stack gap="md">
        <TextInput
          label={t('operator.settings.name')}
          description={t('operator.settings.nameText')}
          placeholder={unnamedHub}
          maxLength={limits.hubNameCharacters}
          error={fault('name')}
          {...field('name')}
        />
        <TextInput
          label={t('operator.settings.helpMail')}
          description={t('operator.settings.helpText')}
          type="email"
          error={fault('help.mail')}
          {...field('mail')}
        />
        <TextInput
          label={t('operator.settings.helpLink')}
          description={t('operator.settings.helpLinkText')}
          type="url"
          maxLength={limits.helpLinkCharacters}
          error={fault('help.link')}
          {...field('link')}
        />
        <NativeSelect
          label={t('operator.settings.language')}
          description={t('operator.settings.languageText')}
          data={[
            { value: '', label: t('operator.settings.inviter') },
            ...languages.map((language) => ({ value: language, label: languageNames[language] })),
          ]}
          error={fault('language')}
          {...field('language')}
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

function Settings() {
  const { t } = useTranslation()
  const settings = useRead(getHubSettings, {})
  return (
    <Reading of={settings} skeleton="facts">
      {(found) => (
        // Each form begins anew where its own part has changed: saving one leaves a draft of the other.
        <>
          <Section title={t('operator.settings.general')}>
            <Panel>
              <GeneralForm key={JSON.stringify([found.name, found.help, found.language])} settings={found} />
            </Panel>
          </Section>
          <Section title={t('operator.settings.announcement')} lead={t('operator.settings.announcementLead')}>
            <Panel>
              <AnnouncementForm key={found.announcement?.id} settings={found} />
            </Panel>
          </Section>
        </>
      )}
    </Reading>
  )
}

/** How the hub appears to everybody: for whoever runs it. */
export function HubSettingsPage() {
  const { t } = useTranslation()
  const operator = useSession().data?.person.operator ?? false
  return (
    <Page title={t('shell.operatorPlaces.settings')} lead={t('operator.settings.lead')} narrow>
      {operator ? <Settings /> : <Refused>{t('organisations.onlyOperator')}</Refused>}
    </Page>
  )
}
