import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckIcon, CrossIcon, EyeIcon } from '../../kit/icons.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Panel } from '../../kit/Page.tsx'
import type { Transfer } from './outcomes.ts'
import classes from './transfers.module.css'

function Lines({ of, icon }: { of: readonly string[]; icon: ReactNode }) {
  return (
    <ul className={classes.seen}>
      {of.map((line) => (
        <li key={line}>
          {icon}
          <span>{line}</span>
        </li>
      ))}
    </ul>
  )
}

/** What whoever gets the devices will see of them, and what they won't (R-T4, R-T8). */
export function WhatTheySee({ transfer, back }: { transfer: Transfer; back: boolean }) {
  const { t } = useTranslation()
  const target = transfer.target?.name
  if (back) {
    return (
      <Notice tone="info" icon={<EyeIcon />} title={t('transfers.see.backTitle')}>
        {t('transfers.see.back')}
      </Notice>
    )
  }
  const collects = transfer.targetCollects
  const seen = [t('transfers.see.product'), t('transfers.see.act'), t('transfers.see.reports')]
  const unseen = [t('transfers.see.before'), t('transfers.see.others'), ...(collects ? [] : [t('transfers.see.collectsNot')])]
  return (
    <Stack gap="sm">
      <Panel>
        <section aria-label={target ? t('transfers.see.title', { target }) : t('transfers.several.seeTitle')} className={classes.sees}>
          <div>
            <h2 className={classes.seesTitle}>{target ? t('transfers.see.title', { target }) : t('transfers.several.seeTitle')}</h2>
            <Lines of={seen} icon={<CheckIcon size={15} />} />
          </div>
          <div>
            <h2 className={classes.seesTitle}>{t('transfers.see.notTitle')}</h2>
            <Lines of={unseen} icon={<CrossIcon size={13} />} />
          </div>
        </section>
      </Panel>
      {collects ? (
        <Notice tone="warn" title={t('transfers.collects.title')}>
          {target ? t('transfers.collects.text', { target }) : t('transfers.several.collects')}
        </Notice>
      ) : null}
    </Stack>
  )
}
