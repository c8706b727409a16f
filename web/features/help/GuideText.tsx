import { Table, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { MarkedToken, Token } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { roles } from '../../kit/TableRow.tsx'
import type { Guide } from './guide.ts'
import classes from './help.module.css'
import { ours } from './tokens.ts'

// The tokens of our own guides as elements: no text becomes markup on its way (docs/decisions/0019).

/** A link to another guide, wherever that opens. */
type LinkTo = (slug: string, children: ReactNode) => ReactNode

type TokensProps = { of: readonly Token[]; linkTo: LinkTo }

function Tokens({ of, linkTo }: TokensProps) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a file never change their order
  return ours(of).map((token, place) => <One key={place} token={token} linkTo={linkTo} />)
}

function One({ token, linkTo }: { token: MarkedToken; linkTo: LinkTo }): ReactNode {
  const within = (tokens: readonly Token[]) => <Tokens of={tokens} linkTo={linkTo} />
  switch (token.type) {
    case 'paragraph':
      return <p>{within(token.tokens)}</p>
    case 'heading':
      return <p className={classes.minor}>{within(token.tokens)}</p>
    case 'strong':
      return <strong>{within(token.tokens)}</strong>
    case 'em':
      return <em>{within(token.tokens)}</em>
    case 'text':
      return token.tokens ? within(token.tokens) : token.text
    case 'escape':
      return token.text
    case 'br':
      return <br />
    case 'codespan':
      return <code>{token.text}</code>
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled, by keyboard too
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      )
    case 'link':
      return /^https?:/.test(token.href) ? (
        <a href={token.href} rel="noreferrer">
          {within(token.tokens)}
        </a>
      ) : (
        linkTo(/([\w-]+)\.md/.exec(token.href)?.[1] ?? '', within(token.tokens))
      )
    case 'list':
      return <List list={token} linkTo={linkTo} />
    case 'table':
      return <Rows table={token} linkTo={linkTo} />
    default:
      return null
  }
}

function List({ list, linkTo }: { list: Extract<MarkedToken, { type: 'list' }>; linkTo: LinkTo }) {
  const Items = list.ordered ? 'ol' : 'ul'
  return (
    <Items>
      {list.items.map((item) => (
        <li key={item.raw}>
          <Tokens of={item.tokens} linkTo={linkTo} />
        </li>
      ))}
    </Items>
  )
}

function Rows({ table, linkTo }: { table: Extract<MarkedToken, { type: 'table' }>; linkTo: LinkTo }) {
  // Where its cells stand below each other (help.module.css) nothing is scrolled.
  const isStacked = useMediaQuery('(max-width: 640px)')
  const cells = (row: (typeof table)['header'], Cell: typeof Table.Th | typeof Table.Td, role: { role: string }) =>
    row.map((cell, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: nor do its cells
      <Cell key={place} data-name={table.header[place]?.text} {...role}>
        <Tokens of={cell.tokens} linkTo={linkTo} />
      </Cell>
    ))
  return (
    <Table.ScrollContainer minWidth={520} type="native" className={classes.rows ?? ''} {...(isStacked ? {} : { tabIndex: 0 })}>
      <Table verticalSpacing={6} {...roles.table}>
        <Table.Thead {...roles.group}>
          <Table.Tr {...roles.row}>{cells(table.header, Table.Th, roles.header)}</Table.Tr>
        </Table.Thead>
        <Table.Tbody {...roles.group}>
          {table.rows.map((row) => (
            <Table.Tr key={row.map(({ text }) => text).join(' ')} {...roles.row}>
              {cells(row, Table.Td, roles.cell)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** Where a part of a guide stands on its page. */
export function partId(part: number): string {
  return `part-${part}`
}

/** The text of a guide below its title; `under` is the level of that. */
export function GuideText({ guide, under, linkTo }: { guide: Guide; under: 1 | 3; linkTo: LinkTo }) {
  return (
    <div className={classes.text} lang={guide.language}>
      {guide.parts.map(({ heading, blocks }, part) => (
        <Fragment key={partId(part)}>
          {heading ? (
            <Title order={under === 1 ? 2 : 4} id={under === 1 ? partId(part) : undefined}>
              {heading}
            </Title>
          ) : null}
          <Tokens of={blocks} linkTo={linkTo} />
        </Fragment>
      ))}
    </div>
  )
}
