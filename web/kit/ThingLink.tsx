import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import { Mono } from './Bits.tsx'
import classes from './links.module.css'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children' | 'className'> & { children: string; ref?: Ref<HTMLAnchorElement> }

function LinkNumber({ children, ...rest }: Props) {
  return (
    <a {...rest} className={classes.link}>
      <Mono>{children}</Mono>
    </a>
  )
}

/** A link to a thing by its number, in one width for every sign. */
export const ThingLink = createLink(LinkNumber)
