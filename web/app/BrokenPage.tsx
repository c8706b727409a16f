import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CallProblem } from '../call.ts'
import { Page } from '../kit/Page.tsx'
import { Empty, Failed } from '../kit/States.tsx'

/** What stands in place of a page that could not be shown. */
export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const problem =
    error instanceof CallProblem
      ? error
      : new CallProblem({ type: 'about:blank', title: '', status: 500, code: 'http.fault', detail: '', correlationId: '' })
  return (
    <div style={{ padding: 24 }}>
      <Page title={t('shell.broken')}>
        <Failed error={problem} retry={() => window.location.reload()} />
      </Page>
    </div>
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
    <main style={{ padding: 24 }}>
      <NotFoundHere />
    </main>
  )
}
