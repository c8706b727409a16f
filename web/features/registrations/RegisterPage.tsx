import { Autocomplete, Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listRegistrationRows,
  listVendors,
  registerDevices,
  registrationSample,
  registrationSampleWorkbook,
} from '../../../contract/device-registrations.ts'
import { workbookType } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { serialCharacters } from '../../../contract/serial.ts'
import { useFormats } from '../../app/formats.ts'
import { useListing } from '../../app/listing.ts'
import { useAct, useAddress, useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { call } from '../../call.ts'
import { FileDrop } from '../../kit/FileDrop.tsx'
import { FormProblem, submitted, useDraft } from '../../kit/Form.tsx'
import { DownloadIcon } from '../../kit/icons.tsx'
import { Download, TextLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Panel, Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/Toast.tsx'
import { EarlierRegistrations } from './EarlierRegistrations.tsx'

const empty = { vendor: '', productNumber: '', serialNumber: '', model: '', proof: '' }
const mostOfName = 200
/** What is picked from; any other vendor of the hub may be typed. */
const vendorsOffered = 200

type Told = { explanation: string; deviceId: string | null }

/** What became of a device that was typed in: where it was not registered, why, beside the form as it was. */
function TypedDevice({ tenant }: { tenant: string }) {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  const vendors = useRead(listVendors, { query: { limit: vendorsOffered } }, { staleTime: 300_000 })
  const { draft, set, field, reset } = useDraft(empty)
  const [told, setTold] = useState<Told | null>(null)
  const act = useAct(registerDevices, async ({ id }) => {
    const { items } = await call(listRegistrationRows, { params: { id } }, { actingFor: organisationId })
    const [row] = items
    if (!row) return
    setTold(row.outcome === 'registered' ? null : row)
    if (row.outcome !== 'registered') return
    toast.done(t('registrations.done', { serial: row.serialNumber }))
    // The next one is often of the same kind.
    reset({ ...draft, serialNumber: '' })
  })
  return (
    <Panel>
      <form onSubmit={submitted(() => act.mutate({ body: { tenant, devices: [draft] } }))}>
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Autocomplete
              label={t('devices.vendor')}
              required
              maxLength={mostOfName}
              data={vendors.data?.items.map(({ name }) => name) ?? []}
              value={draft.vendor}
              onChange={(value) => set('vendor', value)}
            />
            <TextInput label={t('devices.productNumber')} required maxLength={serialCharacters} {...field('productNumber')} />
            <TextInput label={t('devices.serialNumber')} required maxLength={serialCharacters} {...field('serialNumber')} />
            <TextInput label={t('devices.model')} maxLength={mostOfName} {...field('model')} />
          </SimpleGrid>
          <Textarea
            label={t('registrations.proof')}
            description={t('registrations.proofText')}
            autosize
            minRows={2}
            maxLength={limits.evidenceCharacters}
            {...field('proof')}
          />
          {told ? (
            <Notice tone="warn" alert>
              {told.explanation}{' '}
              {told.deviceId ? (
                <TextLink to="/o/$organisationId/devices/$deviceId" params={{ organisationId, deviceId: told.deviceId }}>
                  {t('registrations.there')}
                </TextLink>
              ) : null}
            </Notice>
          ) : null}
          <FormProblem problem={act.error} />
          <Group>
            <Button type="submit" loading={act.isPending}>
              {t('registrations.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

function DeviceFile({ tenant }: { tenant: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const address = useAddress()
  const organisationId = useActingFor() ?? ''
  const [file, setFile] = useState<File | null>(null)
  const act = useAct(
    registerDevices,
    ({ id }) => void navigate({ to: '/o/$organisationId/registrations/$registrationId', params: { organisationId, registrationId: id } }),
  )
  const send = () => {
    if (file) act.mutate({ file, fields: { tenant } })
  }
  return (
    <Panel>
      <form onSubmit={submitted(send)}>
        <Stack gap="sm">
          <FileDrop
            label={t('registrations.drop')}
            hint={t('registrations.hint', { rows: formats.number(limits.registrationRows) })}
            accept={['.csv', '.txt', '.xlsx', 'text/csv', 'text/plain', workbookType]}
            mostMegabytes={limits.uploadMegabytes}
            file={file}
            onFile={setFile}
            disabled={act.isPending}
          />
          <FormProblem problem={act.error} />
          <Group gap="sm">
            <Button type="submit" disabled={!file} loading={act.isPending}>
              {t('registrations.send')}
            </Button>
            <Download href={address(registrationSample, {})} leftSection={<DownloadIcon />}>
              {t('registrations.sample')}
            </Download>
            <Download href={address(registrationSampleWorkbook, {})} leftSection={<DownloadIcon />}>
              {t('registrations.sampleWorkbook')}
            </Download>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

/** Devices by hand or by file (R-D11), into the tenant that the address names; else into the own one (R-D13). */
export function RegisterPage() {
  const { t } = useTranslation()
  const tenant = useListing().search.source ?? 'own'
  return (
    <Page title={t('registrations.register')} lead={t('registrations.registerLead')}>
      <Section title={t('registrations.one')} lead={t('registrations.oneText')}>
        <TypedDevice tenant={tenant} />
      </Section>
      <Section title={t('registrations.file')}>
        <DeviceFile tenant={tenant} />
      </Section>
      <EarlierRegistrations />
    </Page>
  )
}
