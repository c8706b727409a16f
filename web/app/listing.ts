import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Search } from './router.tsx'

const typingMilliseconds = 250

/** The state of a list, kept in the address: going back, reloading and sending the address all show the same. */
export function useListing() {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: Search, how: { replace?: boolean } = {}) =>
    void navigate({ to: '.', search: (now: Search) => ({ ...now, after: undefined, ...next }), replace: how.replace ?? false })
  return { search, change, turn: (cursor: string | undefined) => change({ after: cursor }) }
}

/** A search box that writes to the address while one types. */
export function useSearchText() {
  const { search, change } = useListing()
  const asked = search.q ?? ''
  const [value, setValue] = useState(asked)
  const sent = useRef(asked)
  const send = useDebouncedCallback((q: string) => {
    sent.current = q
    change({ q: q || undefined }, { replace: true })
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
      send(text.trim())
    },
  }
}

/** One of the known values, or the first. */
export function oneOf<Value extends string>(known: readonly Value[], value: string | undefined): Value | undefined {
  return known.find((one) => one === value)
}
