import { ActionIcon, Button, Popover, ScrollArea, Text, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { listNotifications, readAllNotifications, readNotification } from '../../../contract/notifications.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { useActingFor, useSession } from '../../app/session.ts'
import { BellIcon } from '../../kit/icons.tsx'
import { Reading } from '../../kit/States.tsx'
import classes from './bell.module.css'

type Notification = ReplyOf<typeof listNotifications>['items'][number]

const shown = 20

/** Where an entry leads: the path without the organisation's part, in the organisation it is about. */
function hrefOf({ link, organisationId }: Notification, actingFor: string | undefined): string | undefined {
  const owner = organisationId ?? actingFor
  return link && owner ? `/o/${owner}${link}` : undefined
}

function Entries({ items, onOpen }: { items: readonly Notification[]; onOpen: (entry: Notification) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const actingFor = useActingFor()
  const memberships = useSession().data?.memberships ?? []
  const nameOf = (id: string | null) =>
    id && id !== actingFor ? memberships.find(({ organisationId }) => organisationId === id)?.organisationName : undefined
  return (
    <ul className={classes.entries}>
      {items.map((entry) => {
        const where = nameOf(entry.organisationId)
        return (
          <li key={entry.id}>
            <a
              className={classes.entry}
              data-unread={!entry.read}
              href={hrefOf(entry, actingFor) ?? '#'}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return
                event.preventDefault()
                onOpen(entry)
              }}
            >
              <span className={classes.text}>
                {entry.read ? null : <VisuallyHidden>{t('notifications.unread')} </VisuallyHidden>}
                {entry.text}
              </span>
              <span className={classes.when}>{[where, formats.instant(entry.at)].filter(Boolean).join(' · ')}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** More fit into no mark. */
const mostCounted = 99

/** What the bell is called: with how many are unread, as far as they are counted. */
function useName(unread: number): string {
  const { t } = useTranslation()
  const formats = useFormats()
  if (unread === 0) return t('notifications.bell')
  if (unread < limits.unreadShown) return t('notifications.bellUnread', { count: unread })
  return t('notifications.bellUnreadMore', { number: formats.number(limits.unreadShown - 1) })
}

/** The bell: a red mark with how many are unread; entries lead to their result (R-N1). */
export function Bell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const actingFor = useActingFor()
  const [opened, bell] = useDisclosure(false)
  const list = useRead(listNotifications, { query: { limit: shown } }, { keep: true })
  const again = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === listNotifications.name })
  const read = useAct(readNotification, again)
  const readAll = useAct(readAllNotifications, again)
  const unread = list.data?.unread ?? 0
  const open = (entry: Notification) => {
    if (!entry.read) read.mutate({ params: { id: entry.id } })
    bell.close()
    const href = hrefOf(entry, actingFor)
    if (href) void navigate({ href })
  }
  const name = useName(unread)
  return (
    <Popover
      opened={opened}
      onChange={(on) => (on ? bell.open() : bell.close())}
      position="bottom-end"
      width={380}
      trapFocus
      shadow="md"
      withinPortal={false}
    >
      <Popover.Target>
        <ActionIcon
          className={classes.button ?? ''}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={name}
          aria-expanded={opened}
          onClick={bell.toggle}
        >
          <span className={classes.bell} data-unread={unread > 0} data-count={unread > mostCounted ? `${mostCounted}+` : unread}>
            <BellIcon size={18} />
          </span>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notifications.title')} className={classes.dropdown ?? ''}>
        <div className={classes.head}>
          <Text fw={600}>{t('notifications.title')}</Text>
          <Button variant="subtle" size="compact-sm" disabled={unread === 0} loading={readAll.isPending} onClick={() => readAll.mutate({})}>
            {t('notifications.readAll')}
          </Button>
        </div>
        <ScrollArea.Autosize mah={440} type="auto">
          <Reading
            of={list}
            empty={{ when: ({ items }) => items.length === 0, show: <p className={classes.none}>{t('notifications.empty')}</p> }}
          >
            {({ items }) => <Entries items={items} onOpen={open} />}
          </Reading>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
      <VisuallyHidden aria-live="polite">{unread > 0 ? name : ''}</VisuallyHidden>
    </Popover>
  )
}
