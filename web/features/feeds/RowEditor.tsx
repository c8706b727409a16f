import { SimpleGrid, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { correctFeedRow, type FeedOutcome, type listFeedRows, rejectedOutcomes } from '../../../contract/feeds.ts'
import { useAct } from '../../app/reading.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'

export type Row = ReplyOf<typeof listFeedRows>['items'][number]

/** What a person may correct of a row, in the order of the file. */
export const saleFields = [
  'vendor',
  'productNumber',
  'serialNumber',
  'model',
  'soldToLocationId',
  'saleDate',
  'webOrderNumber',
  'endCustomer',
] as const
type SaleField = (typeof saleFields)[number]

/** R-B4: what can be corrected and tried again. */
export function isRejected({ outcome }: Pick<Row, 'outcome'>): boolean {
  return rejectedOutcomes.some((rejected) => rejected === outcome)
}

/** Where to look first, by what became of the row. */
const fieldAtFault: Partial<Record<FeedOutcome, SaleField>> = {
  unknown_location: 'soldToLocationId',
  not_your_partner: 'soldToLocationId',
  no_accreditation: 'soldToLocationId',
  unknown_vendor: 'vendor',
  not_your_vendor: 'vendor',
}

type Props = { feedId: string; row: Row; onClose: () => void }

/** One rejected row, to correct (R-B4); a problem stands at its input. */
export function RowEditor({ feedId, row, onClose }: Props) {
  const { t } = useTranslation()
  const { vendor, productNumber, serialNumber, model, soldToLocationId, saleDate, webOrderNumber, endCustomer } = row
  const { draft, field, dirty } = useDraft({
    vendor,
    productNumber,
    serialNumber,
    model,
    soldToLocationId,
    saleDate,
    webOrderNumber,
    endCustomer,
  })
  const act = useAct(correctFeedRow, onClose)
  const first = (row.outcome && fieldAtFault[row.outcome]) ?? 'serialNumber'
  const isSaidAtField = saleFields.some((name) => faultAt(act.error, name) !== undefined)
  return (
    <FormDialog
      wide
      title={t('feeds.correctRow', { line: row.line })}
      action={t('kit.save')}
      pending={act.isPending}
      problem={isSaidAtField ? null : act.error}
      dirty={dirty}
      onSend={() => act.mutate({ params: { id: feedId, line: row.line }, body: draft, ifMatch: row.revision })}
      onClose={onClose}
    >
      {row.explanation && !isSaidAtField ? <Text c="dimmed">{row.explanation}</Text> : null}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {saleFields.map((name) => (
          <TextInput
            key={name}
            label={t(`feeds.columns.${name}`)}
            error={faultAt(act.error, name)}
            data-autofocus={name === first || undefined}
            {...field(name)}
          />
        ))}
      </SimpleGrid>
    </FormDialog>
  )
}
