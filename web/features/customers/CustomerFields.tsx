import { Fieldset, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CountryPicker } from '../../app/CountryPicker.tsx'
import type { CallProblem } from '../../call.ts'
import { faultAt, type useDraft } from '../../kit/Form.tsx'
import classes from './customers.module.css'

export type CustomerDraft = {
  name: string
  address: string
  city: string
  postcode: string
  country: string
  adminName: string
  adminMail: string
  adminPhone: string
}

/** The customer and its administrator, as the partner types them. */
export function CustomerFields({ form, problem }: { form: ReturnType<typeof useDraft<CustomerDraft>>; problem: CallProblem | null }) {
  const { t } = useTranslation()
  const { draft, set, field } = form
  return (
    <>
      <Fieldset legend={t('customers.company')} className={classes.grid ?? ''}>
        <TextInput
          className={classes.whole ?? ''}
          label={t('customers.name')}
          required
          data-autofocus
          maxLength={200}
          error={faultAt(problem, 'name')}
          {...field('name')}
        />
        <TextInput
          className={classes.whole ?? ''}
          label={t('customers.address')}
          maxLength={200}
          error={faultAt(problem, 'address')}
          {...field('address')}
        />
        <TextInput label={t('customers.postcode')} maxLength={20} error={faultAt(problem, 'postcode')} {...field('postcode')} />
        <TextInput label={t('customers.city')} maxLength={100} error={faultAt(problem, 'city')} {...field('city')} />
        <CountryPicker
          label={t('customers.country')}
          required
          value={draft.country}
          onChange={(code) => set('country', code)}
          error={faultAt(problem, 'country')}
        />
      </Fieldset>
      <Fieldset legend={t('customers.administrator')} className={classes.grid ?? ''}>
        <TextInput
          className={classes.whole ?? ''}
          label={t('session.name')}
          required
          maxLength={200}
          error={faultAt(problem, 'administrator.name')}
          {...field('adminName')}
        />
        <TextInput label={t('session.mail')} type="email" required error={faultAt(problem, 'administrator.mail')} {...field('adminMail')} />
        <TextInput label={t('customers.phone')} type="tel" error={faultAt(problem, 'administrator.phone')} {...field('adminPhone')} />
      </Fieldset>
    </>
  )
}
