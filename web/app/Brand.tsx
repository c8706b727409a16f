import { Link } from '@tanstack/react-router'
import classes from './brand.module.css'
import { useHubName } from './hub.tsx'

export function Brand() {
  const name = useHubName()
  return (
    <Link to="/" className={classes.brand} preload={false}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <path
          d="M21.5 11.2c-1-1.6-2.9-2.5-5.3-2.5-3 0-5.2 1.5-5.2 3.9 0 5.2 9.6 2.6 9.6 6.4 0 1.5-1.6 2.5-4.1 2.5-2.6 0-4.6-1-5.7-2.9"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      <span className={classes.name} title={name}>
        {name}
      </span>
    </Link>
  )
}
