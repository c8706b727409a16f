import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../contract/endpoint.ts'
import { Brand } from '../../app/Brand.tsx'
import { languageNames } from '../../app/languages.ts'
import { oneOf } from '../../app/listing.ts'
import { speak } from '../../words/index.ts'
import classes from './outside.module.css'

/** The frame of pages before sign-in: brand, choice of language. */
export function Outside({ wide, children }: { wide?: boolean; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  return (
    <div className={classes.outside}>
      <header className={classes.header}>
        <Brand />
        <NativeSelect
          size="xs"
          aria-label={t('shell.language')}
          value={i18n.language}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          onChange={(event) => {
            const language = oneOf(languages, event.currentTarget.value)
            if (language) void speak(language)
          }}
        />
      </header>
      <main className={wide ? classes.wide : classes.main}>{children}</main>
    </div>
  )
}
