const browsers = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
] as const
const systems = [
  ['iOS', /iPhone|iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['Linux', /Linux/],
] as const

/** "Firefox 140 · Windows" out of what a browser says of itself; what cannot be read stays as it is. */
export function browserOf(agent: string): string {
  const browser = browsers.flatMap(([name, sign]) => {
    const version = sign.exec(agent)?.[1]
    return version ? [`${name} ${version}`] : []
  })[0]
  const system = systems.find(([, sign]) => sign.test(agent))?.[0]
  return browser ? [browser, system].filter(Boolean).join(' · ') : agent || '–'
}
