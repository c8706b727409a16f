import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../contract/limits.ts'
import { takeSecondFactor } from '../../../contract/operator.ts'
import { useAct } from '../../app/reading.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Section } from '../../kit/Page.tsx'

function TakeAway({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, field } = useDraft({ mail: '', again: '', reason: '' })
  const act = useAct(takeSecondFactor, ({ name }) => {
    onClose()
    notifications.show({ message: t('operator.lost.done', { name }) })
  })
  const isMeant = draft.mail.trim() !== '' && draft.mail.trim().toLowerCase() === draft.again.trim().toLowerCase()
  return (
    <Modal opened onClose={onClose} title={t('operator.lost.title')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <form onSubmit={submitted(() => act.mutate({ body: { mail: draft.mail, reason: draft.reason } }))}>
        <Stack gap="md">
          <Text>{t('operator.lost.text')}</Text>
          <TextInput
            label={t('session.mail')}
            type="email"
            required
            data-autofocus
            autoComplete="off"
            error={faultAt(act.error, 'mail')}
            {...field('mail')}
          />
          <TextInput label={t('operator.lost.again')} type="email" required autoComplete="off" {...field('again')} />
          <Textarea
            label={t('operator.lost.reason')}
            description={t('operator.lost.reasonText')}
            required
            autosize
            minRows={2}
            maxLength={limits.purposeCharacters}
            error={faultAt(act.error, 'reason')}
            {...field('reason')}
          />
          <FormProblem problem={act.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('kit.cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={act.isPending} disabled={!isMeant || draft.reason.trim() === ''}>
              {t('operator.lost.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Somebody has lost phone and recovery codes. The address is typed twice: it is somebody else's account. */
export function LostSecondFactor() {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Section
      title={t('operator.lost.title')}
      lead={t('operator.lost.lead')}
      actions={
        <Button variant="default" onClick={open}>
          {t('operator.lost.act')}
        </Button>
      }
    >
      {opened ? <TakeAway onClose={close} /> : null}
    </Section>
  )
}
