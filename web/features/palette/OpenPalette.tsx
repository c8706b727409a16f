import { Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchIcon } from '../../kit/icons.tsx'
import classes from './open.module.css'

const load = () => import('./Palette.tsx')
const Palette = lazy(() => load().then((piece) => ({ default: piece.Palette })))

const onApple = /Mac|iP(ad|hone|od)/.test(navigator.platform)

/** The way to the palette: the button in the header, or Ctrl+K (⌘K) wherever one is. Its piece is loaded when it is first opened. */
export function OpenPalette() {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const open = () => setOpened(true)
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <UnstyledButton
        className={classes.button}
        onClick={open}
        onPointerEnter={() => void load()}
        aria-label={t('palette.open')}
        aria-keyshortcuts={onApple ? 'Meta+K' : 'Control+K'}
        aria-haspopup="dialog"
      >
        <SearchIcon size={18} />
        <span className={classes.words}>{t('palette.open')}</span>
        <Kbd size="xs" className={classes.keys ?? ''}>
          {onApple ? '⌘K' : t('palette.keys')}
        </Kbd>
      </UnstyledButton>
      {opened ? (
        <Suspense fallback={null}>
          <Palette onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
