import { Button, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../contract/limits.ts'
import { takeSecondFactor } from '../../../contract/operator.ts'
import { useAct } from '../../app/reading.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/Toast.tsx'

function TakeAway({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, field, dirty } = useDraft({ mail: '', again: '', reason: '' })
  const act = useAct(takeSecondFactor, ({ name }) => {
    onClose()
    toast.done(t('operator.lost.done', { name }))
  })
  const isMeant = draft.mail.trim() !== '' && draft.mail.trim().toLowerCase() === draft.again.trim().toLowerCase()
  return (
    <FormDialog
      title={t('operator.lost.title')}
      action={t('operator.lost.act')}
      danger
      pending={act.isPending}
      problem={act.error}
      disabled={!isMeant || draft.reason.trim() === ''}
      dirty={dirty}
      onSend={() => act.mutate({ body: { mail: draft.mail, reason: draft.reason } })}
      onClose={onClose}
    >
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
    </FormDialog>
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
