import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endSupportSession } from '../../../contract/support-sessions.ts'
import { now } from '../../app/clock.ts'
import { useFormats } from '../../app/formats.ts'
import { useSupportSession } from '../../app/session.ts'
import { type CallProblem, call } from '../../call.ts'
import { FormProblem } from '../../kit/Form.tsx'
import { EyeIcon } from '../../kit/icons.tsx'
import { ButtonLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import classes from './support.module.css'

type Visit = NonNullable<ReturnType<typeof useSupportSession>['data']>

const tickMilliseconds = 10_000
const minuteMilliseconds = 60_000

/** Begun ones too. */
function minutesLeft(until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now()) / minuteMilliseconds))
}

/** The same as time goes by. */
function useMinutesLeft(until: string): number {
  const [minutes, setMinutes] = useState(() => minutesLeft(until))
  useEffect(() => {
    setMinutes(minutesLeft(until))
    const timer = window.setInterval(() => setMinutes(minutesLeft(until)), tickMilliseconds)
    return () => window.clearInterval(timer)
  }, [until])
  return minutes
}

/** Says on every page inside a customer where one is, why, and for how long; ends it. */
function Banner({ visit, onOver }: { visit: Visit; onOver: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const minutes = useMinutesLeft(visit.endsAt)
  const end = useMutation<undefined, CallProblem>({
    // The person's own act, from outside: inside, nothing is written.
    mutationFn: () => call(endSupportSession, { params: { id: visit.id } }),
    onSuccess: onOver,
  })
  const isOver = minutes === 0
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  return (
    <section className={classes.banner} aria-label={t('support.inside', { customer: visit.customer.name })}>
      <span className={classes.icon}>
        <EyeIcon size={18} />
      </span>
      <div className={classes.words}>
        <p className={classes.title}>{t('support.inside', { customer: visit.customer.name })}</p>
        <p className={classes.facts}>
          {visit.agent.name} · {t('support.left', { count: minutes, formatted: formats.number(minutes) })} · {visit.reason}
        </p>
        <FormProblem problem={end.error} />
      </div>
      <Button className={classes.end ?? ''} size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate(undefined)}>
        {t('support.end')}
      </Button>
    </section>
  )
}

function Over() {
  const { t } = useTranslation()
  return (
    <Page title={t('support.overTitle')} lead={t('support.overText')}>
      <Group>
        <ButtonLink to="/operator/organisations">{t('support.back')}</ButtonLink>
      </Group>
    </Page>
  )
}

/** The pages inside a support session, under its banner; what comes in their place when it is over. */
export function Inside({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const visit = useSupportSession()
  const readAgain = useCallback(() => void queries.invalidateQueries(), [queries])
  const over = visit.error?.problem.status === 404 || (visit.data !== undefined && visit.data.endedAt !== null)
  if (over) return <Over />
  return (
    <Reading of={visit}>
      {(open) => (
        <>
          <Banner visit={open} onOver={readAgain} />
          {children}
        </>
      )}
    </Reading>
  )
}
