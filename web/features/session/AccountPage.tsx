import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getMe } from '../../../contract/session.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { ButtonLink } from '../../kit/Links.tsx'
import { Page, Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import { PersonForm } from './PersonForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'

/** What is one's own, whatever one acts for: profile, password, second factor, sessions. */
export function AccountPage() {
  const { t } = useTranslation()
  const me = useRead(getMe, {})
  const organisationId = useActingFor()
  return (
    <Page title={t('shell.account')} narrow>
      <Reading of={me} skeleton="facts">
        {(person) => (
          <Panel>
            <PersonForm key={`${person.language} ${person.timeZone}`} person={person} />
          </Panel>
        )}
      </Reading>
      {organisationId ? (
        <Section title={t('notifications.title')}>
          <Panel>
            <Group justify="space-between" gap="sm">
              <Text flex="1 1 260px">{t('notifications.choices.link')}</Text>
              <ButtonLink variant="default" to="/o/$organisationId/account/notifications" params={{ organisationId }}>
                {t('notifications.choices.open')}
              </ButtonLink>
            </Group>
          </Panel>
        </Section>
      ) : null}
      <SecondFactor />
      <ChangePassword />
      <Sessions />
    </Page>
  )
}
