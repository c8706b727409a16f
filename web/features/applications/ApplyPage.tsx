import { Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyAsCompany, confirmCompanyApplication, getCompanyApplication, listOpenVendors } from '../../../contract/applications.ts'
import { accreditationKinds } from '../../../contract/dealings.ts'
import { languages, type ReplyOf } from '../../../contract/endpoint.ts'
import { CountryPicker } from '../../app/CountryPicker.tsx'
import { oneOf } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { call } from '../../call.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Facts, Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { ConfirmLink } from '../session/ConfirmLink.tsx'
import { OutsideForm, OutsidePage } from '../session/Outside.tsx'
import { KindChoice, Statement, VendorChoice } from './fields.tsx'

type OpenVendor = ReplyOf<typeof listOpenVendors>['items'][number]

const mostVendors = 200
const kinds: readonly string[] = ['resell_monitor']

function CompanyForm({ open, done }: { open: readonly OpenVendor[]; done: (mail: string) => void }) {
  const { t, i18n } = useTranslation()
  const blank = { company: '', country: '', city: '', name: '', mail: '', statement: '' }
  const { draft, set, field } = useDraft({ ...blank, vendors: [] as string[], kinds: [...kinds] })
  const act = useMutation({
    mutationFn: () => {
      const chosen = accreditationKinds.filter((kind) => draft.kinds.includes(kind))
      return call(applyAsCompany, { body: { ...draft, kinds: chosen, language: oneOf(languages, i18n.language) } })
    },
    onSuccess: () => done(draft.mail),
  })
  return (
    <OutsideForm
      act={act}
      onSend={() => act.mutate()}
      action={t('applications.send')}
      more={<TextLink to="/sign-in">{t('account.toSignIn')}</TextLink>}
    >
      <TextInput
        label={t('applications.company')}
        required
        autoComplete="organization"
        error={faultAt(act.error, 'company')}
        {...field('company')}
      />
      <CountryPicker
        label={t('customers.country')}
        required
        value={draft.country}
        onChange={(code) => set('country', code)}
        error={faultAt(act.error, 'country')}
      />
      <TextInput label={t('customers.city')} error={faultAt(act.error, 'city')} {...field('city')} />
      <TextInput label={t('applications.contact')} required autoComplete="name" error={faultAt(act.error, 'name')} {...field('name')} />
      <TextInput
        label={t('session.mail')}
        type="email"
        required
        autoComplete="email"
        error={faultAt(act.error, 'mail')}
        {...field('mail')}
      />
      <VendorChoice open={open} value={draft.vendors} onChange={(next) => set('vendors', next)} error={faultAt(act.error, 'vendors')} />
      <KindChoice value={draft.kinds} onChange={(next) => set('kinds', next)} error={faultAt(act.error, 'kinds')} />
      <Statement error={faultAt(act.error, 'statement')} {...field('statement')} />
    </OutsideForm>
  )
}

/** A company applies to be a partner (R-B6). */
export function ApplyPage() {
  const { t } = useTranslation()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const vendors = useRead(listOpenVendors, { query: { limit: mostVendors } })
  return (
    <OutsidePage title={t('applications.title')} lead={t('applications.lead')}>
      {sentTo === null ? (
        <Reading
          of={vendors}
          empty={{
            when: ({ items }) => items.length === 0,
            show: (
              <Empty title={t('applications.none.title')} action={<ButtonLink to="/sign-in">{t('account.toSignIn')}</ButtonLink>}>
                {t('applications.none.text')}
              </Empty>
            ),
          }}
        >
          {({ items }) => (
            <Panel>
              <CompanyForm open={items} done={setSentTo} />
            </Panel>
          )}
        </Reading>
      ) : (
        <Empty title={t('account.registration.sentTitle')}>{t('account.registration.sent', { mail: sentTo })}</Empty>
      )}
    </OutsidePage>
  )
}

/** Behind the mailed link: the address is confirmed; then the vendors decide. */
export function ConfirmApplicationPage() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/application/$token' })
  return (
    <ConfirmLink
      title={t('applications.confirmTitle')}
      name={getCompanyApplication.name}
      token={token}
      read={() => call(getCompanyApplication, { params: { token } })}
      send={(body) => call(confirmCompanyApplication, { params: { token }, body })}
      about={({ company, accountExists }) => (
        <>
          <Facts facts={[[t('applications.company'), company]]} />
          {accountExists ? null : <Text>{t('applications.accountText')}</Text>}
        </>
      )}
      otherPerson={({ mail }, you) => t('applications.otherPerson', { mail, you })}
      waitingTitle={t('applications.waitingTitle')}
      waiting={t('applications.waiting')}
      again={<TextLink to="/apply">{t('applications.send')}</TextLink>}
    />
  )
}
