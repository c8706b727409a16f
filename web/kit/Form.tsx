import { Text } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallProblem } from '../call.ts'
import { Notice } from './Notice.tsx'

/** What a form holds until it is sent; `dirty` once it holds something else than it began with. */
export function useDraft<Draft extends object>(first: Draft) {
  const [{ from, draft }, setDraft] = useState({ from: first, draft: first })
  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]) =>
    setDraft((now) => ({ from: now.from, draft: { ...now.draft, [name]: value } }))
  /** For inputs of text: `{...field('name')}`. */
  const field = <Name extends keyof Draft>(name: Name) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value as Draft[Name]),
  })
  const reset = (next: Draft) => setDraft({ from: next, draft: next })
  return { draft, set, field, reset, dirty: JSON.stringify(draft) !== JSON.stringify(from) }
}

/** What the server found at a field, by its path: `administrator.mail`. */
export function faultAt(problem: CallProblem | null | undefined, path: string): string | undefined {
  return problem?.problem.fields?.find((field) => field.path === path || field.path === `body.${path}`)?.detail
}

export function submitted(send: () => void) {
  return (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    send()
  }
}

/** What stands in the way, in words to act on; fields carry their own. */
export function FormProblem({ problem }: { problem?: CallProblem | null | undefined }) {
  const { t } = useTranslation()
  if (!problem) return null
  const { detail, title, correlationId, status, code } = problem.problem
  const fallback = code === 'network' ? t('kit.failed.network.text') : t('kit.failed.fault.text')
  return (
    <Notice tone="bad" alert>
      {detail || title || fallback}
      {correlationId && (status >= 500 || status === 0) ? (
        <Text size="sm" mt={4}>
          {t('kit.failed.correlation')} {correlationId}
        </Text>
      ) : null}
    </Notice>
  )
}
