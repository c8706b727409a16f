import type { MarkedToken, Token } from 'marked'

const known: Record<string, true> = {
  br: true,
  code: true,
  codespan: true,
  em: true,
  escape: true,
  heading: true,
  link: true,
  list: true,
  paragraph: true,
  space: true,
  strong: true,
  table: true,
  text: true,
} satisfies Partial<Record<MarkedToken['type'], true>>

/** Tokens of Markdown that guides may hold; anything else, such as HTML, is left out. */
export function ours(tokens: readonly Token[]): MarkedToken[] {
  return tokens.filter((token): token is MarkedToken => token.type in known)
}

/** What tokens say, without how it looks. */
export function textOf(tokens: readonly Token[]): string {
  // A space that does not break stays what it is.
  return ours(tokens)
    .map(wordsOf)
    .join('')
    .replace(/[ \t\n]+/g, ' ')
}

function wordsOf(token: MarkedToken): string {
  switch (token.type) {
    case 'list':
      return token.items.map((item) => `${textOf(item.tokens)} `).join('')
    case 'table':
      return [token.header, ...token.rows].flatMap((row) => row.map((cell) => `${textOf(cell.tokens)} `)).join('')
    case 'paragraph':
    case 'heading':
      return `${textOf(token.tokens)} `
    case 'strong':
    case 'em':
    case 'link':
      return textOf(token.tokens)
    case 'text':
      return token.tokens ? textOf(token.tokens) : token.text
    case 'code':
      return `${token.text} `
    case 'codespan':
    case 'escape':
      return token.text
    default:
      return ' '
  }
}
