import { useTranslation } from 'react-i18next'
import { listAudit } from '../../../contract/audit.ts'
import { listRequests } from '../../../contract/consents.ts'
import { listRelationships } from '../../../contract/dealings.ts'
import { listDevices } from '../../../contract/devices.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Tag, type Tone } from '../../kit/Bits.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { StatLink, Stats } from '../../kit/Stat.tsx'
import { Lines, Part, Tile } from './Widget.tsx'

const shown = 5
const stateTones: Record<'requested' | 'accepted' | 'disabled' | 'ended', Tone> = {
  requested: 'warn',
  accepted: 'good',
  disabled: 'quiet',
  ended: 'quiet',
}

function Devices() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const devices = useRead(listDevices, { query: { tenant: 'own', limit: 1 } })
  return (
    <Tile
      title={t('shell.places.myDevices')}
      more={
        <TextLink to="/o/$organisationId/devices" params={{ organisationId }} search={{ filter: 'archive' }}>
          {t('home.devices.archive')}
        </TextLink>
      }
    >
      <Part of={devices}>
        {({ total = 0 }) => (
          <Stats label={t('shell.places.myDevices')}>
            <StatLink
              to="/o/$organisationId/devices"
              params={{ organisationId }}
              name={t('home.devices.inUse')}
              value={formats.number(total)}
            />
          </Stats>
        )}
      </Part>
    </Tile>
  )
}

/** Which partners see the customer's devices (R-A7). */
function WhoSees() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const partners = useRead(listRelationships, { query: { kind: 'manages' } })
  return (
    <Tile
      title={t('home.whoSees.title')}
      more={
        <TextLink to="/o/$organisationId/relationships" params={{ organisationId }}>
          {t('home.all')}
        </TextLink>
      }
    >
      <Part of={partners}>
        {({ items }) => (
          <Lines
            empty={t('home.whoSees.nobody')}
            lines={items
              .filter(({ state }) => state === 'accepted')
              .slice(0, shown)
              .map(({ id, from, state, acceptedAt, requestedAt }) => ({
                key: id,
                what: from.name,
                mark: <Tag tone={stateTones[state]}>{t(`relationships.states.${state}`)}</Tag>,
                note: formats.date(acceptedAt ?? requestedAt),
              }))}
          />
        )}
      </Part>
    </Tile>
  )
}

/** What partners ask for and wait for. */
function Requests() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const open = useRead(listRequests, { query: { state: 'open', limit: shown } })
  return (
    <Tile
      title={t('home.requests.title')}
      more={
        <TextLink to="/o/$organisationId/requests" params={{ organisationId }}>
          {t('home.all')}
        </TextLink>
      }
    >
      <Part of={open}>
        {({ items }) => (
          <Lines
            empty={t('home.requests.none')}
            lines={items.map(({ id, partner, purpose, lapsesAt }) => ({
              key: id,
              what: t('kit.labelled', { label: partner.name, value: purpose }),
              note: t('home.requests.until', { at: formats.date(lapsesAt) }),
            }))}
          />
        )}
      </Part>
    </Tile>
  )
}

/** What partners did lately (R-A6). */
function Acts() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const acts = useRead(listAudit, { query: { by: 'partners', limit: shown } })
  return (
    <Tile
      title={t('home.acts.title')}
      more={
        <TextLink to="/o/$organisationId/activity" params={{ organisationId }} search={{ filter: 'partners' }}>
          {t('home.all')}
        </TextLink>
      }
    >
      <Part of={acts}>
        {({ items }) => (
          <Lines
            empty={t('home.acts.none')}
            lines={items.map(({ id, sentence, who, at }) => ({ key: id, what: sentence, note: `${who} · ${formats.date(at)}` }))}
          />
        )}
      </Part>
    </Tile>
  )
}

/** What a customer looks at first: its devices, who sees them, who asks for more, who did what. */
export function CustomerHome() {
  const may = useMay()
  return (
    <>
      {may('device.read') ? <Devices /> : null}
      {may('consent.read') ? <Requests /> : null}
      {may('relationship.read') ? <WhoSees /> : null}
      {may('audit.read') ? <Acts /> : null}
    </>
  )
}
