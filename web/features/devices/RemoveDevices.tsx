import { Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseCustomerId } from '../../../contract/customer-id.ts'
import { limits } from '../../../contract/limits.ts'
import { removeDevices } from '../../../contract/removals.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import type { CallInput } from '../../call.ts'
import { Mono } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { toast } from '../../kit/Toast.tsx'

type Body = NonNullable<CallInput<typeof removeDevices>['body']>
/** What is to be removed from which tenant. */
export type Removing = {
  customerId: string
  chosen: { devices: string[] } | Omit<Extract<Body, { filter: unknown }>, 'tenant' | 'confirmation'>
  /** Absent where nobody has counted them. */
  count: number | undefined
}

/** Asks for the Customer ID of the tenant before devices are removed, and says how long it can be undone. */
export function RemoveDevices({ removing, onClose, onDone }: { removing: Removing; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const [typed, setTyped] = useState('')
  const { customerId, chosen, count } = removing
  const act = useAct(removeDevices, ({ outcomes }) => {
    const { removed = 0, ...kept } = outcomes
    const stayed = Object.values(kept).reduce((sum, n) => sum + n, 0)
    toast.done(
      [
        t('removals.done', { count: removed, formatted: formats.number(removed) }),
        stayed > 0 ? t('removals.stayed', { count: stayed, formatted: formats.number(stayed) }) : '',
        kept.not_allowed ? t('removals.notAllowed') : '',
        kept.hosts_others ? t('removals.hostsOthers') : '',
      ]
        .filter(Boolean)
        .join(' '),
    )
    onDone()
    if (removed > 0) void navigate({ to: '/o/$organisationId/removed', params: { organisationId }, search: { source: customerId } })
  })
  return (
    <Confirm
      opened
      danger
      title={count === undefined ? t('removals.titleAll') : t('removals.title', { count, formatted: formats.number(count) })}
      action={t('removals.remove')}
      disabled={parseCustomerId(typed) !== customerId}
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => act.mutate({ body: { tenant: customerId, confirmation: typed, ...chosen } })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <div>{t('removals.text', { days: limits.removalUndoDays })}</div>
        <TextInput
          label={
            <>
              {t('removals.type')} <Mono>{customerId}</Mono>
            </>
          }
          value={typed}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  )
}
