import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { chooseNotifications, getNotificationChoices, type NotificationKind, notificationWays } from '../../../contract/notifications.ts'
import { oneOf } from '../../app/listing.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { FormProblem, submitted, useDraft } from '../../kit/Form.tsx'
import { Page, Panel, Section } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import classes from './choices.module.css'

type Choices = ReplyOf<typeof getNotificationChoices>
type Draft = Partial<Record<NotificationKind, Choices['items'][number]['way']>>

const groups = ['devices', 'transfers', 'feeds', 'partners', 'people'] as const

/** Under which heading a kind stands. */
const groupOf: Record<NotificationKind, (typeof groups)[number]> = {
  transfer_done: 'transfers',
  transfer_undone: 'transfers',
  transfer_failed: 'transfers',
  transfer_lapsing: 'transfers',
  request_received: 'partners',
  request_withdrawn: 'partners',
  request_accepted: 'partners',
  request_refused: 'partners',
  feed_done: 'feeds',
  feed_failed: 'feeds',
  feed_held: 'feeds',
  feed_held_settled: 'feeds',
  customer_accepted: 'partners',
  relationship_requested: 'partners',
  relationship_accepted: 'partners',
  relationship_ended: 'partners',
  devices_arrived: 'devices',
  devices_moved_in: 'devices',
  devices_moved_out: 'devices',
  devices_moved_back_in: 'devices',
  devices_moved_back_out: 'devices',
  devices_removed: 'devices',
  devices_registered: 'devices',
  restored_unproven: 'devices',
  proof_asked: 'devices',
  proof_confirmed: 'devices',
  proof_refused: 'devices',
  another_record: 'devices',
  another_record_back: 'devices',
  registration_waiting: 'people',
  application_received: 'people',
  application_approved: 'people',
  application_refused: 'people',
  support_session_opened: 'people',
  quota_near: 'devices',
  quota_reached: 'devices',
  partner_quota_near: 'devices',
  partner_quota_reached: 'devices',
}

function Kind({ kind, way, onChoose }: { kind: NotificationKind; way: string; onChoose: (value: string) => void }) {
  const { t } = useTranslation()
  const id = `way-of-${kind}`
  return (
    <li className={classes.kind}>
      <label htmlFor={id}>{t(`notifications.choices.kinds.${kind}`)}</label>
      <NativeSelect
        id={id}
        value={way}
        data={notificationWays.map((value) => ({ value, label: t(`notifications.choices.ways.${value}`) }))}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
    </li>
  )
}

/** One way for a whole group; each kind can be changed behind it. */
function AllOf({ group, onChoose }: { group: string; onChoose: (way: Draft[NotificationKind]) => void }) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      size="xs"
      aria-label={t('notifications.choices.allOf', { group })}
      value=""
      data={[
        { value: '', label: t('notifications.choices.all') },
        ...notificationWays.map((value) => ({ value, label: t(`notifications.choices.ways.${value}`) })),
      ]}
      onChange={(event) => onChoose(oneOf(notificationWays, event.currentTarget.value))}
    />
  )
}

function ChoicesForm({ choices: { revision, items } }: { choices: Choices }) {
  const { t } = useTranslation()
  const { draft, set } = useDraft<Draft>({})
  const act = useAct(chooseNotifications, () => toast.done(t('kit.saved')))
  const chosen = items.map(({ kind, way }) => ({ kind, way: draft[kind] ?? way }))
  const changed = chosen.filter(({ way }, at) => way !== items[at]?.way)
  return (
    <form className={classes.form} onSubmit={submitted(() => act.mutate({ body: { items: changed }, ifMatch: revision }))}>
      {groups.map((group) => {
        const kinds = chosen.filter(({ kind }) => groupOf[kind] === group)
        return kinds.length === 0 ? null : (
          <Section
            key={group}
            title={t(`notifications.choices.groups.${group}`)}
            actions={
              <AllOf
                group={t(`notifications.choices.groups.${group}`)}
                onChoose={(way) => {
                  for (const { kind } of kinds) set(kind, way)
                }}
              />
            }
          >
            <Panel>
              <ul className={classes.kinds}>
                {kinds.map(({ kind, way }) => (
                  <Kind key={kind} kind={kind} way={way} onChoose={(value) => set(kind, oneOf(notificationWays, value))} />
                ))}
              </ul>
            </Panel>
          </Section>
        )
      })}
      <FormProblem problem={act.error} />
      <Group>
        <Button type="submit" loading={act.isPending} disabled={changed.length === 0}>
          {t('kit.save')}
        </Button>
      </Group>
    </form>
  )
}

/** How one hears of each kind of notification, whatever one acts for (R-N1). */
export function ChoicesPage() {
  const { t } = useTranslation()
  const choices = useRead(getNotificationChoices, {})
  const timeZone = useSession().data?.person.timeZone ?? 'UTC'
  return (
    <Page title={t('notifications.choices.title')} lead={t('notifications.choices.lead')} narrow>
      <Reading of={choices}>
        {(found) =>
          found.items.length === 0 ? (
            <Empty title={t('notifications.choices.none')} />
          ) : (
            <>
              <Text c="dimmed">{t('notifications.choices.digestAt', { hour: limits.digestHour, timeZone })}</Text>
              <ChoicesForm key={found.revision} choices={found} />
            </>
          )
        }
      </Reading>
    </Page>
  )
}
