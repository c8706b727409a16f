import { type RefObject, useEffect, useRef } from 'react'

/** For a form that a button opens below itself: one goes on in its first field, which is in sight. Of several the first one has it; one that would open its choices over the form is only brought into sight. */
export function useOpenedForm(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!document.activeElement?.matches('button[aria-expanded=true]')) return
    const field = form.current?.querySelector('input')
    if (!field?.matches('[aria-haspopup=listbox]')) field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  }, [])
  return form
}
