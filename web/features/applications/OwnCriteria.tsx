import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getVendorCriteria, setVendorCriteria } from '../../../contract/applications.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'

function CriteriaForm({ now }: { now: ReplyOf<typeof getVendorCriteria> }) {
  const { t } = useTranslation()
  const { draft, set, field } = useDraft(now)
  const act = useAct(setVendorCriteria, () => toast.done(t('kit.saved')))
  return (
    <form onSubmit={submitted(() => act.mutate({ body: { open: draft.open, criteria: draft.criteria }, ifMatch: now.revision }))}>
      <Stack gap="md">
        <Checkbox
          label={t('applications.criteria.open')}
          description={t('applications.criteria.openText')}
          checked={draft.open}
          onChange={(event) => set('open', event.currentTarget.checked)}
        />
        <Textarea
          label={t('applications.criteria.text')}
          description={t('applications.criteria.textText')}
          autosize
          minRows={3}
          maxLength={limits.criteriaCharacters}
          error={faultAt(act.error, 'criteria')}
          {...field('criteria')}
        />
        <FormProblem problem={act.error} />
        <Group>
          <Button type="submit" loading={act.isPending}>
            {t('kit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Whether the vendor takes applications, and by what it decides. */
export function OwnCriteria() {
  const { t } = useTranslation()
  const criteria = useRead(getVendorCriteria, {}, { staleTime: Number.POSITIVE_INFINITY })
  return (
    <Section title={t('applications.criteria.title')}>
      <Panel>
        <Reading of={criteria} skeleton="text">
          {(now) => <CriteriaForm now={now} />}
        </Reading>
      </Panel>
    </Section>
  )
}
