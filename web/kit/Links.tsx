import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import classes from './links.module.css'

type Own = { ref?: Ref<HTMLAnchorElement> }
type AnchorAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'>

// Not Mantine's: rows of a long list come by the dozen while one scrolls, and each has one.
function LinkText({ className, children, ...rest }: AnchorAttributes & Own) {
  return (
    <a className={className ? `${classes.link} ${className}` : classes.link} {...rest}>
      {children}
    </a>
  )
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
