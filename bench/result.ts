import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** One line of the table (docs/benchmarks/latest.json). `twin` is the same work done barely, measured in the same run. */
export type Result = {
  name: string
  scale: number
  value: number
  unit: string
  twin: number | null
  ratio: number | null
  goal: string
  met: boolean | null
}

type Measured = {
  name: string
  scale: number
  value: number
  unit: string
  twin?: number
  most?: number
  mostRatio?: number
  goal?: string
}

/** `most` is the goal for the value, `mostRatio` for value / twin; both have to be met where both are given. */
export function result({ name, scale, value, unit, twin, most, mostRatio }: Measured): Result {
  const ratio = twin === undefined ? null : value / twin
  const goals = [most === undefined ? '' : `<= ${most} ${unit}`, mostRatio === undefined ? '' : `ratio <= ${mostRatio}`].filter(
    (text) => text !== '',
  )
  const met = goals.length === 0 ? null : (most === undefined || value <= most) && (mostRatio === undefined || (ratio ?? 0) <= mostRatio)
  return {
    name,
    scale,
    value: rounded(value),
    unit,
    twin: twin === undefined ? null : rounded(twin),
    ratio: ratio === null ? null : rounded(ratio),
    goal: goals.join(', '),
    met,
  }
}

/** How a file's time has grown with ten times its rows, and the most memory that the server had by then. */
export function growthAndMemory(
  name: string,
  {
    scale,
    rows,
    seconds,
    tenthSeconds,
    idle,
    peak,
  }: { scale: number; rows: number; seconds: number; tenthSeconds: number; idle: number; peak: number },
): Result[] {
  const growth = `${name}: growth ${rows / 10} to ${rows} (twin: the smaller one's seconds)`
  return [
    result({ name: growth, scale, value: seconds, unit: 's', twin: tenthSeconds, mostRatio: 11 }),
    result({ name: `${name}: memory of the server, most (twin: before)`, scale, value: peak, unit: 'MB', twin: idle, most: 500 }),
  ]
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

/** Linear interpolation is for smooth things: the value that this share of the samples does not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function printTable(results: readonly Result[]): void {
  const head = ['name', 'scale', 'value', 'unit', 'twin', 'ratio', 'goal', 'met']
  const lines = [
    head,
    ...results.map((one) =>
      [
        one.name,
        one.scale,
        one.value,
        one.unit,
        one.twin ?? '',
        one.ratio ?? '',
        one.goal,
        one.met === null ? '' : one.met ? 'yes' : 'NO',
      ].map(String),
    ),
  ]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of lines)
    process.stdout.write(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
}

const latest = fileURLToPath(new URL('../docs/benchmarks/latest.json', import.meta.url))

/** Keeps the figures; what was not measured this time, at this scale, stays as it was. */
export async function keep(results: readonly Result[], { only, scale }: { only: string | null; scale: number }): Promise<void> {
  await mkdir(new URL('../docs/benchmarks/', import.meta.url), { recursive: true })
  const measured = (one: Result) =>
    results.some((other) => other.name === one.name && other.scale === one.scale) ||
    (one.scale === scale && (only === null || one.name.startsWith(`${only}:`)))
  const kept = (await keptResults()).filter((one) => !measured(one))
  await writeFile(latest, `[\n${[...kept, ...results].map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`)
}

/** What was measured before, also at other scales. */
export async function keptResults(): Promise<Result[]> {
  return JSON.parse(await readFile(latest, 'utf8').catch(() => '[]'))
}

/** How each median has grown since a tenth of the scale, measured before. */
export async function growthOf(results: readonly Result[], scale: number): Promise<Result[]> {
  const before = new Map((await keptResults()).filter((one) => one.scale * 10 === scale).map((one) => [one.name, one.value]))
  return results.flatMap(({ name, value, unit }) => {
    const tenth = before.get(name)
    return tenth === undefined || !name.endsWith('p50')
      ? []
      : [result({ name: `${name}, growth (twin: scale ${scale / 10})`, scale, value, unit, twin: tenth, mostRatio: 1.5 })]
  })
}
