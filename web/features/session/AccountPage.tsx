import { useTranslation } from 'react-i18next'
import { getMe } from '../../../contract/session.ts'
import { useRead } from '../../app/reading.ts'
import { Page, Panel } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import { PersonForm } from './PersonForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'

/** What is one's own, whatever one acts for: profile, password, second factor, sessions. */
export function AccountPage() {
  const { t } = useTranslation()
  const me = useRead(getMe, {})
  return (
    <Page title={t('shell.account')} narrow>
      <Reading of={me}>
        {(person) => (
          <Panel>
            <PersonForm key={`${person.language} ${person.timeZone}`} person={person} />
          </Panel>
        )}
      </Reading>
      <SecondFactor />
      <ChangePassword />
      <Sessions />
    </Page>
  )
}
