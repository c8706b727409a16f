import { Title } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListing, useSearchText } from '../../app/listing.ts'
import { useSession } from '../../app/session.ts'
import { TextLink } from '../../kit/Links.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { OutsidePage } from '../session/Outside.tsx'
import { makeFinder } from './find.ts'
import { partId } from './GuideText.tsx'
import type { Guide, Reader } from './guide.ts'
import { readers } from './guide.ts'
import classes from './help.module.css'
import { useGuides } from './library.ts'

function GuideLink({ guide, part = 0 }: { guide: Guide; part?: number }) {
  return (
    <TextLink className={classes.name} to="/help/$guide" params={{ guide: guide.slug }} hash={part > 0 ? partId(part) : undefined}>
      {guide.title}
    </TextLink>
  )
}

/** What was searched for, as the guides say it. */
function Hits({ guides, q }: { guides: readonly Guide[]; q: string }) {
  const { t } = useTranslation()
  const find = useMemo(() => makeFinder(guides), [guides])
  const hits = find(q)
  if (hits.length === 0) return <Empty title={t('help.noHit', { q })} />
  return (
    <ul className={classes.hits}>
      {hits.map(({ guide, part, heading, passage }) => (
        <li key={`${guide.slug} ${part}`} lang={guide.language}>
          <GuideLink guide={guide} part={part} />
          {heading ? ` · ${heading}` : null}
          <p className={classes.passage}>
            {passage.map(({ text, hit }, place) => {
              const key = `${place} ${text}`
              return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>
            })}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Those who read here first, as far as that is known; then everybody else. */
function useShelves(): Reader[] {
  const session = useSession().data
  const own: Reader[] = [
    'everyone',
    ...(session?.memberships.map(({ kind }) => kind) ?? []),
    ...(session?.person.operator ? (['operator'] as const) : []),
  ]
  return [...new Set([...own, ...readers])]
}

function Shelves({ guides }: { guides: readonly Guide[] }) {
  const { t, i18n } = useTranslation()
  const names = { everyone: t('activity.everybody'), operator: t('support.operator') }
  return (
    <div className={classes.shelves}>
      {useShelves().map((reader) => (
        <section key={reader}>
          <Title order={2} mb={8}>
            {reader === 'everyone' || reader === 'operator' ? names[reader] : t(`operator.kinds.${reader}`)}
          </Title>
          {reader === 'operator' && i18n.language !== 'en' ? <p className={classes.summary}>{t('help.english')}</p> : null}
          <ul className={classes.guides}>
            {guides
              .filter((guide) => guide.readers.includes(reader))
              .map((guide) => (
                <li key={guide.slug} lang={guide.language}>
                  <GuideLink guide={guide} />
                  <p className={classes.summary}>{guide.summary}</p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Every guide, by whom it is for, with search; signed in or not. */
export function HelpPage() {
  const { t } = useTranslation()
  const guides = useGuides()
  const { q } = useListing().search
  const typed = useSearchText()
  return (
    <OutsidePage wide title={t('help.title')} back={<TextLink to="/">{t('shell.notFound.home')}</TextLink>}>
      <Toolbar find={t('help.find')} typed={typed} />
      <Reading of={guides}>{(all) => (q ? <Hits guides={all} q={q} /> : <Shelves guides={all} />)}</Reading>
    </OutsidePage>
  )
}
