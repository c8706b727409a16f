import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor, confirmSecondFactor } from '../../../contract/accounts.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useAct } from '../../app/reading.ts'
import { recheckSession } from '../../app/session.ts'
import { Mono } from '../../kit/Bits.tsx'
import { Copy, toClipboard } from '../../kit/Copy.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Notice } from '../../kit/Notice.tsx'
import classes from './account.module.css'
import { OldPassword } from './NewPassword.tsx'
import { QrCode } from './QrCode.tsx'

type Secret = ReplyOf<typeof beginSecondFactor>

function AskPassword({ onBegun }: { onBegun: (secret: Secret) => void }) {
  const { t } = useTranslation()
  const { draft, field } = useDraft({ password: '' })
  const act = useAct(beginSecondFactor, onBegun)
  return (
    <form onSubmit={submitted(() => act.mutate({ body: draft }))}>
      <Stack gap="md">
        <OldPassword label={t('account.currentPassword')} focus error={faultAt(act.error, 'password')} {...field('password')} />
        <FormProblem problem={act.error} />
        <Button type="submit" loading={act.isPending}>
          {t('account.secondFactor.begin')}
        </Button>
      </Stack>
    </form>
  )
}

function Scan({ secret, onConfirmed }: { secret: Secret; onConfirmed: (codes: string[]) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { draft, field } = useDraft({ code: '' })
  const act = useAct(confirmSecondFactor, ({ recoveryCodes }) => {
    onConfirmed(recoveryCodes)
    // What an organisation asked for may be there now.
    void recheckSession(queries)
  })
  return (
    <form onSubmit={submitted(() => act.mutate({ body: draft }))}>
      <Stack gap="md">
        <Text>{t('account.secondFactor.scan')}</Text>
        <QrCode text={secret.uri} label={t('account.secondFactor.picture')} />
        <Text c="dimmed" size="sm">
          {t('account.secondFactor.byHand')} <Copy text={secret.secret} label={t('account.secondFactor.copySecret')} />
        </Text>
        <TextInput
          label={t('account.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={20}
          data-autofocus
          error={faultAt(act.error, 'code')}
          {...field('code')}
        />
        <FormProblem problem={act.error} />
        <Button type="submit" loading={act.isPending}>
          {t('account.secondFactor.confirm')}
        </Button>
      </Stack>
    </form>
  )
}

/** Shown this once; kept as hashes. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await toClipboard(codes.join('\n'))
    setCopied(true)
  }
  return (
    <Stack gap="md">
      <Notice tone="warn">{t('account.secondFactor.codesText')}</Notice>
      <ul className={classes.codes} aria-label={t('account.secondFactor.codes')}>
        {codes.map((code) => (
          <li key={code}>
            <Mono>{code}</Mono>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => void copy()}>
        {copied ? t('account.secondFactor.copied') : t('account.secondFactor.copyCodes')}
      </Button>
      <Button onClick={onClose}>{t('account.secondFactor.kept')}</Button>
    </Stack>
  )
}

/** In three steps: the password, the secret with a first code, the recovery codes. */
export function SetUpSecondFactor({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState<Secret | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <Dialog kept={codes !== null} title={codes ? t('account.secondFactor.codes') : t('account.secondFactor.setUp')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onClose={onClose} />
      ) : secret ? (
        <Scan secret={secret} onConfirmed={setCodes} />
      ) : (
        <AskPassword onBegun={setSecret} />
      )}
    </Dialog>
  )
}
