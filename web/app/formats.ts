import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { now } from './clock.ts'
import { useSession } from './session.ts'

type Address = { address?: string | null; postcode?: string | null; city: string | null; country: string | null }

/** The browser's own variant of a language, such as `en-GB` of `en`; else the language itself. What is no language tag is passed over: `en-US@posix`. */
export function regional(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.split('-')[0] === language && isTag(tag)) ?? language
}

function isTag(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

/** Of this device: what a new person begins with. */
export function timeZoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Dates and numbers in the person's language, written as in their region, and in their time zone. */
export function useFormats() {
  const { i18n } = useTranslation()
  const timeZone = useSession().data?.person.timeZone
  const language = regional(i18n.language, navigator.languages)
  return useMemo(() => {
    const zone = timeZone ? { timeZone } : {}
    const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', ...zone })
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...zone })
    const plainDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
    // Of Sweden: year-month-day.
    const isoDay = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...zone })
    const number = new Intl.NumberFormat(language)
    const list = new Intl.ListFormat(language, { type: 'unit' })
    const share = new Intl.NumberFormat(language, { style: 'percent' })
    const countries = new Intl.DisplayNames([language], { type: 'region' })
    const country = (code: string) => {
      try {
        return countries.of(code) ?? code
      } catch {
        return code
      }
    }
    return {
      /** Some things in a row: `A, B, C`. */
      list: (values: readonly string[]) => list.format(values),
      /** A moment: `2026-03-01T10:00:00Z`. */
      instant: (value: string) => instant.format(new Date(value)),
      date: (value: string) => date.format(new Date(value)),
      /** The day of a moment, for filters: `2026-03-01`. */
      isoDay: (value: string) => isoDay.format(new Date(value)),
      /** What fields of a day begin with. */
      today: () => isoDay.format(now()),
      /** A day without a time: `2026-03-01`; what somebody wrote instead of one stays as written. */
      day: (value: string) => {
        const day = new Date(`${value.slice(0, 10)}T00:00:00Z`)
        return Number.isNaN(day.getTime()) ? value : plainDay.format(day)
      },
      number: (value: number) => number.format(value),
      share: (value: number) => share.format(value),
      country,
      /** "Hauptstraße 1, 87435 Kempten, Deutschland"; empty where nothing is known. */
      address: ({ address, postcode, city, country: code }: Address) =>
        [address, [postcode, city].filter(Boolean).join(' '), code ? country(code) : ''].filter(Boolean).join(', '),
    }
  }, [language, timeZone])
}
