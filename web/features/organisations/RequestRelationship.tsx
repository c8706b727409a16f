import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { requestRelationship } from '../../../contract/dealings.ts'
import { useAct } from '../../app/reading.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'

/** A provider asks a partner, by its location ID, to be its supplier. */
export function RequestRelationship({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, field } = useDraft({ locationId: '' })
  const act = useAct(requestRelationship, (made) => {
    set('locationId', '')
    onClose()
    notifications.show({ message: t('relationships.requested', { name: made.to.name }) })
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('relationships.request')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <form onSubmit={submitted(() => act.mutate({ body: { kind: 'supplies', locationId: draft.locationId.trim() } }))}>
        <Stack gap="md">
          <TextInput
            label={t('accreditations.locationId')}
            description={t('relationships.locationIdText')}
            required
            data-autofocus
            error={faultAt(act.error, 'locationId')}
            {...field('locationId')}
          />
          <FormProblem problem={act.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('kit.cancel')}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {t('relationships.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
