import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { changed, type Search } from './search.ts'
import { mayOpenByView } from './viewed.ts'

const typingMilliseconds = 250

/** What lists are filtered by, by its name in the address. */
export const filterNames = ['q', 'filter', 'model', 'waiting', 'kind', 'person', 'subject', 'from', 'to'] as const
export type Filter = (typeof filterNames)[number]

/** The state of a list, kept in the address: going back, reloading and sending the address all show the same. */
export function useListing() {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const router = useRouter()
  /** `stay`: the list is the same one, and stays where one has scrolled it to. */
  const change = (next: Search, { replace = false, stay = false }: { replace?: boolean; stay?: boolean } = {}) =>
    void navigate({
      to: '.',
      search: (now: Search) => changed(now, next, mayOpenByView(router.state.location.pathname)),
      replace,
      resetScroll: !stay,
    })
  return { search, change }
}

/** A box, for words or for a day, that writes to the address while one types. */
export function useSearchText(name: 'q' | 'model' | 'from' | 'to' = 'q') {
  const { search, change } = useListing()
  const router = useRouter()
  const here = () => router.state.location.pathname
  const asked = search[name] ?? ''
  const [value, setValue] = useState(asked)
  const sent = useRef(asked)
  const send = useDebouncedCallback((text: string, typedAt: string) => {
    // Whoever has gone on meanwhile sought there, not here.
    if (here() !== typedAt) return
    sent.current = text
    change({ [name]: text || undefined }, { replace: true })
  }, typingMilliseconds)
  // The address changed by itself: the way back, or the menu.
  useEffect(() => {
    if (asked === sent.current) return
    sent.current = asked
    setValue(asked)
  }, [asked])
  return {
    value,
    set: (text: string) => {
      setValue(text)
      send(text.trim(), here())
    },
  }
}

/** One of the known values, or the first. */
export function oneOf<Value extends string>(known: readonly Value[], value: string | undefined): Value | undefined {
  return known.find((one) => one === value)
}
