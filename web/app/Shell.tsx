import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerSelector } from '../features/customers/CustomerSelector.tsx'
import { Help } from '../features/help/HelpDrawer.tsx'
import { Bell } from '../features/notifications/Bell.tsx'
import { OpenPalette } from '../features/palette/OpenPalette.tsx'
import { Barrier } from '../features/session/Barrier.tsx'
import { RecoveryCodeUsed } from '../features/session/RecoveryCodeUsed.tsx'
import { Inside } from '../features/support/Inside.tsx'
import { MenuIcon } from '../kit/icons.tsx'
import { Notice } from '../kit/Notice.tsx'
import { Toasts } from '../kit/Toast.tsx'
import { Announcement } from './Announcement.tsx'
import { Brand } from './Brand.tsx'
import { useLive } from './live.ts'
import { Navigation } from './Navigation.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { useActingFor, useMembership, useSession, useVisiting } from './session.ts'
import classes from './shell.module.css'
import { Trail } from './Trail.tsx'

/** The frame of every page of somebody signed in: menu, customer selector at the top left, bell and person at the top right. */
export function Shell() {
  const { t } = useTranslation()
  const [opened, menu] = useDisclosure(false)
  const session = useSession()
  const navigate = useNavigate()
  const path = useLocation({ select: (location) => location.pathname })
  const membership = useMembership()
  const actingFor = useActingFor()
  const away = useLive(session.data !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(() => menu.close(), [path])
  const signedOut = session.error?.problem.status === 401
  const visiting = useVisiting()
  const stranger = actingFor !== undefined && !visiting && session.data !== undefined && !membership
  useEffect(() => {
    if (signedOut) void navigate({ to: '/sign-in', search: { return: window.location.pathname + window.location.search }, replace: true })
    else if (stranger) void navigate({ to: '/', replace: true })
  }, [signedOut, stranger, navigate])
  return (
    <Trail>
      <div className={classes.shell}>
        <Toasts />
        <a href="#content" className={classes.skip}>
          {t('shell.skip')}
        </a>
        <header className={classes.header}>
          <ActionIcon
            className={classes.burger}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('shell.menu')}
            aria-expanded={opened}
            onClick={menu.open}
          >
            <MenuIcon size={18} />
          </ActionIcon>
          <div className={classes.brand}>
            <Brand />
          </div>
          <div className={classes.selector}>
            {membership?.kind === 'partner' ? (
              <CustomerSelector />
            ) : (
              <span className={classes.organisation}>{membership?.organisationName ?? t('shell.operator')}</span>
            )}
          </div>
          <div className={classes.tools}>
            <OpenPalette />
            <Help />
            <Bell />
            <PersonMenu />
          </div>
        </header>
        <aside className={classes.side}>
          <Navigation />
        </aside>
        <Drawer
          opened={opened}
          onClose={menu.close}
          size={272}
          title={<Brand />}
          closeButtonProps={{ 'aria-label': t('kit.close') }}
          hiddenFrom="md"
        >
          <Navigation />
        </Drawer>
        <main id="content" className={classes.main} tabIndex={-1}>
          <Announcement />
          <RecoveryCodeUsed />
          <div role="status" className={classes.away}>
            {away ? <Notice tone="warn">{t('shell.away')}</Notice> : null}
          </div>
          {visiting ? (
            <Inside>
              <Outlet />
            </Inside>
          ) : membership?.barrier && !path.endsWith('/account') ? (
            <Barrier membership={membership} />
          ) : (
            <Outlet />
          )}
        </main>
      </div>
    </Trail>
  )
}
