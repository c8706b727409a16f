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

const kinds = { 404: 'absent', 429: 'busy', 503: 'away', 0: 'network' } as const

/** Says what to try, and the id by which the operator finds the fault. */
export function Failed({ error, retry }: { error: CallProblem; retry?: () => void }) {
  const { t } = useTranslation()
  const { status, detail, correlationId } = error.problem
  const kind = kinds[status as keyof typeof kinds] ?? 'fault'
  return (
    <div className={classes.state} role="alert">
      <div className={classes.warning}>
        <WarningIcon size={22} />
      </div>
      <Title order={2} className={classes.title}>
        {t(`kit.failed.${kind}.title`)}
      </Title>
      <Text className={classes.text}>{detail || t(`kit.failed.${kind}.text`)}</Text>
      {retry && status !== 404 ? (
        <div className={classes.action}>
          <Button variant="default" onClick={retry}>
            {t('kit.again')}
          </Button>
        </div>
      ) : null}
      {correlationId ? (
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

/** The four states of whatever is read: loading, refused, failed, empty; else its content. */
export function Reading<Data>({ of, skeleton, empty, children }: ReadingProps<Data>) {
  if (of.data !== undefined) return empty?.when(of.data) ? empty.show : children(of.data)
  if (of.error?.problem.status === 403)
    return <Refused permission={of.error.problem.permission}>{of.error.problem.detail || undefined}</Refused>
  if (of.error) return <Failed error={of.error} retry={() => void of.refetch()} />
  return skeleton ?? <Skeletons />
}
