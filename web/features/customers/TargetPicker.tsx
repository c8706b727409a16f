import { type OptionsFilter, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isMistypedCustomerId, parseCustomerId } from '../../../contract/customer-id.ts'
import { listCustomers } from '../../../contract/customers.ts'
import { getOwnTenant } from '../../../contract/devices.ts'
import { useHoldingTenant } from '../../app/places.ts'
import { useRead } from '../../app/reading.ts'
import { Mono } from '../../kit/Bits.tsx'
import classes from './customers.module.css'

const typingMilliseconds = 200
const shown = 20

type Props = {
  value: string | null
  onChange: (customerId: string | null) => void
  label: string
  /** In a toolbar the label is the placeholder, as of everything there. */
  bare?: boolean
  error?: string | undefined
  source?: string | undefined
  /** One of several choices, none of which need be made. */
  optional?: boolean
}

const byNameOrId: OptionsFilter = ({ options, search }) => {
  const id = parseCustomerId(search)
  const text = search.trim().toLowerCase()
  return options.filter((option) => 'value' in option && (id ? option.value === id : option.label.toLowerCase().includes(text)))
}

/** Where devices may go: an accepted customer, back to Unassigned devices, or the own IT environment (R-D13). The value is the Customer ID. Where they come from (`source`: `unassigned` or a Customer ID) is no target. */
export function TargetPicker({ value, onChange, label, bare, error, source, optional }: Props) {
  const { t } = useTranslation()
  const holding = useHoldingTenant()
  const own = useRead(getOwnTenant, {}, { staleTime: 30_000 }).data
  const [text, setText] = useState('')
  const [typed] = useDebouncedValue(text.trim(), typingMilliseconds)
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const chosen = value ? names.get(value) : undefined
  // A Customer ID that somebody copied, however it is written; or one that is chosen already and has no name here yet.
  const copied = parseCustomerId(typed)
  const sought = value && !chosen ? value : typed && typed !== chosen ? (copied ?? typed) : undefined
  const customers = useRead(listCustomers, { query: { q: sought, access: 'accepted', limit: shown } }, { keep: true })
  const found = (customers.data?.items ?? []).flatMap(({ name, customerId }) => (customerId ? [{ name, customerId }] : []))
  const places = [
    ...(holding ? [{ name: t('devices.unassigned'), customerId: holding.customerId }] : []),
    ...(own ? [{ name: t('shell.places.own'), customerId: own.customerId }] : []),
    ...found,
  ].filter(({ customerId }) => customerId !== (source === 'unassigned' ? holding?.customerId : source))
  const all = places.map(({ name, customerId }) => ({ value: customerId, label: `${name} · ${customerId}` }))
  const known = all.find((option) => option.value === value)
  if (known && !chosen) setNames(new Map(names).set(known.value, known.label))
  // Of a customer that has not accepted, or of nobody: the preview says which.
  const other =
    !bare && copied && !customers.isFetching && copied !== value && !all.some((option) => option.value === copied)
      ? [{ value: copied, label: t('transfers.useId', { id: copied }) }]
      : []
  // The list marks its first choice as one types; of what the hub finds later, too.
  const input = useRef<HTMLInputElement>(null)
  const { dataUpdatedAt } = customers
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each answer
  useEffect(() => {
    const box = input.current
    const list = box?.getAttribute('aria-expanded') === 'true' ? document.getElementById(box.getAttribute('aria-controls') ?? '') : null
    if (!box || !list || box.value === '' || list.querySelector('[data-combobox-selected]')) return
    box.dispatchEvent(new KeyboardEvent('keydown', { code: 'ArrowDown', bubbles: true }))
  }, [dataUpdatedAt])
  const nothing = isMistypedCustomerId(typed) ? t('customers.mistypedId') : t('transfers.noTarget')
  const kept = value && !known && !other.some((option) => option.value === value) ? [{ value, label: chosen ?? value }] : []
  return (
    <Select
      {...(bare ? { 'aria-label': label, placeholder: label } : { label, placeholder: t('transfers.targetPlaceholder') })}
      ref={input}
      searchable
      selectFirstOptionOnChange
      clearable
      required={!optional}
      value={value}
      data={[...all, ...other, ...kept]}
      filter={byNameOrId}
      searchValue={text}
      onSearchChange={setText}
      onChange={(next, option) => {
        if (next && option) setNames((now) => new Map(now).set(next, option.label))
        onChange(next)
      }}
      renderOption={({ option }) => {
        const place = places.find(({ customerId }) => customerId === option.value)
        return place ? (
          <span>
            {place.name}
            <span className={classes.optionMore}>
              <Mono>{place.customerId}</Mono>
            </span>
          </span>
        ) : (
          option.label
        )
      }}
      nothingFoundMessage={customers.isFetching ? t('kit.loading') : nothing}
      maxDropdownHeight={280}
      comboboxProps={{ withinPortal: false }}
      error={error}
    />
  )
}
