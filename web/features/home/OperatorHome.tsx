import { useTranslation } from 'react-i18next'
import { listAccreditations } from '../../../contract/dealings.ts'
import { getHubHealth, jobStates } from '../../../contract/operator.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { TextLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { StatLink, Stats } from '../../kit/Stat.tsx'
import { Refused } from '../../kit/States.tsx'
import { tones } from '../operator/OpenJobs.tsx'
import { OrganisationCounts } from '../operator/OrganisationCounts.tsx'
import { Applications } from './ReporterHome.tsx'
import { Lines, Part, Tile, Tiles } from './Widget.tsx'

const shown = 5
const lookMilliseconds = 5_000
/** Older than this and something is wrong: the sealer works every second. */
const lateSeconds = 10

function Hub() {
  const { t } = useTranslation()
  const formats = useFormats()
  const health = useRead(getHubHealth, {}, { refetchInterval: lookMilliseconds })
  return (
    <>
      <Tile title={t('operator.health')} more={<TextLink to="/operator/hub">{t('home.all')}</TextLink>}>
        <Part of={health}>
          {({ audit, mail }) => (
            <Stats label={t('operator.health')}>
              <StatLink
                to="/operator/hub"
                name={t('operator.mailFailing')}
                value={formats.number(mail.failing)}
                tone={mail.failing > 0 ? 'warn' : 'good'}
              />
              <StatLink
                to="/operator/hub"
                name={t('operator.unsealed')}
                value={t('operator.seconds', { seconds: audit.unsealedSeconds ?? 0 })}
                tone={(audit.unsealedSeconds ?? 0) > lateSeconds ? 'bad' : 'good'}
              />
            </Stats>
          )}
        </Part>
      </Tile>
      <Tile title={t('operator.jobs.title')}>
        <Part of={health}>
          {({ jobs }) => (
            <Stats label={t('operator.jobs.state')}>
              {jobStates.map((state) => {
                const count = jobs.reduce((total, queue) => total + queue[state], 0)
                return (
                  <StatLink
                    key={state}
                    to="/operator/hub"
                    search={{ filter: state }}
                    name={t(`operator.jobs.${state}`)}
                    value={formats.number(count)}
                    tone={count > 0 ? tones[state] : 'quiet'}
                  />
                )
              })}
            </Stats>
          )}
        </Part>
      </Tile>
      <Tile title={t('shell.operatorPlaces.organisations')}>
        <Part of={health}>{({ organisations }) => <OrganisationCounts organisations={organisations} />}</Part>
      </Tile>
    </>
  )
}

/** The accreditations given last. */
function Accreditations() {
  const { t } = useTranslation()
  const formats = useFormats()
  const accreditations = useRead(listAccreditations, { query: { limit: shown } })
  return (
    <Tile title={t('shell.operatorPlaces.accreditations')} more={<TextLink to="/operator/accreditations">{t('home.all')}</TextLink>}>
      <Part of={accreditations}>
        {({ items }) => (
          <Lines
            empty={t('home.accreditations.none')}
            lines={items.map(({ id, organisation, vendor, kind, validUntil }) => ({
              key: id,
              what: t('kit.labelled', { label: `${organisation.name} · ${vendor.name}`, value: t(`accreditations.kinds.${kind}`) }),
              note: validUntil ? t('home.accreditations.until', { at: formats.day(validUntil) }) : null,
            }))}
          />
        )}
      </Part>
    </Tile>
  )
}

/** Where whoever runs the hub starts: what fails, what waits, who is new. */
export function OperatorHome() {
  const { t } = useTranslation()
  const operator = useSession().data?.person.operator ?? false
  const title = t('shell.operatorPlaces.home')
  return operator ? (
    <Page title={title}>
      <Tiles>
        <Hub />
        <Applications operator />
        <Accreditations />
      </Tiles>
    </Page>
  ) : (
    <Page title={title}>
      <Refused>{t('organisations.onlyOperator')}</Refused>
    </Page>
  )
}
