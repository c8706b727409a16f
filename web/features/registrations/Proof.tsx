import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askProof } from '../../../contract/device-registrations.ts'
import type { getDevice } from '../../../contract/devices.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { FormProblem, faultAt, submitted } from '../../kit/Form.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/Toast.tsx'

type Detail = ReplyOf<typeof getDevice>

function AskProof({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation()
  const [evidence, setEvidence] = useState('')
  const act = useAct(askProof, () => toast.done(t('proofs.asked')))
  return (
    <form onSubmit={submitted(() => act.mutate({ params: { id: deviceId }, body: { evidence } }))}>
      <Stack gap="sm">
        <Textarea
          label={t('proofs.evidence')}
          description={t('proofs.evidenceText')}
          required
          autosize
          minRows={2}
          maxLength={limits.evidenceCharacters}
          value={evidence}
          error={faultAt(act.error, 'evidence')}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        <FormProblem problem={act.error} />
        <Group>
          <Button type="submit" loading={act.isPending} disabled={evidence.trim() === ''}>
            {t('proofs.ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What stands of the proof of a device without one (R-D11), and the way to ask its vendor. */
export function Proof({ device }: { device: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { proofRequest: asked, vendor, can } = device
  if (device.proof !== 'none' || (!asked && !can.askProof)) return null
  const state =
    asked?.state === 'open'
      ? t('proofs.open', { vendor, at: formats.instant(asked.askedAt) })
      : asked?.state === 'refused'
        ? asked.reason === null
          ? t('proofs.refusedOther', { vendor })
          : t('proofs.refused', { vendor, reason: asked.reason })
        : t('proofs.none')
  return (
    <Section title={t('proofs.title')} lead={t('proofs.lead')}>
      <Panel>
        <Stack gap="sm">
          <div>{state}</div>
          {asked?.evidence ? <Quiet>{t('proofs.given', { evidence: asked.evidence })}</Quiet> : null}
          {can.askProof ? <AskProof deviceId={device.id} /> : null}
        </Stack>
      </Panel>
    </Section>
  )
}
