import { NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getHubHealth, jobStates } from '../../../contract/operator.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { Stat, Stats } from '../../kit/Bits.tsx'
import { Page } from '../../kit/Page.tsx'
import { Reading, Refused } from '../../kit/States.tsx'
import { OpenJobs } from './OpenJobs.tsx'

/** Older than this and something is wrong: the sealer works every second. */
const lateSeconds = 10
const lookMilliseconds = 5_000

function Health() {
  const { t } = useTranslation()
  const formats = useFormats()
  const health = useRead(getHubHealth, {}, { refetchInterval: lookMilliseconds })
  return (
    <Reading of={health}>
      {({ audit, database, devices, jobs, mail, organisations }) => {
        const sum = (state: (typeof jobStates)[number]) => jobs.reduce((total, queue) => total + queue[state], 0)
        const late = (audit.unsealedSeconds ?? 0) > lateSeconds
        return (
          <Stack gap="xs">
            <Stats label={t('operator.health')}>
              <Stat name={t('operator.jobs.running')} value={formats.number(sum('running'))} />
              <Stat name={t('operator.jobs.waiting')} value={formats.number(sum('waiting'))} />
              <Stat
                name={t('operator.jobs.repeating')}
                value={formats.number(sum('repeating'))}
                tone={sum('repeating') > 0 ? 'warn' : 'good'}
              />
              <Stat name={t('operator.jobs.failed')} value={formats.number(sum('failed'))} tone={sum('failed') > 0 ? 'bad' : 'good'} />
              <Stat name={t('operator.mailFailing')} value={formats.number(mail.failing)} tone={mail.failing > 0 ? 'warn' : 'good'} />
              <Stat
                name={t('operator.unsealed')}
                value={t('operator.seconds', { seconds: audit.unsealedSeconds ?? 0 })}
                tone={late ? 'bad' : 'good'}
              />
            </Stats>
            <Stats label={t('operator.size')}>
              {(['customer', 'partner', 'provider', 'vendor'] as const).map((kind) => (
                <Stat key={kind} name={t(`operator.kinds.${kind}`)} value={formats.number(organisations[kind])} />
              ))}
              <Stat name={t('operator.devices')} value={formats.number(devices)} />
            </Stats>
            <Text size="sm" c="dimmed">
              {t('operator.database', { version: database.version, migrations: database.migrations })}
              {audit.sealedAt ? ` ${t('operator.sealedAt', { at: formats.instant(audit.sealedAt) })}` : ''}
            </Text>
          </Stack>
        )
      }}
    </Reading>
  )
}

/** How the hub is, and the work that is not done: for whoever runs it. */
export function HubPage() {
  const { t } = useTranslation()
  const operator = useSession().data?.person.operator ?? false
  const { search, change } = useListing()
  const title = t('shell.operatorPlaces.hub')
  if (!operator) {
    return (
      <Page title={title}>
        <Refused>{t('organisations.onlyOperator')}</Refused>
      </Page>
    )
  }
  return (
    <Page title={title} lead={t('operator.lead')}>
      <Stack gap="lg">
        <Health />
        <Stack gap="xs">
          <Title order={2} size="h4">
            {t('operator.jobs.title')}
          </Title>
          <NativeSelect
            aria-label={t('operator.jobs.state')}
            maw={280}
            value={search.filter ?? ''}
            onChange={(event) => change({ filter: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: t('operator.jobs.any') },
              ...jobStates.map((state) => ({ value: state, label: t(`operator.jobs.${state}`) })),
            ]}
          />
          <OpenJobs state={oneOf(jobStates, search.filter)} />
        </Stack>
      </Stack>
    </Page>
  )
}
