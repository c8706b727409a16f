import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../contract/endpoint.ts'
import { announcementLevels, changeHubSettings } from '../../../contract/hub-settings.ts'
import { limits } from '../../../contract/limits.ts'
import { now } from '../../app/clock.ts'
import { oneOf } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { toast } from '../../kit/Toast.tsx'
import type { HubSettings } from './HubSettingsPage.tsx'
import classes from './operator.module.css'

type Announcement = NonNullable<HubSettings['announcement']>

const minute = 60_000

/** As fields of a moment take it: by the clock of this device, to the minute. */
function localOf(instant: string | null): string {
  if (instant === null) return ''
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * minute).toISOString().slice(0, 16)
}

function instantOf(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString()
}

function stateOf(announcement: Announcement | null): 'none' | 'now' | 'later' | 'over' {
  if (!announcement) return 'none'
  const { from, until } = announcement
  if (until !== null && Date.parse(until) <= now()) return 'over'
  return from !== null && Date.parse(from) > now() ? 'later' : 'now'
}

/** What everybody is told above every page; in the languages in which somebody has written it. */
export function AnnouncementForm({ settings: { announcement, revision } }: { settings: HubSettings }) {
  const { t } = useTranslation()
  const { draft, field } = useDraft({
    en: announcement?.texts.en ?? '',
    fr: announcement?.texts.fr ?? '',
    de: announcement?.texts.de ?? '',
    level: announcement?.level ?? 'info',
    from: localOf(announcement?.from ?? null),
    until: localOf(announcement?.until ?? null),
  })
  const said = useAct(changeHubSettings, () => toast.done(t('operator.settings.announced')))
  const back = useAct(changeHubSettings, () => toast.done(t('operator.settings.takenBack')))
  const problem = said.error ?? back.error
  const fault = (path: string) => faultAt(said.error, `announcement.${path}`)
  const send = () => {
    const texts = { en: draft.en.trim() || null, fr: draft.fr.trim() || null, de: draft.de.trim() || null }
    const times = { from: instantOf(draft.from), until: instantOf(draft.until) }
    const level = oneOf(announcementLevels, draft.level) ?? 'info'
    said.mutate({ body: { announcement: { texts, level, ...times } }, ifMatch: revision })
  }
  const empty = languages.every((language) => draft[language].trim() === '')
  return (
    <form onSubmit={submitted(send)}>
      <Stack gap="md">
        <Text c="dimmed">{t(`operator.settings.${stateOf(announcement)}`)}</Text>
        {languages.map((language, at) => (
          <Textarea
            key={language}
            label={t('operator.settings.text', { language: t(`operator.settings.languages.${language}`) })}
            description={at === 0 ? t('operator.settings.textText') : undefined}
            lang={language}
            autosize
            minRows={2}
            maxLength={limits.announcementCharacters}
            error={fault(`texts.${language}`)}
            {...field(language)}
          />
        ))}
        <NativeSelect
          label={t('operator.settings.level')}
          data={announcementLevels.map((level) => ({ value: level, label: t(`operator.settings.${level}`) }))}
          {...field('level')}
        />
        <div className={classes.times}>
          <TextInput
            type="datetime-local"
            label={t('operator.settings.from')}
            description={t('operator.settings.fromText')}
            error={fault('from')}
            {...field('from')}
          />
          <TextInput
            type="datetime-local"
            label={t('operator.settings.until')}
            description={t('operator.settings.untilText')}
            error={fault('until')}
            {...field('until')}
          />
        </div>
        <Text size="sm" c="dimmed">
          {t('operator.settings.clock')}
        </Text>
        <FormProblem problem={problem} />
        <Group gap="xs">
          <Button type="submit" loading={said.isPending} disabled={empty}>
            {t(announcement ? 'operator.settings.change' : 'operator.settings.announce')}
          </Button>
          {announcement ? (
            <Button
              variant="default"
              loading={back.isPending}
              onClick={() => back.mutate({ body: { announcement: null }, ifMatch: revision })}
            >
              {t('operator.settings.takeBack')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  )
}
