import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useHoldingTenant } from '../../app/places.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { Mono } from '../../kit/Bits.tsx'
import { FormProblem, submitted } from '../../kit/Form.tsx'
import { ArrowRightIcon } from '../../kit/icons.tsx'
import { ButtonLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { Fates } from './Fates.tsx'
import { FaultyRows } from './FaultyRows.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'
import { countFaulty, countMendable, movedCount, notMoving, type Transfer } from './outcomes.ts'
import { RouteEnd, useTenantName } from './RouteEnd.tsx'
import { CheckAgain } from './TryAgain.tsx'
import classes from './transfers.module.css'
import { WhatTheySee } from './WhatTheySee.tsx'

/** From where to where, with counts. */
export function Route({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const nameOf = useTenantName()
  const { sources, target, targets } = transfer
  return (
    <Panel>
      <div className={classes.route}>
        <div>
          <div className={classes.label}>{t('transfers.from')}</div>
          {sources.length === 0 ? '–' : <RouteEnd transfer={transfer} side="source" />}
        </div>
        <span className={classes.arrow}>
          <ArrowRightIcon size={20} />
        </span>
        <div>
          <div className={classes.label}>{t('transfers.target')}</div>
          {target ? (
            <>
              <span className={classes.end}>{nameOf(target.tenant, target.name)}</span> <Mono>{target.tenant}</Mono>
            </>
          ) : targets.length > 0 ? (
            <RouteEnd transfer={transfer} side="target" />
          ) : transfer.several ? (
            '–'
          ) : (
            t('transfers.noTargetInReach')
          )}
        </div>
      </div>
    </Panel>
  )
}

export function StartOver() {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  return (
    <ButtonLink to="/o/$organisationId/transfers/new" params={{ organisationId }} variant="default">
      {t('transfers.confirm.other')}
    </ButtonLink>
  )
}

/** No row would move: because all is as it should be, because of what can be mended, or because of what only time or others can change. */
function NothingMoves({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const settled = countFaulty(transfer) === 0
  return (
    <Notice tone={settled ? 'info' : 'warn'} title={settled ? t('transfers.settled.title') : t('transfers.nothing.title')}>
      <Stack gap="sm" align="flex-start">
        {settled ? t('transfers.settled.text') : countMendable(transfer) > 0 ? t('transfers.nothing.text') : t('transfers.nothing.waits')}
        <StartOver />
      </Stack>
    </Notice>
  )
}

function Confirmation({ transfer, back }: { transfer: Transfer; back: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [sure, setSure] = useState(false)
  // From here on the page is another one: its head says how far it is.
  const act = useAct(confirmTransfer, () => window.scrollTo({ top: 0 }))
  const count = movedCount(transfer)
  const target = transfer.target?.name
  const send = () => act.mutate({ params: { id: transfer.id }, body: { confirmed: true }, ifMatch: transfer.revision })
  return (
    <Panel>
      <form onSubmit={submitted(send)}>
        <Stack gap="md">
          <Checkbox
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
            label={
              back ? t('transfers.confirm.back') : target ? t('transfers.confirm.customer', { target }) : t('transfers.several.confirm')
            }
          />
          <FormProblem problem={act.error} />
          <Group gap="sm">
            <Button type="submit" disabled={!sure || !transfer.can.confirm} loading={act.isPending}>
              {t('transfers.confirm.move', { count, formatted: formats.number(count) })}
            </Button>
            <StartOver />
          </Group>
          {transfer.lapsesAt ? (
            <Text size="sm" c="dimmed">
              {t('transfers.confirm.until', { when: formats.instant(transfer.lapsesAt) })}
            </Text>
          ) : null}
        </Stack>
      </form>
    </Panel>
  )
}

/** The second step: every row's fate before anything moves (R-T4), mended where it stands, and the confirmation. */
export function TransferPreview({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const holding = useHoldingTenant()
  const back = transfer.target !== null && transfer.target.tenant === holding?.customerId
  const nothing = movedCount(transfer) === 0
  const stay = notMoving(transfer)
  const lead = nothing
    ? t('transfers.noneMoves')
    : stay > 0
      ? t('transfers.stay', { count: stay, formatted: formats.number(stay) })
      : t('transfers.allMove')
  return (
    <>
      <Route transfer={transfer} />
      {nothing ? <NothingMoves transfer={transfer} /> : null}
      <Section
        title={t('transfers.fates.title')}
        lead={<span role="status">{lead}</span>}
        actions={transfer.can.confirm ? <CheckAgain transfer={transfer} /> : undefined}
      >
        <Fates transfer={transfer} />
        <FaultyRows transfer={transfer} />
      </Section>
      {nothing ? null : (
        <>
          <WhatTheySee transfer={transfer} back={back} />
          <Confirmation transfer={transfer} back={back} />
        </>
      )}
      <Section title={t('transfers.everyRow')}>
        <OutcomeTable transfer={transfer} />
      </Section>
    </>
  )
}
