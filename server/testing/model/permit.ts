// The permission matrix, read from the text of permissions.md itself (its legend and its table), not from any table in code.

/** x yes · o own organisation or rows · m recorded user · c case in the queue · v member of a provider or vendor · w of a vendor. */
export type Letter = 'x' | 'o' | 'm' | 'c' | 'v' | 'w'

const letters: readonly Letter[] = ['x', 'o', 'm', 'c', 'v', 'w']

export interface Matrix {
  /** Role name to its column, as the legend says: `global_admin` to GA. RS, FS have no role name: use the abbreviation. */
  columns: Map<string, string>
  /** The abbreviations of the legend's "Partner:" line, for "favourite (partners)". */
  partnerColumns: Set<string>
  /** Permission to column to letter ('' = empty cell). */
  cells: Map<string, Map<string, Letter | ''>>
  /** What stands in brackets behind OP, in the document's words. */
  operator: string[]
}

function readLegend(document: string, matrix: Matrix): void {
  for (const line of document.split('\n')) {
    if (line.startsWith('|')) continue
    // The legend is a run of "Partner: **GA** `global_admin` · ...", "Provider: ... Vendor: ...", "Operator: **OP** (...)".
    for (const found of line.matchAll(/\*\*([A-Z]{2})\*\*(?: `([a-z_]+)`)?/g)) {
      const abbreviation = found[1]!
      const role = found[2] ?? abbreviation
      matrix.columns.set(role, abbreviation)
      if (line.startsWith('Partner:')) matrix.partnerColumns.add(abbreviation)
    }
    const operator = line.match(/\*\*OP\*\* \(([^;)]*)/)
    if (operator) for (const phrase of operator[1]!.split(',')) matrix.operator.push(phrase.trim())
  }
}

function cellsOf(line: string): string[] {
  const cells: string[] = []
  for (const cell of line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|')) cells.push(cell.trim())
  return cells
}

/** "a.b, a.c (words)" gives a.b and a.c; "own: session, view; favourite (partners)" gives own.session, own.view, own.favourite. */
function permissionsNamed(cell: string): string[] {
  const own = cell.startsWith('own:')
  const words = cell.replace(/^own:/, '').replace(/\([^)]*\)/g, '')
  const names: string[] = []
  for (const word of words.split(/[,;]/)) {
    const name = word.trim()
    if (name !== '') names.push(own ? `own.${name}` : name)
  }
  return names
}

function letterOf(cell: string, where: string): Letter | '' {
  if (cell === '') return ''
  for (const letter of letters) if (cell === letter) return letter
  throw new Error(`permissions.md: "${cell}" is not a letter of the legend (${where})`)
}

export function readMatrix(document: string): Matrix {
  const matrix: Matrix = { columns: new Map(), partnerColumns: new Set(), cells: new Map(), operator: [] }
  readLegend(document, matrix)
  let heading: string[] | null = null
  for (const line of document.split('\n')) {
    if (!line.startsWith('|')) continue
    const cells = cellsOf(line)
    if (cells[0] === 'permission') {
      heading = cells
      continue
    }
    if (/^-+$/.test(cells[0] ?? '')) continue
    if (heading === null) throw new Error('permissions.md: a row before the heading')
    if (cells.length !== heading.length) throw new Error(`permissions.md: ${cells.length} cells, not ${heading.length}: ${line}`)
    for (const permission of permissionsNamed(cells[0]!)) {
      if (matrix.cells.has(permission)) throw new Error(`permissions.md: ${permission} has two rows`)
      const row = new Map<string, Letter | ''>()
      for (let at = 1; at < heading.length; at++) {
        const column = heading[at]!
        let letter = letterOf(cells[at]!, `${permission}, ${column}`)
        if (permission === 'own.favourite' && !matrix.partnerColumns.has(column)) letter = '' // "(partners)"
        row.set(column, letter)
      }
      matrix.cells.set(permission, row)
    }
  }
  if (heading === null) throw new Error('permissions.md: no table')
  const known = new Set(matrix.columns.values())
  for (const column of heading.slice(1)) if (!known.has(column)) throw new Error(`permissions.md: column ${column} is not in the legend`)
  return matrix
}

const read = new Map<string, Matrix>()
/** The same text is read once. */
function matrixOf(document: string): Matrix {
  const matrix = read.get(document) ?? readMatrix(document)
  read.set(document, matrix)
  return matrix
}

/** Every permission of the table, in the document's order. */
export function permissionsIn(document: string): string[] {
  return [...readMatrix(document).cells.keys()]
}

/** Every role of the legend, in the document's order; RS, FS and OP by their abbreviation. */
export function rolesIn(document: string): string[] {
  return [...readMatrix(document).columns.keys()]
}

/**
 * What these roles together may try: '' nothing, 'x' without condition, else the letters of all their cells in the order x o m c v w
 * ("om" = what o allows and what m allows). "Rights are the union of a member's roles": x takes in all others.
 * A role or permission that the document does not name is a mistake of the caller and throws.
 */
export function rolesPermit(document: string, roles: readonly string[], permission: string): string {
  const matrix = matrixOf(document)
  const found = new Set<Letter>()
  const row = matrix.cells.get(permission)
  if (row === undefined && !matrix.operator.includes(permission)) throw new Error(`permissions.md has no permission ${permission}`)
  for (const role of roles) {
    let column = matrix.columns.get(role)
    if (column === undefined && [...matrix.columns.values()].includes(role)) column = role
    if (column === undefined) throw new Error(`permissions.md has no role ${role}`)
    if (column === 'OP') {
      if (matrix.operator.includes(permission)) found.add('x')
      continue // "nothing below"
    }
    const letter = row?.get(column) ?? ''
    if (letter !== '') found.add(letter)
  }
  if (found.has('x')) return 'x'
  let together = ''
  for (const letter of letters) if (found.has(letter)) together += letter
  return together
}
