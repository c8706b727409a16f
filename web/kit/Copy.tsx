import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Mono } from './Bits.tsx'
import classes from './bits.module.css'
import { CheckIcon, CopyIcon } from './icons.tsx'

/** The clipboard needs HTTPS; in a company's own network on plain HTTP the old way still works. */
export async function toClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** A text to carry elsewhere, with its button. `label` says what it is: "Copy Customer ID". */
export function Copy({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const timer = useRef(0)
  const copy = async () => {
    await toClipboard(text)
    setCopied(true)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setCopied(false), 2000)
  }
  return (
    <span className={classes.copy}>
      <Mono>{text}</Mono>
      <Tooltip label={copied ? t('kit.copied') : label} withArrow>
        <ActionIcon variant="subtle" color={copied ? 'accent' : 'gray'} size="sm" aria-label={label} onClick={() => void copy()}>
          {copied ? <CheckIcon /> : <CopyIcon />}
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden aria-live="polite">{copied ? t('kit.copied') : ''}</VisuallyHidden>
    </span>
  )
}
