import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CallProblem } from '../call.ts'
import { Page } from '../kit/Page.tsx'
import { Empty, Failed } from '../kit/States.tsx'
import classes from './broken.module.css'
import { findSilence, isSilence } from './session.ts'

const retryMilliseconds = 5_000

/** What stands in place of a page that could not be shown; where the hub was away, until it is back. */
export function BrokenHere({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const problem =
    error instanceof CallProblem
      ? error
      : new CallProblem({ type: 'about:blank', title: '', status: 500, code: 'http.fault', detail: '', correlationId: '' })
  const { status } = problem.problem
  useEffect(() => {
    if (!isSilence(status)) return
    const timer = window.setInterval(() => void loadAnew(), retryMilliseconds)
    return () => window.clearInterval(timer)
  }, [status])
  return (
    <Page title={t('shell.broken')}>
      <Failed error={problem} retry={() => void loadAnew()} />
    </Page>
  )
}

/** While the hub is away it would take away what is still there. */
async function loadAnew() {
  if (!(await findSilence())) window.location.reload()
}

export function BrokenPage({ error }: { error: unknown }) {
  return (
    <main className={classes.alone}>
      <BrokenHere error={error} />
    </main>
  )
}

/** Inside the shell: the menu stays. */
export function NotFoundHere() {
  const { t } = useTranslation()
  return (
    <Page title={t('shell.notFound.title')}>
      <Empty title={t('shell.notFound.heading')} action={<Link to="/">{t('shell.notFound.home')}</Link>}>
        {t('shell.notFound.text')}
      </Empty>
    </Page>
  )
}

export function NotFoundPage() {
  return (
    <main className={classes.alone}>
      <NotFoundHere />
    </main>
  )
}
