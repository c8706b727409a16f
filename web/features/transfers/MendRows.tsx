import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { type listTransferRows, mendTransfer, type TransferOutcome } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { FormProblem, submitted } from '../../kit/Form.tsx'
import { Reading } from '../../kit/States.tsx'
import type { Transfer } from './outcomes.ts'
import classes from './transfers.module.css'
import { useOpenedForm } from './useOpenedForm.ts'
import { useRowsOf } from './useRowsOf.ts'

/** More than that is mended in the file. */
const atOnce = 50

type Row = ReplyOf<typeof listTransferRows>['items'][number]
type Mended = { serialNumber: string; targetCustomerId: string; productNumber: string }

/** The rows that wait to be mended, to type in: what is changed is saved together, and all rows are checked again. */
export function MendRows({ transfer, outcome }: { transfer: Transfer; outcome: TransferOutcome }) {
  const rows = useRowsOf(transfer, outcome, atOnce)
  return (
    <Reading of={rows}>
      {({ items, nextCursor }) => <MendForm transfer={transfer} outcome={outcome} rows={items} more={nextCursor !== null} />}
    </Reading>
  )
}

type FormProps = { transfer: Transfer; outcome: TransferOutcome; rows: readonly Row[]; more: boolean }

function MendForm({ transfer, outcome, rows, more }: FormProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [changed, setChanged] = useState<ReadonlyMap<number, Mended>>(new Map())
  // What was sent is what was typed; what is typed for other rows stays, whoever mended something else meanwhile.
  const act = useAct(mendTransfer, () => setChanged(new Map()))
  const form = useOpenedForm()
  const product = outcome === 'ambiguous_serial' || rows.some((row) => row.productNumber !== '')
  const save = () => {
    const mended = [...changed].map(([line, row]) => ({ line, ...row }))
    act.mutate({ params: { id: transfer.id }, body: { rows: mended }, ifMatch: transfer.revision })
  }
  return (
    <form onSubmit={submitted(save)} className={classes.mend} data-product={product} ref={form}>
      {more ? <Quiet>{t('transfers.mend.first', { formatted: formats.number(rows.length) })}</Quiet> : null}
      <ol className={classes.mendRows}>
        {rows.map((row) =>
          row.line === null ? null : (
            <MendRow
              key={row.line}
              row={row}
              line={row.line}
              mended={changed.get(row.line)}
              product={product}
              onChange={(mended) => setChanged((now) => withLine(now, row, mended))}
            />
          ),
        )}
      </ol>
      <FormProblem problem={act.error} />
      <Group>
        <Button type="submit" disabled={changed.size === 0} loading={act.isPending}>
          {t('transfers.mend.save')}
        </Button>
      </Group>
    </form>
  )
}

/** What is as it was is not sent. */
function withLine(now: ReadonlyMap<number, Mended>, row: Row, mended: Mended): ReadonlyMap<number, Mended> {
  const next = new Map(now)
  if (row.line === null) return now
  const same =
    mended.serialNumber === row.serialNumber &&
    mended.targetCustomerId === row.targetCustomerId &&
    mended.productNumber === row.productNumber
  if (same) next.delete(row.line)
  else next.set(row.line, mended)
  return next
}

type RowProps = { row: Row; line: number; mended: Mended | undefined; product: boolean; onChange: (mended: Mended) => void }

function MendRow({ row, line, mended, product, onChange }: RowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now: Mended = mended ?? { serialNumber: row.serialNumber, targetCustomerId: row.targetCustomerId, productNumber: row.productNumber }
  const { suggestion } = row
  const input = (name: keyof Mended, label: string) => (
    <TextInput
      size="xs"
      label={label}
      aria-label={t('transfers.mend.inLine', { label, line: formats.number(line) })}
      classNames={{ input: classes.mono ?? '', label: classes.mendLabel ?? '' }}
      spellCheck={false}
      autoComplete="off"
      value={now[name]}
      onChange={(event) => onChange({ ...now, [name]: event.currentTarget.value })}
    />
  )
  return (
    <li className={classes.mendRow}>
      <Quiet>{t('transfers.mend.line', { line: formats.number(line) })}</Quiet>
      {input('serialNumber', t('devices.serialNumber'))}
      {product ? input('productNumber', t('devices.productNumber')) : null}
      {input('targetCustomerId', t('transfers.targetId'))}
      <div className={classes.mendWhy}>
        {row.explanation}{' '}
        {suggestion && now.serialNumber !== suggestion ? (
          <Button
            variant="light"
            size="compact-xs"
            onClick={(event) => {
              // Taken, it is offered no longer: one goes on at what it has filled in.
              event.currentTarget.closest('li')?.querySelector('input')?.focus()
              onChange({ ...now, serialNumber: suggestion })
            }}
          >
            {t('transfers.mend.use', { serial: suggestion })}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
