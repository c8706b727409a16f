import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mendTransfer, type TransferOutcome } from '../../../contract/transfers.ts'
import { useAct } from '../../app/reading.ts'
import { FormProblem, submitted } from '../../kit/Form.tsx'
import { Reading } from '../../kit/States.tsx'
import { TargetPicker } from '../customers/TargetPicker.tsx'
import type { Transfer } from './outcomes.ts'
import classes from './transfers.module.css'
import { useOpenedForm } from './useOpenedForm.ts'
import { useRowsOf } from './useRowsOf.ts'

/** Rows that are looked at for what they name; the rest comes once these are mended. */
const looked = 200
const mostNamed = 10

type Props = { transfer: Transfer; outcome: TransferOutcome; missing?: boolean }

/** Whom rows should have named: one choice mends every row that names the same; `missing`: those that name nobody. */
export function MendTargets({ transfer, outcome, missing = false }: Props) {
  const rows = useRowsOf(transfer, outcome, looked)
  return (
    <Reading of={rows}>
      {({ items }) => {
        const named = [...new Set(items.map((row) => row.targetCustomerId))].filter((target) => !missing || target === '')
        return named.length > 0 ? <Form transfer={transfer} named={named.slice(0, mostNamed)} /> : null
      }}
    </Reading>
  )
}

function Form({ transfer, named }: { transfer: Transfer; named: readonly string[] }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const act = useAct(mendTransfer, () => setChosen(new Map()))
  const form = useOpenedForm()
  const choose = (from: string, to: string | null) =>
    setChosen((now) => {
      const next = new Map(now)
      if (to === null) next.delete(from)
      else next.set(from, to)
      return next
    })
  const save = () => {
    const targets = [...chosen].map(([from, to]) => ({ from, to }))
    act.mutate({ params: { id: transfer.id }, body: { targets }, ifMatch: transfer.revision })
  }
  return (
    <form onSubmit={submitted(save)} className={classes.mend} ref={form}>
      <Stack gap="sm" maw={520}>
        {named.map((from) => (
          <TargetPicker
            key={from}
            label={from === '' ? t('transfers.mend.forNone') : t('transfers.mend.instead', { named: from })}
            value={chosen.get(from) ?? null}
            onChange={(to) => choose(from, to)}
            optional
          />
        ))}
        <FormProblem problem={act.error} />
        <Group>
          <Button type="submit" disabled={chosen.size === 0} loading={act.isPending}>
            {t('transfers.mend.replace')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
