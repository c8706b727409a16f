import { useLocalStorage } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { languages } from '../../contract/endpoint.ts'
import { Notice } from '../kit/Notice.tsx'
import { useHub } from './hub.tsx'
import { oneOf } from './listing.ts'
import classes from './shell.module.css'

const closedKey = 'steward-announcement-closed'

/** What whoever runs the hub has to say to everybody, until one closes it; in other words it comes again. */
export function Announcement() {
  const { i18n } = useTranslation()
  const hub = useHub()
  const [closed, setClosed] = useLocalStorage<string | null>({ key: closedKey, defaultValue: null, getInitialValueInEffect: false })
  const announcement = hub?.announcement
  const asked = oneOf(languages, i18n.language)
  const language = [asked, hub?.language, ...languages].find((of) => of && announcement?.texts[of])
  const text = announcement && language ? announcement.texts[language] : null
  return (
    <div role="status" className={classes.announcement}>
      {announcement && text && closed !== announcement.id ? (
        <Notice tone={announcement.level === 'warning' ? 'warn' : 'info'} onClose={() => setClosed(announcement.id)}>
          <span lang={language ?? undefined} className={classes.announced}>
            {text}
          </span>
        </Notice>
      ) : null}
    </div>
  )
}
