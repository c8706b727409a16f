// The contact sheet of the screenshots: all pictures of a folder, grouped by page, each a link to itself in full.

/** One picture: of which page or state, how, and in which file. */
export type Picture = { name: string; language: string; scheme: string; width: string; file: string }

const style = `body { font: 14px system-ui, sans-serif; margin: 24px; background: #777; color: #fff }
h2 { margin: 32px 0 8px } div { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 8px }
figure { margin: 0 } figcaption { font-size: 11px } img { display: block; height: 240px; background: #999 } nav a { color: #fff; margin-right: 12px }`

/** The sheet as HTML. */
export function sheetOf(pictures: readonly Picture[]): string {
  const byName = Map.groupBy(pictures, ({ name }) => name)
  const names = [...byName.keys()]
  const links = names.map((name) => `<a href="#${name}">${name}</a>`).join('\n')
  const groups = names.map((name) => `<h2 id="${name}">${name}</h2>\n${rowsOf(byName.get(name) ?? [])}`).join('\n')
  return `<!doctype html>\n<meta charset="utf-8">\n<title>Pages of Steward</title>\n<style>${style}</style>\n<nav>${links}</nav>\n${groups}\n`
}

function rowsOf(pictures: readonly Picture[]): string {
  const rows = [...Map.groupBy(pictures, ({ language, scheme }) => `${language} ${scheme}`).values()]
  return rows.map((row) => `<div>${row.map(figure).join('')}</div>`).join('\n')
}

function figure({ name, language, scheme, width, file }: Picture): string {
  const how = `${language}, ${scheme}, ${width} px`
  return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${name}, ${how}"></a><figcaption>${how}</figcaption></figure>`
}
