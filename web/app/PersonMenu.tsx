import { Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '../../contract/endpoint.ts'
import { signOut, updateMe } from '../../contract/session.ts'
import { call } from '../call.ts'
import { CheckIcon, DensityIcon, InfoIcon, MoonIcon, PersonIcon, SignOutIcon, SunIcon } from '../kit/icons.tsx'
import { Initials } from '../kit/Person.tsx'
import { speak } from '../words/index.ts'
import { densities, useDensity } from './density.ts'
import { useHelp } from './hub.tsx'
import { languageNames } from './languages.ts'
import { keepLanguage, recheckSession, useActingFor, useSession } from './session.ts'
import classes from './shell.module.css'

function Organisations() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const actingFor = useActingFor()
  const memberships = useSession().data?.memberships ?? []
  if (memberships.length < (actingFor ? 2 : 1)) return null
  return (
    <>
      <Menu.Label>{t('shell.actingFor')}</Menu.Label>
      {memberships.map(({ organisationId, organisationName }) => (
        <Menu.Item
          key={organisationId}
          rightSection={organisationId === actingFor ? <CheckIcon /> : null}
          onClick={() => void navigate({ to: '/o/$organisationId', params: { organisationId } })}
        >
          {organisationName}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}

function Help() {
  const { t } = useTranslation()
  const help = useHelp()
  if (help.length === 0) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('shell.help')}</Menu.Label>
      {help.map(({ href, shown }) => (
        <Menu.Item key={href} component="a" href={href} rel="noreferrer" leftSection={<InfoIcon />} className={classes.help ?? ''}>
          {shown}
        </Menu.Item>
      ))}
    </>
  )
}

/** Who is signed in: organisations to act for, account, language, light and dark, density, sign out. */
export function PersonMenu() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const actingFor = useActingFor()
  const person = useSession().data?.person
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  if (!person) return null
  const choose = async (language: Language) => {
    keepLanguage(queries, language)
    await speak(language)
    await call(updateMe, { body: { language } })
    // Each page speaks the session's language: it must know before one goes on.
    await recheckSession(queries)
    await queries.invalidateQueries()
  }
  const leave = async () => {
    await call(signOut, {}).catch(() => undefined)
    queries.clear()
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <button type="button" className={classes.person} aria-label={t('shell.person', { name: person.name })}>
          <Initials of={person.name} />
          <span className={classes.personName}>{person.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.mail}</Menu.Label>
        <Organisations />
        {actingFor ? (
          <Menu.Item
            leftSection={<PersonIcon />}
            onClick={() => void navigate({ to: '/o/$organisationId/account', params: { organisationId: actingFor } })}
          >
            {t('shell.account')}
          </Menu.Item>
        ) : person.operator ? (
          <Menu.Item leftSection={<PersonIcon />} onClick={() => void navigate({ to: '/operator/account' })}>
            {t('shell.account')}
          </Menu.Item>
        ) : null}
        <Help />
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={i18n.language === language ? <CheckIcon /> : null}
            onClick={() => void choose(language)}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.colours')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={scheme === 'dark' ? <MoonIcon /> : <SunIcon />}
            rightSection={colorScheme === scheme ? <CheckIcon /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`shell.scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('kit.density')}</Menu.Label>
        {densities.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<DensityIcon />}
            rightSection={density === one ? <CheckIcon /> : null}
            onClick={() => setDensity(one)}
          >
            {t(`kit.densities.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<SignOutIcon />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
