import { Button, Loader } from '@mantine/core'
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endless } from './DataTable.tsx'
import classes from './table.module.css'

/** So many rows before the last one in sight is the last of all, the next ones are read. */
const rowsAhead = 60

type Props = { endless: Endless; virtual: Virtualizer<Window, HTMLTableRowElement>; count: number; byButton: boolean }

/** Below the rows: reads on as one comes near, tells the list what is in sight, and says so where the next rows cannot be had. */
export function Tail({ endless, virtual, count, byButton }: Props) {
  const { t } = useTranslation()
  const { id, more, load, see } = endless
  const [state, setState] = useState<{ of: string; is: 'still' | 'loading' | 'failed' }>({ of: id, is: 'still' })
  const is = state.of === id ? state.is : 'still'
  const loading = useRef<string | null>(null)
  const goOn = () => {
    if (loading.current === id) return
    loading.current = id
    setState({ of: id, is: 'loading' })
    const end = (then: 'still' | 'failed') => () => {
      if (loading.current !== id) return
      loading.current = null
      setState({ of: id, is: then })
    }
    load().then(end('still'), end('failed'))
  }
  const { range, isScrolling } = virtual
  const first = range?.startIndex ?? 0
  const last = range?.endIndex ?? 0
  useEffect(() => {
    if (more && is === 'still' && !byButton && last >= count - rowsAhead) goOn()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other rows come in sight, or the rows have changed
  useEffect(() => {
    if (!isScrolling) see({ first, last })
  }, [first, last, isScrolling, count, more])
  if (!more) return null
  return (
    <div className={classes.tail} role="status" data-tail>
      {is === 'loading' ? <Loader size="xs" aria-label={t('kit.loading')} /> : null}
      {is === 'failed' ? <span>{t('kit.moreFailed')}</span> : null}
      {is === 'failed' || (byButton && is === 'still') ? (
        <Button size="xs" variant="default" onClick={goOn}>
          {t(is === 'failed' ? 'kit.again' : 'kit.showMore')}
        </Button>
      ) : null}
    </div>
  )
}
