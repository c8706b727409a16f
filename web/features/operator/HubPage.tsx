import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getHubHealth, jobStates } from '../../../contract/operator.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { Page, Section } from '../../kit/Page.tsx'
import { Stat, Stats } from '../../kit/Stat.tsx'
import { Reading, Refused } from '../../kit/States.tsx'
import { QuotaSection } from '../quotas/QuotaSection.tsx'
import { LostSecondFactor } from './LostSecondFactor.tsx'
import { OpenJobs, tones } from './OpenJobs.tsx'
import { OrganisationCounts } from './OrganisationCounts.tsx'

/** Older than this and something is wrong: the sealer works every second. */
const lateSeconds = 10
const lookMilliseconds = 5_000

/** Health and size, then the background work: each of its counts shows its part of the list. */
function Health() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change } = useListing()
  const state = oneOf(jobStates, search.filter)
  const health = useRead(getHubHealth, {}, { refetchInterval: lookMilliseconds })
  return (
    <Reading of={health} skeleton="stats">
      {({ audit, database, devices, jobs, mail, organisations }) => {
        const sum = (of: (typeof jobStates)[number]) => jobs.reduce((total, queue) => total + queue[of], 0)
        const late = (audit.unsealedSeconds ?? 0) > lateSeconds
        return (
          <>
            <Section title={t('operator.health')}>
              <Stats label={t('operator.health')}>
                <Stat name={t('operator.mailFailing')} value={formats.number(mail.failing)} tone={mail.failing > 0 ? 'warn' : 'good'} />
                <Stat
                  name={t('operator.unsealed')}
                  value={t('operator.seconds', { seconds: audit.unsealedSeconds ?? 0 })}
                  tone={late ? 'bad' : 'good'}
                />
              </Stats>
              <Text size="sm" c="dimmed">
                {t('operator.database', { version: database.version, migrations: database.migrations })}
                {audit.sealedAt ? ` ${t('operator.sealedAt', { at: formats.instant(audit.sealedAt) })}` : ''}
              </Text>
            </Section>
            <Section title={t('operator.size')}>
              <OrganisationCounts organisations={organisations}>
                <Stat name={t('operator.devices')} value={formats.number(devices)} />
              </OrganisationCounts>
            </Section>
            <Section title={t('operator.jobs.title')}>
              <Stats label={t('operator.jobs.state')}>
                {jobStates.map((of) => (
                  <Stat
                    key={of}
                    name={t(`operator.jobs.${of}`)}
                    value={formats.number(sum(of))}
                    tone={sum(of) > 0 ? tones[of] : 'quiet'}
                    pressed={state === of}
                    onClick={() => change({ filter: state === of ? undefined : of })}
                  />
                ))}
              </Stats>
              <OpenJobs state={state} />
            </Section>
          </>
        )
      }}
    </Reading>
  )
}

/** How the hub is, and the work that is not done: for whoever runs it. */
export function HubPage() {
  const { t } = useTranslation()
  const operator = useSession().data?.person.operator ?? false
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
      <Health />
      <QuotaSection />
      <LostSecondFactor />
    </Page>
  )
}
