import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { SearchIcon } from './icons.tsx'
import classes from './toolbar.module.css'

type Props = {
  /** What to search, as its name and its placeholder: "Find a customer". */
  find: string
  typed: { value: string; set: (text: string) => void }
  /** Filters beside the search. */
  children?: ReactNode
  /** What one does with the list; stands at the far end. */
  actions?: ReactNode
}

/** Above a list: search, filters, actions. */
export function Toolbar({ find, typed, children, actions }: Props) {
  return (
    <div className={classes.toolbar}>
      <TextInput
        className={classes.search ?? ''}
        type="search"
        aria-label={find}
        placeholder={find}
        leftSection={<SearchIcon />}
        value={typed.value}
        onChange={(event) => typed.set(event.currentTarget.value)}
      />
      {children}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  )
}
