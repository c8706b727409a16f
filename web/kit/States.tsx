import { Button, Loader } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallProblem } from '../call.ts'
import { useFocusAfter } from './focus.ts'
import { WarningIcon } from './icons.tsx'
import classes from './states.module.css'

/** Nothing here yet: says what to do. */
export function Empty({ title, children, action, icon }: { title: string; children?: ReactNode; action?: ReactNode; icon?: ReactNode }) {
  return (
    <div className={classes.state}>
      {icon ? <div className={classes.icon}>{icon}</div> : null}
      <h2 className={classes.title}>{title}</h2>
      {children ? <p className={classes.text}>{children}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}

/** 403: says what is missing. */
export function Refused({ permission, children }: { permission?: string | undefined; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes.state} role="alert">
      <h2 className={classes.title}>{t('kit.refused.title')}</h2>
      <p className={classes.text}>{children ?? t('kit.refused.text')}</p>
      {permission ? (
        <p className={classes.small}>
          {t('kit.refused.missing')} <code className={classes.code}>{permission}</code>
        </p>
      ) : null}
    </div>
  )
}

const faultFrom = 500
const words = new Map<number, 'absent' | 'busy' | 'away' | 'network'>([
  [404, 'absent'],
  [429, 'busy'],
  [503, 'away'],
  [0, 'network'],
])

/** Says what to try and, for faults, the id by which the operator finds them. `trying`: it is being tried again. */
export function Failed({ error, retry, trying = false }: { error: CallProblem; retry?: () => void; trying?: boolean }) {
  const { t } = useTranslation()
  const { status, code, title, detail, correlationId } = error.problem
  // An address that was cut off or mistyped: what it names cannot be there.
  const mistyped = code === 'http.invalid'
  const kind = mistyped ? 'absent' : (words.get(status) ?? 'fault')
  // A link that is over says of itself what it is; of anything else that is absent there is no more to say.
  const ownTitle = status === 404 && code !== 'http.not_found' ? title : ''
  return (
    <div className={classes.state} role="alert">
      <div className={classes.warning}>
        <WarningIcon size={22} />
      </div>
      <h2 className={classes.title}>{ownTitle || t(`kit.failed.${kind}.title`)}</h2>
      <p className={classes.text}>{mistyped ? t('kit.failed.absent.text') : detail || t(`kit.failed.${kind}.text`)}</p>
      {retry && kind !== 'absent' ? (
        <div className={classes.action}>
          {/* Pressed, it keeps the focus: that it is tried again may take long. */}
          <Button
            variant="default"
            aria-busy={trying}
            leftSection={trying ? <Loader size={14} /> : null}
            onClick={trying ? undefined : retry}
          >
            {t('kit.again')}
          </Button>
        </div>
      ) : null}
      {correlationId && status >= faultFrom ? (
        <p className={classes.small}>
          {t('kit.failed.correlation')} <code className={classes.code}>{correlationId}</code>
        </p>
      ) : null}
    </div>
  )
}

/** What will stand there: the shape keeps the page from jumping when it comes. */
export type Shape = 'table' | 'facts' | 'stats' | 'text'

const counts: Record<Shape, number> = { table: 6, facts: 6, stats: 4, text: 3 }

/** Grey shapes in the place of what is being read. */
export function Skeletons({ of = 'table' }: { of?: Shape }) {
  const { t } = useTranslation()
  return (
    <div className={classes.skeletons} data-shape={of} role="status" aria-label={t('kit.loading')}>
      {Array.from({ length: counts[of] }, (_, part) => part).map((part) => (
        <span key={part} className={classes.skeleton} />
      ))}
    </div>
  )
}

type ReadingProps<Data> = {
  of: { data: Data | undefined; error: CallProblem | null; errorUpdateCount: number; refetch: () => unknown }
  /** The shape of what is read; a table where nothing is said. */
  skeleton?: Shape
  /** What stands there instead when the answer has nothing in it. */
  empty?: { when: (data: Data) => boolean; show: ReactNode }
  children: (data: Data) => ReactNode
}

/** What was shown until now may be seen no longer (R-A4). */
function isGone(error: CallProblem | null): boolean {
  return error !== null && [403, 404].includes(error.problem.status)
}

/** What was at fault last, until it is known what is there: while it is asked for again, nothing flickers and the button stays where it is. */
function useFault({ data, error, errorUpdateCount }: Omit<ReadingProps<unknown>['of'], 'refetch'>): CallProblem | null {
  const [last, keep] = useState<CallProblem | null>(null)
  // What was never asked for has failed never: the fault is of what stood here before.
  const fault = error ?? (data === undefined && errorUpdateCount > 0 && !isGone(last) ? last : null)
  if (fault !== last) keep(fault)
  return fault
}

/** The four states of whatever is read: loading, refused, failed, empty; else its content, which outlasts a lost connection. */
export function Reading<Data>({ of, skeleton, empty, children }: ReadingProps<Data>) {
  const fault = useFault(of)
  const trying = of.error === null
  // With what was asked for the button goes.
  useFocusAfter(fault !== null && trying)
  if (of.data !== undefined && !isGone(of.error)) return empty?.when(of.data) ? empty.show : children(of.data)
  if (of.error?.problem.status === 403) {
    const { permission, detail } = of.error.problem
    return <Refused permission={permission}>{permission ? undefined : detail || undefined}</Refused>
  }
  if (fault) return <Failed error={fault} trying={trying} retry={() => void of.refetch()} />
  return <Skeletons {...(skeleton ? { of: skeleton } : {})} />
}
