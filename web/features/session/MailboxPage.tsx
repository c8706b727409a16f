import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listMailbox } from '../../../contract/session.ts'
import { useFormats } from '../../app/formats.ts'
import { useListing } from '../../app/listing.ts'
import { call } from '../../call.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { submitted } from '../../kit/Form.tsx'
import { MailIcon } from '../../kit/icons.tsx'
import { Panel } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { OutsidePage } from './Outside.tsx'
import classes from './outside.module.css'

const pollMilliseconds = 5_000
const addresses = /(https?:\/\/[^\s<>"]+)/

/** A mail's text with its links to click. */
function MailText({ text }: { text: string }) {
  return (
    <pre className={classes.text}>
      {text.split(addresses).map((part, index) => {
        const key = `${index}:${part}`
        return addresses.test(part) ? (
          <a key={key} href={part}>
            {part}
          </a>
        ) : (
          <span key={key}>{part}</span>
        )
      })}
    </pre>
  )
}

/** Mail that the demonstration hub sent, instead of a mail program. */
export function MailboxPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change } = useListing()
  const [to, setTo] = useState(search.q ?? '')
  const mails = useQuery({
    queryKey: ['person', listMailbox.name, search.q ?? null],
    queryFn: () => call(listMailbox, { query: { to: search.q } }),
    refetchInterval: pollMilliseconds,
  })
  return (
    <OutsidePage
      wide
      title={t('session.mailbox.title')}
      lead={t('session.mailbox.lead')}
      back={<Link to="/sign-in">{t('session.signIn')}</Link>}
    >
      <form onSubmit={submitted(() => change({ q: to.trim() || undefined }))}>
        <Group align="flex-end" gap="xs">
          <TextInput
            flex="0 1 22rem"
            label={t('session.mailbox.to')}
            type="search"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t('session.mailbox.show')}
          </Button>
        </Group>
      </form>
      <Reading
        of={mails}
        empty={{
          when: ({ items }) => items.length === 0,
          show: <Empty icon={<MailIcon size={20} />} title={t('session.mailbox.empty')} />,
        }}
      >
        {({ items }) => (
          <Stack gap="sm">
            {items.map((mail) => (
              <Panel key={mail.id}>
                <article aria-label={mail.subject}>
                  <Group justify="space-between" gap="xs">
                    <strong>{mail.subject}</strong>
                    <Quiet>{formats.instant(mail.at)}</Quiet>
                  </Group>
                  <div className={classes.mailEnds}>
                    <Quiet>{t('session.mailbox.fromTo', { from: mail.from, to: mail.to })}</Quiet>
                  </div>
                  <MailText text={mail.text} />
                </article>
              </Panel>
            ))}
          </Stack>
        )}
      </Reading>
    </OutsidePage>
  )
}
