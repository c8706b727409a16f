import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { type jobStates, listHubJobs, retryHubJob } from '../../../contract/operator.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { CheckIcon } from '../../kit/icons.tsx'
import { Empty } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'

type State = (typeof jobStates)[number]
type OpenJob = ReplyOf<typeof listHubJobs>['items'][number]

export const tones = { waiting: 'quiet', running: 'info', repeating: 'warn', failed: 'bad' } as const
const lookMilliseconds = 5_000

/** Background work that is not done; what fails can be tried again at once. */
export function OpenJobs({ state }: { state: State | undefined }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const jobs = useRows(listHubJobs, { query: { state } }, { keyOf: ({ id }) => id, poll: lookMilliseconds })
  const retry = useAct(retryHubJob, () => toast.done(t('operator.jobs.retried')))
  const columns: Column<OpenJob>[] = [
    { key: 'name', header: t('operator.jobs.name'), lead: true, cell: ({ name }) => <Mono>{name}</Mono> },
    {
      key: 'state',
      header: t('operator.jobs.state'),
      fit: true,
      cell: (row) => <Tag tone={tones[row.state]}>{t(`operator.jobs.${row.state}`)}</Tag>,
    },
    { key: 'tries', header: t('operator.jobs.tries'), align: 'end', cell: ({ tries }) => formats.number(tries) },
    { key: 'createdAt', header: t('operator.jobs.createdAt'), fit: true, cell: ({ createdAt }) => formats.instant(createdAt) },
    { key: 'nextAt', header: t('operator.jobs.nextAt'), fit: true, cell: ({ nextAt }) => (nextAt ? formats.instant(nextAt) : '–') },
    { key: 'fault', header: t('operator.jobs.fault'), cell: ({ fault, subject }) => fault ?? <Quiet>{subject ?? '–'}</Quiet> },
    {
      key: 'retry',
      header: '',
      fit: true,
      cell: ({ id, name, state: now }) =>
        now === 'repeating' || now === 'failed' ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('operator.jobs.retryOf', { name })}
            loading={retry.isPending && retry.variables.params?.id === id}
            onClick={() => retry.mutate({ params: { id } })}
          >
            {t('operator.jobs.retry')}
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      <FormProblem problem={retry.error} />
      <ListTable
        name="jobs"
        of={jobs}
        below
        caption={t('operator.jobs.title')}
        columns={columns}
        empty={<Empty icon={<CheckIcon size={20} />} title={t('operator.jobs.empty')} />}
      />
    </>
  )
}
