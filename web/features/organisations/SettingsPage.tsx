import { Autocomplete, Button, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { getOrganisation, type organisationDetail, updateOrganisation } from '../../../contract/organisations.ts'
import { CountryPicker } from '../../app/CountryPicker.tsx'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { useMay, useMembership, useOrganisationId } from '../../app/session.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'
import { Facts, Page, Panel, Section } from '../../kit/Page.tsx'
import { Reading } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import { TenantSettings } from '../customers/TenantSettings.tsx'
import classes from './organisations.module.css'
import { SignInPolicy } from './SignInPolicy.tsx'

type Detail = z.output<typeof organisationDetail>

function OrganisationForm({ organisation }: { organisation: Detail }) {
  const { t } = useTranslation()
  const { draft, set, field } = useDraft({
    name: organisation.name,
    address: organisation.address ?? '',
    postcode: organisation.postcode ?? '',
    city: organisation.city ?? '',
    country: organisation.country ?? '',
    phone: organisation.phone ?? '',
    web: organisation.web ?? '',
    timeZone: organisation.timeZone,
  })
  const act = useAct(updateOrganisation, () => toast.done(t('kit.saved')))
  const fault = (path: string) => faultAt(act.error, path)
  const send = () =>
    act.mutate({
      params: { id: organisation.id },
      body: {
        name: draft.name,
        address: draft.address || null,
        postcode: draft.postcode || null,
        city: draft.city || null,
        country: draft.country || undefined,
        phone: draft.phone || null,
        web: draft.web || null,
        timeZone: draft.timeZone,
      },
      ifMatch: organisation.revision,
    })
  return (
    <form onSubmit={submitted(send)}>
      <Stack gap="md">
        <div className={classes.grid}>
          <TextInput className={classes.whole ?? ''} label={t('organisations.name')} required error={fault('name')} {...field('name')} />
          <TextInput className={classes.whole ?? ''} label={t('customers.address')} error={fault('address')} {...field('address')} />
          <TextInput label={t('customers.postcode')} error={fault('postcode')} {...field('postcode')} />
          <TextInput label={t('customers.city')} error={fault('city')} {...field('city')} />
          <CountryPicker
            label={t('customers.country')}
            value={draft.country}
            onChange={(code) => set('country', code)}
            error={fault('country')}
          />
          <TextInput label={t('customers.phone')} type="tel" error={fault('phone')} {...field('phone')} />
          <TextInput label={t('organisations.web')} error={fault('web')} {...field('web')} />
          <Autocomplete
            label={t('session.timeZone')}
            data={Intl.supportedValuesOf('timeZone')}
            limit={50}
            value={draft.timeZone}
            onChange={(value) => set('timeZone', value)}
            error={fault('timeZone')}
          />
        </div>
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

/** For members who may read it only. */
function OrganisationFacts({ organisation }: { organisation: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { name, phone, web, timeZone } = organisation
  return (
    <Facts
      facts={[
        [t('organisations.name'), name],
        [t('customers.address'), formats.address(organisation) || '–'],
        [t('customers.phone'), phone || '–'],
        [t('organisations.web'), web || '–'],
        [t('session.timeZone'), timeZone],
      ]}
    />
  )
}

/** Settings of the own organisation; a customer's begin with Customer ID and cPIN. */
export function SettingsPage() {
  const { t } = useTranslation()
  const organisationId = useOrganisationId()
  const kind = useMembership()?.kind
  const mayReadSettings = useMay()('tenant_settings.read')
  const organisation = useRead(getOrganisation, { params: { id: organisationId } })
  return (
    <Page title={t('shell.places.settings')} narrow>
      {kind === 'customer' && mayReadSettings ? <TenantSettings organisationId={organisationId} /> : null}
      <Section title={t('organisations.organisation')}>
        <Reading of={organisation} skeleton="facts">
          {(found) =>
            'revision' in found ? (
              <Panel>
                {found.can.update ? (
                  <OrganisationForm key={found.revision} organisation={found} />
                ) : (
                  <OrganisationFacts organisation={found} />
                )}
              </Panel>
            ) : (
              <Panel>{found.name}</Panel>
            )
          }
        </Reading>
      </Section>
      {organisation.data && 'revision' in organisation.data ? <SignInPolicy organisation={organisation.data} /> : null}
    </Page>
  )
}
