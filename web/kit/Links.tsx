import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Own = { ref?: Ref<HTMLAnchorElement> }
type AnchorAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'>

function LinkText(props: AnchorProps & AnchorAttributes & Own) {
  return <Anchor inherit {...props} />
}

function LinkAsButton(props: ButtonProps & AnchorAttributes & Own) {
  return <Button component="a" {...props} />
}

/** A link inside the pages. */
export const TextLink = createLink(LinkText)
/** A link that looks like a button. */
export const ButtonLink = createLink(LinkAsButton)

/** A file to download; `href` from `useAddress`. */
export function Download({ href, children, ...rest }: ButtonProps & AnchorAttributes & { href: string }) {
  return (
    <Button component="a" href={href} download variant="default" {...rest}>
      {children}
    </Button>
  )
}
