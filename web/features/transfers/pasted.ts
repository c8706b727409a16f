import { parseCustomerId } from '../../../contract/customer-id.ts'
import { findSerialFault, foldSerial } from '../../../contract/serial.ts'

/** A first look at what was pasted, before anybody else sees it. */
export type Pasted = {
  serials: string[]
  /** Each row names its own target in a second column, as cells copied from a spreadsheet do. */
  withTargets: boolean
  /** Serials that stand there more than once, each once. */
  twice: string[]
  /** Serials that cannot be ones: mangled by a spreadsheet, too long, or with signs that serials don't have. */
  unreadable: string[]
}

/** One serial a line, or separated by commas, semicolons or tabs; or lines of two cells, serial number and target Customer ID. */
export function readPasted(text: string): Pasted {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  const withTargets = lines.some((line) => parseCustomerId(cellsOf(line)[1] ?? '') !== null)
  const rows = withTargets ? lines.slice(isHeading(lines[0] ?? '') ? 1 : 0) : lines
  const cells = withTargets ? rows.map((line) => cellsOf(line)[0] ?? '') : rows.flatMap(cellsOf)
  const serials = cells.filter((cell) => cell !== '')
  return { serials, withTargets, twice: findTwice(serials), unreadable: serials.filter((serial) => findSerialFault(serial) !== null) }
}

function cellsOf(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) => cell.trim())
}

/** Above cells that were copied: words, and no Customer ID. The server decides by its own rule; this only counts. */
function isHeading(line: string): boolean {
  const [serial = '', target = ''] = cellsOf(line)
  return !/\d/.test(serial) && parseCustomerId(target) === null
}

function findTwice(serials: readonly string[]): string[] {
  const counts = new Map<string, { n: number; serial: string }>()
  for (const serial of serials) {
    const key = foldSerial(serial)
    if (key === '') continue
    counts.set(key, { serial, n: (counts.get(key)?.n ?? 0) + 1 })
  }
  return [...counts.values()].filter(({ n }) => n > 1).map(({ serial }) => serial)
}
