import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'
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
  const [asking, keys] = useDisclosure(false)
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
          <Menu.Item closeMenuOnClick onClick={keys.open}>
            {t('kit.keys.title')}…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking ? <Keys picks={picks} onClose={keys.close} /> : null}
    </div>
  )
}

const moving = [
  [['up', 'down'], 'move'],
  [['home', 'end'], 'ends'],
  [['enter'], 'open'],
] as const
const picking = [
  [['space'], 'pick'],
  [['shift'], 'range'],
  [['ctrlA'], 'all'],
  [['escape'], 'clear'],
] as const

/** What keys do in a table: beside the menu, in which assistive technology looks for choices alone. */
function Keys({ picks, onClose }: { picks: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('kit.keys.title')} onClose={onClose}>
      <dl className={classes.keys}>
        {[...moving, ...(picks ? picking : [])].map(([keys, act]) => (
          <div key={act} className={classes.key}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{t(`kit.keys.names.${key}`)}</kbd>
              ))}
            </dt>
            <dd>{t(`kit.keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
