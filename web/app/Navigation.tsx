import { Link, useLocation } from '@tanstack/react-router'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { WayHere } from '../kit/Breadcrumb.tsx'
import { iconOf, operatorIcons, operatorPlaces, type Place, usePlaces } from './places.ts'
import { useActingFor, useMembership, useSession, useVisiting } from './session.ts'
import classes from './shell.module.css'

/** What a page is called in the menu of whoever looks. */
export function usePlaceName() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind
  const visiting = useVisiting()
  return (place: Place): string => {
    if (place === 'devices' && kind === 'customer' && !visiting) return t('shell.places.myDevices')
    if (place === 'relationships') return kind === 'partner' ? t('shell.places.providers') : t('shell.places.partners')
    return t(`shell.places.${place}`)
  }
}

/** Below which place of the menu the page stands: the farthest above it by the way one came, else the one that its address begins with. */
function useWithin(): string | undefined {
  const { above } = useContext(WayHere)
  const path = useLocation({ select: ({ pathname }) => pathname.split('/').slice(3).join('/') })
  return (above[0]?.key.slice(1) ?? path).split('/')[0]
}

function Places({ organisationId }: { organisationId: string }) {
  const places = usePlaces()
  const nameOf = usePlaceName()
  const within = useWithin()
  return places.map((place) => {
    const Icon = iconOf[place]
    return (
      <li key={place}>
        <Link
          to={`/o/$organisationId/${place}`}
          params={{ organisationId }}
          className={classes.place}
          activeOptions={{ exact: true, includeSearch: false }}
          {...(place === within ? { 'data-active': true, 'aria-current': 'true' as const } : {})}
        >
          <Icon />
          {nameOf(place)}
        </Link>
      </li>
    )
  })
}

/** The menu on the left: what this member may try, in the organisation of the page; for the operator the hub's own pages. */
export function Navigation() {
  const { t } = useTranslation()
  const organisationId = useActingFor()
  const operator = useSession().data?.person.operator ?? false
  return (
    <nav aria-label={t('shell.main')} className={classes.nav}>
      <ul className={classes.places}>{organisationId ? <Places organisationId={organisationId} /> : null}</ul>
      {operator ? (
        <>
          <p className={classes.navTitle}>{t('shell.operator')}</p>
          <ul className={classes.places}>
            {operatorPlaces.map((place) => {
              const Icon = operatorIcons[place]
              return (
                <li key={place}>
                  <Link to={`/operator/${place}`} className={classes.place} activeProps={{ 'data-active': true }}>
                    <Icon />
                    {t(`shell.operatorPlaces.${place}`)}
                  </Link>
                </li>
              )
            })}
          </ul>
        </>
      ) : null}
    </nav>
  )
}
