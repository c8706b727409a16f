import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Nothing on the page has the focus: the next Tab begins at its top. */
export function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Where one goes on when all else is gone: in the dialog that is open, else at the page's heading. */
export function focusHeading() {
  const place = document.querySelector<HTMLElement>('[role=dialog][aria-modal=true]') ?? document.querySelector<HTMLElement>('h1')
  place?.focus({ preventScroll: true })
}

/**
 * Remembers what has the focus. What it answers gives it back, once what takes its place is shown: where it is gone or cannot take it, to the dialog it
 * stood in, else to the page's heading. Never takes it away.
 */
export function rememberFocus(): () => void {
  const from = document.activeElement
  const dialog = from?.closest('[role=dialog]')
  const back = () => {
    for (const next of [from, dialog]) if (isLost() && next instanceof HTMLElement && next.isConnected) next.focus({ preventScroll: true })
    if (isLost()) focusHeading()
  }
  return () => void window.setTimeout(back)
}

/** While something is sent its button is disabled, and afterwards it may be gone: both leave the focus nowhere, and whoever works by keys at the page's top. */
export function useFocusAfter(pending: boolean): void {
  useLayoutEffect(() => (pending ? rememberFocus() : undefined), [pending])
}

/** For a part of a page (`tabIndex={-1}`), or a field of it: has the focus where what had it went with a change of `state`. */
export function useFocusWithin<Part extends HTMLElement>(state: unknown): RefObject<Part | null> {
  const part = useRef<Part>(null)
  const before = useRef(state)
  useLayoutEffect(() => {
    if (before.current !== state && isLost()) part.current?.focus({ preventScroll: true })
    before.current = state
  }, [state])
  return part
}
