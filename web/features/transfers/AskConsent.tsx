import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../contract/limits.ts'
import { askTransferConsent } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { useMay } from '../../app/session.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Notice } from '../../kit/Notice.tsx'
import type { Transfer } from './outcomes.ts'

/** In the place of the button that opened the form. */
const focusFirst = (box: HTMLTextAreaElement | null) => box?.focus()

/** Asks the customers for the devices that stayed for want of their consent (R-T2). */
export function AskConsent({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const mayAsk = useMay()('request.send')
  const formats = useFormats()
  const [opened, { open, close }] = useDisclosure(false)
  const { draft, field } = useDraft({ purpose: '', until: '' })
  const act = useAct(askTransferConsent, close)
  if (!mayAsk || transfer.wantsConsent === 0) return null
  if (act.isSuccess) return <Notice tone="info">{t('transfers.consent.sent')}</Notice>
  if (transfer.consentAskedAt) {
    return <Notice tone="info">{t('transfers.consent.asked', { when: formats.instant(transfer.consentAskedAt) })}</Notice>
  }
  return (
    <Notice tone="info">
      <Stack gap="sm" align="flex-start">
        {t('transfers.consent.lead')}
        {opened ? (
          <form onSubmit={submitted(() => act.mutate({ params: { id: transfer.id }, body: draft }))}>
            <Stack gap="sm" w={520} maw="100%" align="flex-start">
              <Textarea
                ref={focusFirst}
                w="100%"
                label={t('transfers.consent.purpose')}
                description={t('transfers.consent.purposeText')}
                required
                maxLength={limits.purposeCharacters}
                autosize
                minRows={2}
                error={faultAt(act.error, 'purpose')}
                {...field('purpose')}
              />
              <TextInput
                type="date"
                label={t('transfers.consent.until')}
                required
                error={faultAt(act.error, 'until')}
                {...field('until')}
              />
              <FormProblem problem={act.error} />
              <Button type="submit" loading={act.isPending}>
                {t('transfers.consent.send')}
              </Button>
            </Stack>
          </form>
        ) : (
          <Button variant="default" onClick={open}>
            {t('transfers.consent.ask')}
          </Button>
        )}
      </Stack>
    </Notice>
  )
}
