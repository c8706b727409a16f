import { Anchor, Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../contract/endpoint.ts'
import { Announcement } from '../../app/Announcement.tsx'
import { Brand } from '../../app/Brand.tsx'
import { useHelp } from '../../app/hub.tsx'
import { languageNames } from '../../app/languages.ts'
import { oneOf } from '../../app/listing.ts'
import type { CallProblem } from '../../call.ts'
import { FormProblem, submitted } from '../../kit/Form.tsx'
import { useFocusAfter } from '../../kit/focus.ts'
import { TextLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { speak } from '../../words/index.ts'
import classes from './outside.module.css'

/** The frame of pages before sign-in: brand, choice of language. */
export function Outside({ wide, children }: { wide?: boolean; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const help = useHelp()
  const page = useLocation({ select: ({ pathname }) => pathname.split('/')[1] ?? '' })
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
      <main className={wide ? classes.wide : classes.main}>
        <Announcement />
        {children}
        <Text component="p" size="sm" c="dimmed" className={classes.help}>
          {page === 'help' ? null : (
            <TextLink to="/help/$guide" params={{ guide: page || 'sign-in' }}>
              {t('help.title')}
            </TextLink>
          )}
          {help.map(({ href, shown }) => (
            <Anchor key={href} inherit href={href} rel="noreferrer">
              {shown}
            </Anchor>
          ))}
        </Text>
      </main>
    </div>
  )
}

type PageProps = { title: string; lead?: ReactNode; back?: ReactNode; wide?: boolean; children: ReactNode }

/** A page before sign-in, in that frame. */
export function OutsidePage({ wide = false, children, ...head }: PageProps) {
  return (
    <Outside wide={wide}>
      <Page {...head}>{children}</Page>
    </Outside>
  )
}

type FormProps = {
  act: { isPending: boolean; error: CallProblem | null }
  onSend: () => void
  /** The word on the button that sends. */
  action: string
  /** Below the button. */
  more?: ReactNode
  children: ReactNode
}

/** A form of such a page: fields, what stands in the way, one button. */
export function OutsideForm({ act, onSend, action, more, children }: FormProps) {
  useFocusAfter(act.isPending)
  return (
    <form onSubmit={submitted(onSend)}>
      <Stack gap="md">
        {children}
        <FormProblem problem={act.error} />
        <Button type="submit" loading={act.isPending}>
          {action}
        </Button>
        {more}
      </Stack>
    </form>
  )
}
