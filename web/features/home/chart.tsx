import { type ComponentProps, lazy, Suspense } from 'react'
import { Skeletons } from '../../kit/States.tsx'
import classes from './home.module.css'

const Bars = lazy(() => import('./Bars.tsx').then((piece) => ({ default: piece.Bars })))

/** A chart, once its piece is here; its place is kept until then. */
export function Chart(props: ComponentProps<typeof Bars>) {
  return (
    <div className={classes.chart}>
      <Suspense fallback={<Skeletons of="text" />}>
        <Bars {...props} />
      </Suspense>
    </div>
  )
}
