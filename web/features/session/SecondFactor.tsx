import { Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endSecondFactor, getSecondFactor, renewRecoveryCodes } from '../../../contract/accounts.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { recheckSession } from '../../app/session.ts'
import type { CallProblem } from '../../call.ts'
import { Tag } from '../../kit/Bits.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import { OldPassword } from './NewPassword.tsx'
import { RecoveryCodes, SetUpSecondFactor } from './SetUpSecondFactor.tsx'

/** So many are soon used up. */
const fewCodes = 2

type Asked = {
  title: string
  text: string
  action: string
  danger?: boolean
  pending: boolean
  problem: CallProblem | null
  onSend: (password: string) => void
  onClose: () => void
}

/** The password is asked before what could lock its owner out. */
function WithPassword({ text, onSend, ...dialog }: Asked) {
  const { t } = useTranslation()
  const { draft, field, dirty } = useDraft({ password: '' })
  return (
    <FormDialog {...dialog} dirty={dirty} onSend={() => onSend(draft.password)}>
      <Text>{text}</Text>
      <OldPassword label={t('account.currentPassword')} focus error={faultAt(dialog.problem, 'password')} {...field('password')} />
    </FormDialog>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const act = useAct(endSecondFactor, () => {
    onClose()
    toast.done(t('account.secondFactor.turnedOff'))
    void recheckSession(queries)
  })
  return (
    <WithPassword
      title={t('account.secondFactor.turnOff')}
      text={t('account.secondFactor.turnOffText')}
      action={t('account.secondFactor.turnOff')}
      danger
      pending={act.isPending}
      problem={act.error}
      onSend={(password) => act.mutate({ body: { password } })}
      onClose={onClose}
    />
  )
}

function RenewCodes({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct(renewRecoveryCodes)
  if (act.data) {
    return (
      <Dialog kept title={t('account.secondFactor.codes')} onClose={onClose}>
        <RecoveryCodes codes={act.data.recoveryCodes} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <WithPassword
      title={t('account.secondFactor.renew')}
      text={t('account.secondFactor.renewText')}
      action={t('account.secondFactor.renew')}
      pending={act.isPending}
      problem={act.error}
      onSend={(password) => act.mutate({ body: { password } })}
      onClose={onClose}
    />
  )
}

/** Whether the second factor is on, and what can be done about it. */
export function SecondFactor() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [asking, setAsking] = useState<'setUp' | 'turnOff' | 'renew' | null>(null)
  const factor = useRead(getSecondFactor, {})
  const close = () => setAsking(null)
  return (
    <Section title={t('account.secondFactor.title')} lead={t('account.secondFactor.lead')}>
      <Panel>
        <Reading of={factor} skeleton="text">
          {({ inForceSince, recoveryCodesLeft }) =>
            inForceSince ? (
              <Stack gap="md">
                <Text>
                  <Tag tone="good">{t('account.secondFactor.on')}</Tag>{' '}
                  {t('account.secondFactor.since', { date: formats.date(inForceSince) })}{' '}
                  {t('account.secondFactor.left', { count: recoveryCodesLeft })}
                </Text>
                {recoveryCodesLeft <= fewCodes ? <Notice tone="warn">{t('account.secondFactor.few')}</Notice> : null}
                <Group gap="xs">
                  <Button variant="default" onClick={() => setAsking('renew')}>
                    {t('account.secondFactor.renew')}
                  </Button>
                  <Button variant="default" onClick={() => setAsking('turnOff')}>
                    {t('account.secondFactor.turnOff')}
                  </Button>
                </Group>
              </Stack>
            ) : (
              <Group gap="md">
                <Tag tone="quiet">{t('account.secondFactor.off')}</Tag>
                <Button variant="default" onClick={() => setAsking('setUp')}>
                  {t('account.secondFactor.setUp')}
                </Button>
              </Group>
            )
          }
        </Reading>
      </Panel>
      {asking === 'setUp' ? <SetUpSecondFactor onClose={close} /> : null}
      {asking === 'turnOff' ? <TurnOff onClose={close} /> : null}
      {asking === 'renew' ? <RenewCodes onClose={close} /> : null}
    </Section>
  )
}
