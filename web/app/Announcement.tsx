import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../contract/endpoint.ts'
import { Notice } from '../kit/Notice.tsx'
import classes from './announcement.module.css'
import { useHub } from './hub.tsx'
import { oneOf } from './listing.ts'

const closedKey = 'steward-announcement-closed'

/** What whoever runs the hub has to say to everybody, until one closes it; in other words it comes again. */
export function Announcement() {
  const { i18n } = useTranslation()
  const hub = useHub()
  const [closed, setClosed] = useState(() => localStorage.getItem(closedKey))
  const close = (id: string) => {
    localStorage.setItem(closedKey, id)
    setClosed(id)
  }
  const announcement = hub?.announcement
  const asked = oneOf(languages, i18n.language)
  const language = [asked, hub?.language, ...languages].find((of) => of && announcement?.texts[of])
  const text = announcement && language ? announcement.texts[language] : null
  return (
    <div role="status" className={classes.announcement}>
      {announcement && text && closed !== announcement.id ? (
        <Notice tone={announcement.level === 'warning' ? 'warn' : 'info'} onClose={() => close(announcement.id)}>
          <span lang={language ?? undefined} className={classes.announced}>
            {text}
          </span>
        </Notice>
      ) : null}
    </div>
  )
}
