function rewritten(url: URL, from: RegExp, to: string): URL {
  url.pathname = url.pathname.replace(from, to)
  return url
}

/** Pages inside a support session are those of an organisation; the address says what they are: `/s/<session>/…`. */
export const rewrite = {
  input: ({ url }: { url: URL }) => rewritten(url, /^\/s\/([^/]+)/, '/o/s.$1'),
  output: ({ url }: { url: URL }) => rewritten(url, /^\/o\/s\.([^/]+)/, '/s/$1'),
}
