import { Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { Tag } from '../../kit/Bits.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { heardOf } from '../../kit/progress.ts'
import { Reading } from '../../kit/States.tsx'
import { Fates } from './Fates.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'
import { isMoving, isOver, movedCount, standingOf, stateTones, type Transfer, type TransferState } from './outcomes.ts'
import { Route, TransferPreview } from './TransferPreview.tsx'
import { TransferSteps } from './TransferSteps.tsx'
import { TransferSummary } from './TransferSummary.tsx'
import { TryAgain } from './TryAgain.tsx'

/** Live events tell only whoever asked for the transfer or confirmed it. */
const pollMilliseconds = 3_000
const wholeShare = 100

const stepOf: Record<TransferState, number> = {
  previewing: 1,
  previewed: 1,
  lapsed: 1,
  queued: 2,
  running: 2,
  failed: 3,
  done: 3,
  undoing: 3,
  undone: 3,
}

/** Long work: how far it is; one may leave, the bell tells when it is done. */
function TransferProgress({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { progress, rows, state } = transfer
  const share = rows > 0 ? progress / rows : 0
  const words = t('transfers.progress', { done: formats.number(progress), rows: formats.number(rows) })
  return (
    <Panel>
      <Stack gap="sm">
        <Text fw={600}>{t(`transfers.states.${state}`)}</Text>
        <Progress value={share * wholeShare} aria-label={t(`transfers.states.${state}`)} animated={state !== 'queued'} />
        <Text>{state === 'queued' ? t('transfers.waiting') : words}</Text>
        <Text c="dimmed">{state === 'previewing' ? t('transfers.mayReturn') : t('transfers.mayLeave')}</Text>
      </Stack>
    </Panel>
  )
}

/** For whoever hears the page: what is being done, how far it is, and what has come of it. */
function Said({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { progress, rows, state } = transfer
  const standing = t(`transfers.states.${standingOf(transfer)}`)
  const done = heardOf(progress, rows)
  if (state === 'done')
    return `${standing} · ${t('kit.labelled', { label: t('transfers.moved'), value: formats.number(movedCount(transfer)) })}`
  if (!isMoving(state) || state === 'queued' || done === 0) return standing
  return `${standing} · ${t('transfers.progress', { done: formats.number(done), rows: formats.number(rows) })}`
}

function Lapsed() {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  return (
    <Notice tone="info" title={t('transfers.lapsed.title')}>
      <Stack gap="sm" align="flex-start">
        {t('transfers.lapsed.text')}
        <ButtonLink to="/o/$organisationId/transfers/new" params={{ organisationId }}>
          {t('transfers.new')}
        </ButtonLink>
      </Stack>
    </Notice>
  )
}

/** The transfer whose rows that stayed these are, and the one in which those of this were tried again. */
function Others({ transfer: { retryOf, retriedBy } }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  const others = [
    { text: t('transfers.retryOf'), link: t('transfers.showFirst'), id: retryOf },
    { text: t('transfers.retried'), link: t('transfers.showRetry'), id: retriedBy },
  ]
  return others.map(({ text, link, id }) =>
    id === null ? null : (
      <Notice tone="info" key={id}>
        {text}{' '}
        <TextLink to="/o/$organisationId/transfers/$transferId" params={{ organisationId, transferId: id }}>
          {link}
        </TextLink>
      </Notice>
    ),
  )
}

function Content({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const { state } = transfer
  if (state === 'previewed') return <TransferPreview transfer={transfer} />
  if (state === 'done' || state === 'undone') return <TransferSummary transfer={transfer} />
  return (
    <>
      {isMoving(state) ? <TransferProgress transfer={transfer} /> : null}
      {state === 'lapsed' ? <Lapsed /> : null}
      {state === 'failed' ? (
        <Notice tone="bad" title={t('transfers.failed.title')}>
          {t('transfers.failed.text')}
        </Notice>
      ) : null}
      {state === 'previewing' ? null : <Route transfer={transfer} />}
      {state === 'previewing' ? null : (
        <>
          <Fates transfer={transfer} />
          {isOver(state) ? (
            <Group>
              <TryAgain transfer={transfer} />
            </Group>
          ) : null}
          <OutcomeTable transfer={transfer} />
        </>
      )}
    </>
  )
}

/** A transfer from its preview to its Summary: the state decides what stands here. */
export function TransferPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { transferId } = useParams({ from: '/o/$organisationId/transfers/$transferId' })
  const transfer = useRead(
    getTransfer,
    { params: { id: transferId } },
    { refetchInterval: (last) => (last && isOver(last.state) ? false : pollMilliseconds) },
  )
  const found = transfer.data
  return (
    <Page
      title={
        found?.target
          ? t('transfers.to', { target: found.target.name })
          : found?.several
            ? t('transfers.several.title')
            : t('transfers.title')
      }
      mark={found ? <Tag tone={stateTones[standingOf(found)]}>{t(`transfers.states.${standingOf(found)}`)}</Tag> : null}
      lead={
        found
          ? [t('transfers.by', { who: found.askedBy, when: formats.instant(found.createdAt) }), found.fileName].filter(Boolean).join(' · ')
          : undefined
      }
    >
      <VisuallyHidden role="status">{found ? <Said transfer={found} /> : null}</VisuallyHidden>
      <Reading of={transfer} skeleton="facts">
        {(shown) => (
          <>
            <TransferSteps current={stepOf[shown.state]} />
            <Others transfer={shown} />
            <Content key={shown.id} transfer={shown} />
          </>
        )}
      </Reading>
    </Page>
  )
}
