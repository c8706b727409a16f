import { createContext, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './breadcrumb.module.css'
import { ChevronLeftIcon, ChevronRightIcon } from './icons.tsx'

type Way = {
  /** What stands above a page, as links, the farthest first. */
  readonly above: readonly { readonly key: string; readonly link: ReactNode }[]
  /** What the page is called among them, where its title says something else. */
  readonly here?: string | undefined
}

/** The way to the page, from whoever knows the tree of pages. */
export const WayHere = createContext<Way>({ above: [] })

/** Where a page stands: the pages above it, and itself. Where there is little room the nearest alone, as the way back. */
export function Breadcrumb({ above, here }: Way) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('kit.breadcrumb')}>
      <ol className={classes.way}>
        {above.map(({ key, link }, at) => (
          <li key={key} data-nearest={at === above.length - 1}>
            <span className={classes.back}>
              <ChevronLeftIcon size={13} />
            </span>
            {link}
            <span className={classes.on}>
              <ChevronRightIcon size={13} />
            </span>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
