import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '../../../contract/customers.ts'
import { listDevices } from '../../../contract/devices.ts'
import { foldSerial } from '../../../contract/serial.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay, useMembership, useVisiting } from '../../app/session.ts'
import { rememberFocus } from '../../kit/focus.ts'
import { DeviceIcon, PeopleIcon, SearchIcon } from '../../kit/icons.tsx'
import { type Entry, matching, useActs, usePages } from './entries.ts'
import classes from './palette.module.css'

const typingMilliseconds = 150
const shown = 5
/** Fewer signs of a serial number find everything. */
const leastSigns = 2

/** What is longer than its place can be scrolled by keys; passed on to the scroll area, which its types do not say. */
const scrolled = { viewportProps: { tabIndex: 0 } }

const [store, spotlight] = createSpotlight()

/** Customers by name or Customer ID, and devices by the start of their serial number, among those in reach. */
function useFound(typed: string): { customers: Entry[]; devices: Entry[]; busy: boolean } {
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const may = useMay()
  const partner = useMembership()?.kind === 'partner'
  const visiting = useVisiting()
  const asks = typed.length >= leastSigns && organisationId !== ''
  const customers = useRead(
    listCustomers,
    { query: { q: typed, limit: shown } },
    { enabled: asks && partner && !visiting && may('customer.read'), keep: true },
  )
  const devices = useRead(
    listDevices,
    { query: { q: typed, limit: shown } },
    { enabled: asks && may('device.read') && foldSerial(typed).length >= leastSigns, keep: true },
  )
  if (!asks) return { customers: [], devices: [], busy: false }
  return {
    customers: (customers.data?.items ?? []).map(({ id, name, city }) => ({
      key: id,
      name,
      ...(city ? { note: city } : {}),
      icon: PeopleIcon,
      go: () => void navigate({ to: '/o/$organisationId/customers/$customerId', params: { organisationId, customerId: id } }),
    })),
    devices: (foldSerial(typed).length >= leastSigns ? (devices.data?.items ?? []) : []).map(({ id, serialNumber, model, tenant }) => ({
      key: id,
      name: serialNumber,
      note: [model, tenant?.name].filter(Boolean).join(' · '),
      icon: DeviceIcon,
      go: () => void navigate({ to: '/o/$organisationId/devices/$deviceId', params: { organisationId, deviceId: id } }),
    })),
    busy: customers.isFetching || devices.isFetching,
  }
}

function Group({ label, entries }: { label: string; entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={label}>
      {entries.map(({ key, name, note, icon: Icon, go }) => (
        <Spotlight.Action key={key} label={name} {...(note ? { description: note } : {})} leftSection={<Icon />} onClick={go} />
      ))}
    </Spotlight.ActionsGroup>
  )
}

/** From anywhere to anything, by keyboard: pages, what one often begins, customers, devices by serial number. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [typed] = useDebouncedValue(text.trim(), typingMilliseconds)
  const pages = matching(usePages(), text)
  const acts = matching(useActs(), text)
  const { customers, devices, busy } = useFound(typed)
  useEffect(() => {
    // Its piece goes with it, and would leave the focus nowhere.
    const back = rememberFocus()
    spotlight.open()
    return back
  }, [])
  // What was found belongs to what was typed before, until the hub has answered.
  const late = busy || typed !== text.trim()
  const [first] = [...(late ? [] : [...customers, ...devices]), ...acts, ...pages]
  /** Enter goes to the first one where none was picked by the arrows; pressed before the hub has answered, as soon as it has. */
  const [entered, setEntered] = useState<string | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || store.getState().selected >= 0) return
    event.preventDefault()
    setEntered(text)
  }
  useEffect(() => {
    if (late || entered === null) return
    setEntered(null)
    if (entered !== text || !first) return
    spotlight.close()
    first.go()
  }, [late, entered, text, first])
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight="min(60vh, 30rem)"
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      classNames={classes}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
    >
      <Spotlight.Search placeholder={t('palette.find')} aria-label={t('palette.find')} leftSection={<SearchIcon />} onKeyDown={onKeyDown} />
      <Spotlight.ActionsList {...scrolled}>
        <Group label={t('palette.customers')} entries={customers} />
        <Group label={t('palette.devices')} entries={devices} />
        <Group label={t('palette.actsTitle')} entries={acts} />
        <Group label={t('palette.pages')} entries={pages} />
        {first ? null : <Spotlight.Empty>{late ? t('kit.loading') : t('palette.none', { typed: text.trim() })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
