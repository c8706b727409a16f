import { Button, Code, Skeleton, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallProblem } from '../call.ts'
import { WarningIcon } from './icons.tsx'
import classes from './states.module.css'

/** Nothing here yet: says what to do. */
export function Empty({ title, children, action, icon }: { title: string; children?: ReactNode; action?: ReactNode; icon?: ReactNode }) {
  return (
    <div className={classes.state}>
      {icon ? <div className={classes.icon}>{icon}</div> : null}
      <Title order={2} className={classes.title}>
        {title}
      </Title>
      {children ? <Text className={classes.text}>{children}</Text> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}

/** 403: says what is missing. */
export function Refused({ permission, children }: { permission?: string | undefined; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes.state} role="alert">
      <Title order={2} className={classes.title}>
        {t('kit.refused.title')}
      </Title>
      <Text className={classes.text}>{children ?? t('kit.refused.text')}</Text>
      {permission ? (
        <Text className={classes.small}>
          {t('kit.refused.missing')} <Code>{permission}</Code>
        </Text>
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

/** Says what to try and, for faults, the id by which the operator finds them. */
export function Failed({ error, retry }: { error: CallProblem; retry?: () => void }) {
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
      <Title order={2} className={classes.title}>
        {ownTitle || t(`kit.failed.${kind}.title`)}
      </Title>
      <Text className={classes.text}>{mistyped ? t('kit.failed.absent.text') : detail || t(`kit.failed.${kind}.text`)}</Text>
      {retry && kind !== 'absent' ? (
        <div className={classes.action}>
          <Button variant="default" onClick={retry}>
            {t('kit.again')}
          </Button>
        </div>
      ) : null}
      {correlationId && status >= faultFrom ? (
        <Text className={classes.small}>
          {t('kit.failed.correlation')} <Code>{correlationId}</Code>
        </Text>
      ) : null}
    </div>
  )
}

/** Grey lines in the place of a list. */
function Skeletons({ rows = 6, height = 34 }: { rows?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <div className={classes.skeletons} role="status" aria-label={t('kit.loading')}>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </div>
  )
}

type ReadingProps<Data> = {
  of: UseQueryResult<Data, CallProblem>
  skeleton?: ReactNode
  /** What stands there instead when the answer has nothing in it. */
  empty?: { when: (data: Data) => boolean; show: ReactNode }
  children: (data: Data) => ReactNode
}

/** What was shown until now may be seen no longer (R-A4). */
function isGone(error: CallProblem | null): boolean {
  return error !== null && [403, 404].includes(error.problem.status)
}

/** The four states of whatever is read: loading, refused, failed, empty; else its content, which outlasts a lost connection. */
export function Reading<Data>({ of, skeleton, empty, children }: ReadingProps<Data>) {
  if (of.data !== undefined && !isGone(of.error)) return empty?.when(of.data) ? empty.show : children(of.data)
  if (of.error?.problem.status === 403) {
    const { permission, detail } = of.error.problem
    return <Refused permission={permission}>{permission ? undefined : detail || undefined}</Refused>
  }
  if (of.error) return <Failed error={of.error} retry={() => void of.refetch()} />
  return skeleton ?? <Skeletons />
}
