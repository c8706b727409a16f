import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isMistypedCustomerId } from '../../../contract/customer-id.ts'
import { getCustomer, listCustomers } from '../../../contract/customers.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { Mono } from '../../kit/Bits.tsx'
import { ChevronDownIcon } from '../../kit/icons.tsx'
import { CustomerStateTag } from './CustomerState.tsx'
import classes from './customers.module.css'

const typingMilliseconds = 200
const shown = 7
const all = ''

/** The partner's name, or the customer one works on; opens a search among the partner's customers. */
export function CustomerSelector() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const { customerId } = useParams({ strict: false })
  const mayRead = useMay()('customer.read')
  const own = useMembership()?.organisationName ?? ''
  const [text, setText] = useState('')
  const [typed] = useDebouncedValue(text.trim(), typingMilliseconds)
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setText('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const current = useRead(getCustomer, { params: { id: customerId ?? '' } }, { enabled: mayRead && customerId !== undefined })
  const found = useRead(
    listCustomers,
    { query: { q: typed || undefined, limit: shown } },
    { enabled: mayRead && combobox.dropdownOpened, keep: true },
  )
  const button = useRef<HTMLButtonElement>(null)
  if (!mayRead) return <span className={classes.own}>{own}</span>
  const go = (id: string) => {
    combobox.closeDropdown()
    // What was chosen in goes; from one customer to the next it is the same page, which takes the focus no second time.
    button.current?.focus()
    if (id === all) void navigate({ to: '/o/$organisationId/customers', params: { organisationId } })
    else void navigate({ to: '/o/$organisationId/customers/$customerId', params: { organisationId, customerId: id } })
  }
  const items = found.data?.items ?? []
  return (
    <Combobox store={combobox} onOptionSubmit={go} width={320} position="bottom-start" withinPortal={false}>
      <Combobox.Target targetType="button" withAriaAttributes>
        <InputBase
          ref={button}
          component="button"
          type="button"
          pointer
          size="sm"
          aria-label={t('customers.selector', { current: current.data?.name ?? own })}
          rightSection={<ChevronDownIcon />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.toggleDropdown()}
          classNames={{ input: classes.selector ?? '' }}
        >
          {current.data && customerId ? current.data.name : own}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown ?? ''}>
        <Combobox.Search
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t('customers.find')}
          aria-label={t('customers.find')}
          role="combobox"
          aria-expanded
        />
        <Combobox.Options aria-label={t('shell.places.customers')}>
          <Combobox.Option value={all} active={!customerId}>
            {t('customers.all', { organisation: own })}
          </Combobox.Option>
          {items.map((customer) => (
            <Combobox.Option key={customer.id} value={customer.id} active={customer.id === customerId}>
              <span className={classes.option}>
                <span>
                  {customer.name}
                  <span className={classes.optionMore}>
                    {customer.city ? <span>{customer.city}</span> : null}
                    {customer.customerId ? <Mono>{customer.customerId}</Mono> : null}
                  </span>
                </span>
                {customer.access === 'accepted' ? null : <CustomerStateTag access={customer.access} />}
              </span>
            </Combobox.Option>
          ))}
          {items.length === 0 ? (
            <Combobox.Empty>
              {found.isFetching
                ? t('kit.loading')
                : isMistypedCustomerId(typed)
                  ? t('customers.mistypedId')
                  : t('customers.noHit', { q: typed })}
            </Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
