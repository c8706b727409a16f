import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../kit/Links.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { OutsidePage } from '../session/Outside.tsx'
import { GuideText } from './GuideText.tsx'
import type { Guide } from './guide.ts'
import { useGuides } from './library.ts'
import { guideBefore } from './pages.ts'

function Found({ guide, guides }: { guide: Guide; guides: readonly Guide[] }) {
  const { i18n, t } = useTranslation()
  // The address may name a part, which was not there yet when the page came.
  useEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), [])
  const linkTo = (slug: string, children: ReactNode) =>
    guides.some((other) => other.slug === slug) ? (
      <TextLink to="/help/$guide" params={{ guide: slug }}>
        {children}
      </TextLink>
    ) : (
      children
    )
  return (
    <>
      {guide.language === i18n.language ? null : <p>{t('help.english')}</p>}
      <GuideText guide={guide} under={1} linkTo={linkTo} />
    </>
  )
}

/** One guide, or that of a page before sign-in, by its name. */
export function GuidePage() {
  const { t } = useTranslation()
  const { guide: name } = useParams({ from: '/help/$guide' })
  const guides = useGuides()
  const found = guides.data?.find(({ slug }) => slug === name) ?? guides.data?.find(({ slug }) => slug === guideBefore(name))
  const missing = guides.data !== undefined && !found
  return (
    <OutsidePage
      key={name}
      wide
      title={found?.title ?? t(missing ? 'shell.notFound.title' : 'help.title')}
      lead={found?.summary}
      back={<TextLink to="/help">{t('help.all')}</TextLink>}
    >
      <Reading of={guides}>
        {(all) =>
          found ? <Found guide={found} guides={all} /> : <Empty title={t('shell.notFound.heading')}>{t('shell.notFound.text')}</Empty>
        }
      </Reading>
    </OutsidePage>
  )
}
