import { Button, Checkbox, Group, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { limits } from '../../../contract/limits.ts'
import { type organisationDetail, updateOrganisation } from '../../../contract/organisations.ts'
import { useAct } from '../../app/reading.ts'
import { FormProblem, faultAt, submitted } from '../../kit/Form.tsx'
import { Facts, Panel, Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/Toast.tsx'

type Detail = z.output<typeof organisationDetail>

function PolicyForm({ organisation: { id, revision, signInPolicy } }: { organisation: Detail }) {
  const { t } = useTranslation()
  const [secondFactorRequired, setRequired] = useState(signInPolicy.secondFactorRequired)
  const [hours, setHours] = useState<string | number>(signInPolicy.sessionHours ?? '')
  const act = useAct(updateOrganisation, () => toast.done(t('kit.saved')))
  const sessionHours = hours === '' ? null : Number(hours)
  const send = () => act.mutate({ params: { id }, body: { signInPolicy: { secondFactorRequired, sessionHours } }, ifMatch: revision })
  return (
    <form onSubmit={submitted(send)}>
      <Stack gap="md">
        <Checkbox
          label={t('account.policy.secondFactor')}
          description={t('account.policy.secondFactorText')}
          checked={secondFactorRequired}
          onChange={(event) => setRequired(event.currentTarget.checked)}
        />
        <NumberInput
          label={t('account.policy.hours')}
          description={t('account.policy.hoursText')}
          min={limits.policySessionHours.least}
          max={limits.policySessionHours.most}
          allowDecimal={false}
          hideControls
          value={hours}
          onChange={setHours}
          error={faultAt(act.error, 'signInPolicy.sessionHours')}
        />
        <FormProblem problem={act.error} />
        <Group>
          <Button type="submit" variant="default" loading={act.isPending}>
            {t('kit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function PolicyFacts({ organisation: { signInPolicy } }: { organisation: Detail }) {
  const { t } = useTranslation()
  const { secondFactorRequired, sessionHours } = signInPolicy
  return (
    <Facts
      facts={[
        [t('account.secondFactor.title'), secondFactorRequired ? t('account.policy.required') : t('account.policy.optional')],
        [
          t('account.policy.hours'),
          sessionHours === null ? t('account.policy.unlimited') : t('account.policy.limited', { count: sessionHours }),
        ],
      ]}
    />
  )
}

/** What the organisation asks of everybody who acts for it. */
export function SignInPolicy({ organisation }: { organisation: Detail }) {
  const { t } = useTranslation()
  return (
    <Section title={t('account.policy.title')} lead={t('account.policy.lead')}>
      <Panel>
        {organisation.can.update ? (
          <PolicyForm key={organisation.revision} organisation={organisation} />
        ) : (
          <PolicyFacts organisation={organisation} />
        )}
      </Panel>
    </Section>
  )
}
