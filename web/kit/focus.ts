import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Nothing on the page has the focus: the next Tab begins at its top. */
export function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Gives the focus back to what had it; where that is gone or cannot take it, to the dialog it stands in, else to the page's heading. Never takes it away. */
export function refocus(from: Element | null): void {
  if (!isLost()) return
  const stays = from instanceof HTMLElement && from.isConnected
  for (const next of [stays ? from : null, stays ? from.closest<HTMLElement>('[role=dialog]') : null, document.querySelector('h1')]) {
    if (!isLost()) return
    next?.focus({ preventScroll: true })
  }
}

/** While something is sent its button is disabled, and afterwards it may be gone: both leave the focus nowhere, and whoever works by keys at the page's top. */
export function useFocusAfter(pending: boolean): void {
  useLayoutEffect(() => {
    if (!pending) return
    const from = document.activeElement
    // Not before what takes its place is shown.
    return () => void window.setTimeout(() => refocus(from))
  }, [pending])
}

/** For a part of a page (`tabIndex={-1}`): has the focus where what had it went with a change of `state`. */
export function useFocusWithin<Part extends HTMLElement>(state: unknown): RefObject<Part | null> {
  const part = useRef<Part>(null)
  const before = useRef(state)
  useLayoutEffect(() => {
    if (before.current !== state && isLost()) part.current?.focus({ preventScroll: true })
    before.current = state
  }, [state])
  return part
}
