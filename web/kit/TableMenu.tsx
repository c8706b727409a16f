import { ActionIcon, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnsIcon } from './icons.tsx'
import classes from './table.module.css'

type Props = {
  columns: readonly { key: string; name: string; on: boolean }[]
  onColumn: (key: string) => void
  densities: readonly { key: string; name: string; on: boolean; choose: () => void }[]
  /** Whether rows are picked here: more keys then. */
  picks: boolean
  /** Further menus beside it. */
  children?: ReactNode
}

/** At the end of the bar above a table: which columns are shown, how close the rows stand, and the keys. */
export function TableMenu({ columns, onColumn, densities, picks, children }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.barMenus}>
      {children}
      <Menu position="bottom-end" width={270} closeOnItemClick={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('kit.tableMenu')} title={t('kit.tableMenu')}>
            <ColumnsIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('kit.columns')}</Menu.Label>
          {columns.map(({ key, name, on }) => (
            <Menu.CheckboxItem key={key} checked={on} onChange={() => onColumn(key)}>
              {name}
            </Menu.CheckboxItem>
          ))}
          <Menu.Divider />
          <Menu.Label>{t('kit.density')}</Menu.Label>
          {densities.map(({ key, name, on, choose }) => (
            <Menu.CheckboxItem key={key} checked={on} onChange={choose}>
              {name}
            </Menu.CheckboxItem>
          ))}
          <Menu.Divider />
          <Menu.Label>{t('kit.keys.title')}</Menu.Label>
          <Keys picks={picks} />
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

const moving = [
  ['↑ ↓', 'move'],
  ['Home End', 'ends'],
  ['Enter', 'open'],
] as const
const picking = [
  ['Space', 'pick'],
  ['Shift', 'range'],
  ['Ctrl A', 'all'],
  ['Esc', 'clear'],
] as const

function Keys({ picks }: { picks: boolean }) {
  const { t } = useTranslation()
  return (
    <dl className={classes.keys}>
      {[...moving, ...(picks ? picking : [])].map(([key, act]) => (
        <div key={key} className={classes.key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(`kit.keys.${act}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
