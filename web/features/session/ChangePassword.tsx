import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changePassword } from '../../../contract/accounts.ts'
import { useAct } from '../../app/reading.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/Toast.tsx'
import { NewPassword, OldPassword } from './NewPassword.tsx'

const empty = { current: '', password: '' }

/** The password of now, and the one from now on. */
export function ChangePassword() {
  const { t } = useTranslation()
  const { draft, field, reset } = useDraft(empty)
  const act = useAct(changePassword, () => {
    reset(empty)
    toast.done(t('account.password.changed'))
  })
  return (
    <Section title={t('account.password.title')} lead={t('account.password.lead')}>
      <Panel>
        <form onSubmit={submitted(() => act.mutate({ body: draft }))}>
          <Stack gap="md">
            <OldPassword label={t('account.currentPassword')} error={faultAt(act.error, 'current')} {...field('current')} />
            <NewPassword label={t('account.newPassword')} error={faultAt(act.error, 'password')} {...field('password')} />
            <FormProblem problem={act.error} />
            <Group>
              <Button type="submit" variant="default" loading={act.isPending}>
                {t('account.password.change')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
    </Section>
  )
}
