import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getDemonstration } from '../../../contract/session.ts'
import { useRoleNames } from '../../app/roles.ts'
import { call } from '../../call.ts'
import classes from './outside.module.css'

/** The first ones cover every kind of organisation; the rest on demand. */
const first = 8

/** What a demonstration hub tells of itself; a real one has no sign-ins to offer. */
export function useDemonstration() {
  const { i18n } = useTranslation()
  const { data, isPending } = useQuery({
    queryKey: ['person', getDemonstration.name, i18n.language],
    queryFn: () => call(getDemonstration, {}),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { signIns: data?.signIns ?? [], isPending }
}

/** Sign-ins of the demonstration data, one click each; nothing on a real hub. */
export function Demonstration({ title, onPick }: { title: ReactNode; onPick: (entry: { mail: string; password: string }) => void }) {
  const { t } = useTranslation()
  const roleNames = useRoleNames()
  const [all, setAll] = useState(false)
  const { signIns } = useDemonstration()
  if (signIns.length === 0) return null
  return (
    <section aria-label={t('session.demonstration.title')}>
      {title}
      <Text c="dimmed" mb="sm">
        {t('session.demonstration.text')} <Link to="/mailbox">{t('session.demonstration.mailbox')}</Link>
      </Text>
      <ul className={classes.cards}>
        {(all ? signIns : signIns.slice(0, first)).map(({ name, mail, password, organisation, roles, what }) => (
          <li key={mail}>
            <button type="button" className={classes.card} onClick={() => onPick({ mail, password })}>
              <span className={classes.cardName}>{name}</span>
              <span className={classes.cardOf}>
                {organisation} · {roleNames(roles)}
              </span>
              <span className={classes.cardWhat}>{what}</span>
              <span className={classes.cardMail}>{mail}</span>
            </button>
          </li>
        ))}
      </ul>
      {all || signIns.length <= first ? null : (
        <Button variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {t('session.demonstration.all', { count: signIns.length })}
        </Button>
      )}
    </section>
  )
}
