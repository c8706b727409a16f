import { encode } from 'uqr'
import classes from './account.module.css'

/** Dark squares on white, whatever the page's colours are: cameras want it so. Four squares of white around it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className={classes.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="var(--white)" />
      <path d={squares.join('')} fill="var(--black)" />
    </svg>
  )
}
