import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CheckIcon } from './icons.tsx'
import classes from './steps.module.css'

/** Where one is in a piece of work of several steps. */
export function Steps({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  const { t } = useTranslation()
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-state={index < current ? 'done' : index === current ? 'current' : 'ahead'}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={classes.number}>{index < current ? <CheckIcon size={13} /> : index + 1}</span>
          <span className={classes.name}>{step}</span>
          {index < current ? <VisuallyHidden>{t('kit.stepDone')}</VisuallyHidden> : null}
        </li>
      ))}
    </ol>
  )
}
