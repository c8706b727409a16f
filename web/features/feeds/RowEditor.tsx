import { Button, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { correctFeedRow, type listFeedRows, rejectedOutcomes } from '../../../contract/feeds.ts'
import { useAct } from '../../app/reading.ts'
import { RowActions } from '../../kit/DataTable.tsx'
import { FormProblem, faultAt, useDraft } from '../../kit/Form.tsx'

export type Row = ReplyOf<typeof listFeedRows>['items'][number]
type Sale = Pick<
  Row,
  'vendor' | 'productNumber' | 'serialNumber' | 'model' | 'soldToLocationId' | 'saleDate' | 'webOrderNumber' | 'endCustomer'
>

const nothing: Sale = {
  vendor: '',
  productNumber: '',
  serialNumber: '',
  model: '',
  soldToLocationId: '',
  saleDate: '',
  webOrderNumber: '',
  endCustomer: '',
}

/** R-B4: what can be corrected and tried again. */
export function isRejected({ outcome }: Pick<Row, 'outcome'>): boolean {
  return rejectedOutcomes.some((rejected) => rejected === outcome)
}

/** One rejected row of the list at a time is corrected where it stands. */
export function useRowEditor(feedId: string, mayCorrect: boolean) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<Row | null>(null)
  const { draft, field, reset } = useDraft(nothing)
  const act = useAct(correctFeedRow, () => setEditing(null))
  const begin = (row: Row) => {
    act.reset()
    reset({ ...row })
    setEditing(row)
  }
  const save = () => {
    if (!editing) return
    const { vendor, productNumber, serialNumber, model, soldToLocationId, saleDate, webOrderNumber, endCustomer } = draft
    act.mutate({
      params: { id: feedId, line: editing.line },
      body: { vendor, productNumber, serialNumber, model, soldToLocationId, saleDate, webOrderNumber, endCustomer },
      ifMatch: editing.revision,
    })
  }
  const isEdited = (row: Row) => editing?.line === row.line
  /** Inputs in place of what the row says; a problem stands at its input. */
  const inputs = (row: Row, shown: ReactNode, ...names: readonly (keyof Sale)[]) => {
    if (!isEdited(row)) return shown
    return (
      <Stack gap={4} miw={150}>
        {names.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={t(`feeds.columns.${name}`)}
            error={faultAt(act.error, name)}
            onKeyDown={(event) => (event.key === 'Enter' ? save() : event.key === 'Escape' ? setEditing(null) : undefined)}
            {...field(name)}
          />
        ))}
      </Stack>
    )
  }
  const actions = (row: Row) => {
    if (!mayCorrect || !isRejected(row)) return null
    if (!isEdited(row)) {
      return (
        <Button size="xs" variant="default" onClick={() => begin(row)} aria-label={t('feeds.correctRow', { line: row.line })}>
          {t('feeds.correct')}
        </Button>
      )
    }
    return (
      <>
        <RowActions>
          <Button size="xs" loading={act.isPending} onClick={save}>
            {t('kit.save')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setEditing(null)}>
            {t('kit.cancel')}
          </Button>
        </RowActions>
        {act.error && act.error.problem.fields === undefined ? <FormProblem problem={act.error} /> : null}
      </>
    )
  }
  return { inputs, actions }
}

export type RowEditor = ReturnType<typeof useRowEditor>
