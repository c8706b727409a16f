import { ActionIcon, CloseButton, Drawer, Portal, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMatches } from '@tanstack/react-router'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembership } from '../../app/session.ts'
import { HelpIcon } from '../../kit/icons.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Reading } from '../../kit/States.tsx'
import { GuideText } from './GuideText.tsx'
import classes from './help.module.css'
import { useGuides } from './library.ts'
import { guideOf } from './pages.ts'

function Inside({ slug, onTurn }: { slug: string; onTurn: (slug: string) => void }) {
  const { t } = useTranslation()
  const guides = useGuides()
  const start = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever turns to another guide begins at its beginning
  useEffect(() => start.current?.focus(), [slug])
  return (
    <div className={classes.inside} ref={start} tabIndex={-1}>
      <div className={classes.ways}>
        <TextLink to="/help/$guide" params={{ guide: slug }}>
          {t('help.page')}
        </TextLink>
        <TextLink to="/help">{t('help.all')}</TextLink>
      </div>
      <Reading of={guides}>
        {(all) => {
          const guide = all.find((one) => one.slug === slug)
          const linkTo = (to: string, children: ReactNode) =>
            all.some((one) => one.slug === to) ? (
              <button type="button" className={classes.turn} onClick={() => onTurn(to)}>
                {children}
              </button>
            ) : (
              children
            )
          return guide ? (
            <>
              <Title order={3} fz="lg">
                {guide.title}
              </Title>
              <GuideText guide={guide} under={3} linkTo={linkTo} />
            </>
          ) : null
        }}
      </Reading>
    </div>
  )
}

/** On a wide screen the page makes room, and stays at work while one reads. */
function Beside({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  useEffect(() => {
    const room = classes.room ?? ''
    document.body.classList.add(room)
    return () => document.body.classList.remove(room)
  }, [])
  const leave = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onClose()
  }
  return (
    <Portal>
      <aside className={classes.beside} aria-label={t('help.title')} onKeyDown={leave}>
        <div className={classes.head}>
          <Title order={2} fz="md" fw={400}>
            {t('help.title')}
          </Title>
          <CloseButton aria-label={t('kit.close')} onClick={onClose} />
        </div>
        {children}
      </aside>
    </Portal>
  )
}

/** The guide of the page one is on: beside it, or on a small screen before it. */
export function Help() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind
  const page = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' })
  const wide = useMediaQuery('(min-width: 75em)')
  const link = useRef<HTMLAnchorElement>(null)
  const [shown, setShown] = useState<string | null>(null)
  const here = guideOf(page, kind)
  const close = () => {
    setShown(null)
    link.current?.focus()
  }
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setShown(shown === here ? null : here)
  }
  const inside = shown === null ? null : <Inside slug={shown} onTurn={setShown} />
  return (
    <>
      <ActionIcon
        component="a"
        ref={link}
        href={`/help/${here}`}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('help.title')}
        onClick={open}
      >
        <HelpIcon size={18} />
      </ActionIcon>
      {wide ? (
        inside && <Beside onClose={close}>{inside}</Beside>
      ) : (
        <Drawer
          opened={inside !== null}
          onClose={close}
          position="right"
          size={440}
          title={t('help.title')}
          closeButtonProps={{ 'aria-label': t('kit.close') }}
        >
          {inside}
        </Drawer>
      )}
    </>
  )
}
