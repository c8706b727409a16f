import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { requestRelationship } from '../../../contract/dealings.ts'
import { useAct } from '../../app/reading.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { toast } from '../../kit/Toast.tsx'

/** A provider asks a partner, by its location ID, to be its supplier. */
export function RequestRelationship({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, field, dirty } = useDraft({ locationId: '' })
  const act = useAct(requestRelationship, (made) => {
    set('locationId', '')
    onClose()
    toast.done(t('relationships.requested', { name: made.to.name }))
  })
  return (
    <FormDialog
      opened={opened}
      title={t('relationships.request')}
      action={t('relationships.send')}
      pending={act.isPending}
      problem={act.error}
      dirty={dirty}
      onSend={() => act.mutate({ body: { kind: 'supplies', locationId: draft.locationId.trim() } })}
      onClose={onClose}
    >
      <TextInput
        label={t('accreditations.locationId')}
        description={t('relationships.locationIdText')}
        required
        data-autofocus
        error={faultAt(act.error, 'locationId')}
        {...field('locationId')}
      />
    </FormDialog>
  )
}
