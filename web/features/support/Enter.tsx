import { NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openSupportSession } from '../../../contract/support-sessions.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { placeOf } from '../../app/session.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'

const choices = ['15', '30', '60', '120', '240'] as const
const hour = 60

/** Asks why and for how long, and leads inside (R-H7). */
export function Enter({ customer: { id, name }, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const { draft, field } = useDraft({ reason: '', minutes: '60' })
  const act = useAct(openSupportSession, (session) => {
    void navigate({ to: '/o/$organisationId/devices', params: { organisationId: placeOf(session.id) } })
  })
  const lasting = (minutes: number) =>
    minutes < hour
      ? t('support.minutes', { formatted: formats.number(minutes) })
      : t('support.hours', { count: minutes / hour, formatted: formats.number(minutes / hour) })
  return (
    <Confirm
      opened
      title={t('support.enterTitle', { customer: name })}
      action={t('support.view')}
      pending={act.isPending}
      problem={act.error}
      disabled={draft.reason.trim() === ''}
      onConfirm={() => act.mutate({ body: { customerId: id, kind: 'read-only', reason: draft.reason, minutes: Number(draft.minutes) } })}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text>{t('support.enterText', { customer: name })}</Text>
        <Textarea
          label={t('support.reason')}
          description={t('support.reasonText', { customer: name })}
          required
          autosize
          minRows={2}
          error={faultAt(act.error, 'reason')}
          {...field('reason')}
        />
        <NativeSelect
          label={t('support.time')}
          data={choices.map((value) => ({ value, label: lasting(Number(value)) }))}
          {...field('minutes')}
        />
      </Stack>
    </Confirm>
  )
}
