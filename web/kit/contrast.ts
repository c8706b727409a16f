/** Least contrast of WCAG 2.2 AA: of words, and of large words, marks and the lines that show what can be operated. */
export const least = { words: 4.5, marks: 3 } as const

const grounds = ['ground', 'surface', 'raised', 'hover', 'picked', 'field', 'field-hover'] as const
const tones = ['good', 'warning', 'bad', 'info'] as const

/** Colours of kit/tokens.css that meet on the pages, and the contrast each pair must have. */
export const pairs: readonly { ink: string; on: string; least: number }[] = [
  ...['ink', 'quiet', 'accent-text', ...tones.map((tone) => `${tone}-text`)].flatMap((ink) =>
    [...grounds, ...tones.map((tone) => `${tone}-ground`)].map((on) => ({ ink, on, least: least.words })),
  ),
  { ink: 'placeholder', on: 'field', least: least.words },
  { ink: 'on-accent', on: 'accent', least: least.words },
  { ink: 'on-danger', on: 'danger', least: least.words },
  ...['line-strong', 'accent-text', ...tones, 'neutral'].flatMap((ink) =>
    (['ground', 'surface', 'raised', 'field'] as const).map((on) => ({ ink, on, least: least.marks })),
  ),
]

/** Red, green and blue from 0 to 1 of `#rrggbb`, `#rgb` or `rgb(r g b)`; undefined where it is another notation. */
function channelsOf(colour: string): number[] | undefined {
  const long = colour.trim().replace(/^#([\da-f])([\da-f])([\da-f])$/i, '#$1$1$2$2$3$3')
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(long)
  if (hex) return hex.slice(1).map((part) => Number.parseInt(part, 16) / 255)
  const plain = /^rgba?\((\d+)[ ,]+(\d+)[ ,]+(\d+)/.exec(colour.trim())
  return plain?.slice(1).map((part) => Number(part) / 255)
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (channelsOf(colour) ?? []).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG's contrast of two colours, 1 to 21; 0 where one of them cannot be read. */
export function contrastOf(one: string, other: string): number {
  if (!channelsOf(one) || !channelsOf(other)) return 0
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
