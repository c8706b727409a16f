import { useNavigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../contract/permissions.ts'
import { usePlaceName } from '../../app/Navigation.tsx'
import { iconOf, operatorIcons, operatorPlaces, usePlaces } from '../../app/places.ts'
import { useActingFor, useMay, useSession } from '../../app/session.ts'
import { BellIcon, FeedIcon, HelpIcon, type IconProps, MoveIcon, PersonIcon, PlusIcon } from '../../kit/icons.tsx'

export type Entry = { key: string; name: string; note?: string; icon: ComponentType<IconProps>; go: () => void }

/** Every page that this member has in the menu, and those that are in no menu. */
export function usePages(): Entry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor()
  const operator = useSession().data?.person.operator ?? false
  const nameOf = usePlaceName()
  const places = usePlaces().map((place): Entry => {
    const params = { organisationId: organisationId ?? '' }
    return { key: place, name: nameOf(place), icon: iconOf[place], go: () => void navigate({ to: `/o/$organisationId/${place}`, params }) }
  })
  const hub = operatorPlaces.map((place): Entry => {
    const name = t(`shell.operatorPlaces.${place}`)
    return {
      key: `hub ${place}`,
      name,
      note: t('shell.operator'),
      icon: operatorIcons[place],
      go: () => void navigate({ to: `/operator/${place}` }),
    }
  })
  const own: Entry[] = organisationId
    ? [
        {
          key: 'account',
          name: t('shell.account'),
          icon: PersonIcon,
          go: () => void navigate({ to: '/o/$organisationId/account', params: { organisationId } }),
        },
        {
          key: 'notifications',
          name: t('notifications.choices.title'),
          icon: BellIcon,
          go: () => void navigate({ to: '/o/$organisationId/account/notifications', params: { organisationId } }),
        },
      ]
    : []
  return [
    ...places,
    ...(operator ? hub : []),
    ...own,
    { key: 'help', name: t('help.title'), icon: HelpIcon, go: () => void navigate({ to: '/help' }) },
  ]
}

const acts = [
  { key: 'transfer', needs: 'device.transfer', icon: MoveIcon, to: '/o/$organisationId/transfers/new' },
  { key: 'customer', needs: 'customer.create', icon: PlusIcon, to: '/o/$organisationId/customers' },
  { key: 'register', needs: 'device.register', icon: PlusIcon, to: '/o/$organisationId/devices/register' },
  { key: 'feed', needs: 'feed.upload', icon: FeedIcon, to: '/o/$organisationId/feeds' },
  { key: 'member', needs: 'member.manage', icon: PlusIcon, to: '/o/$organisationId/members' },
] as const satisfies readonly { key: string; needs: Permission; icon: ComponentType<IconProps>; to: string }[]

/** What one often begins, where one may. */
export function useActs(): Entry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor()
  const may = useMay()
  if (!organisationId) return []
  return acts
    .filter(({ needs }) => may(needs))
    .map(({ key, icon, to }) => ({
      key,
      name: t(`palette.acts.${key}`),
      icon,
      go: () => void navigate({ to, params: { organisationId } }),
    }))
}

/** Those that have each word that was typed at the start of one of theirs. */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
  const words = fold(typed).split(' ').filter(Boolean)
  return entries.filter(({ name, note }) => {
    const own = fold(`${name} ${note ?? ''}`).split(' ')
    return words.every((word) => own.some((one) => one.startsWith(word)))
  })
}

/** As people type who leave accents and capitals out. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
