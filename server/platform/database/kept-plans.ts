const names = new Map<string, string>()
const mostNames = 500

/**
 * Planning a statement behind its walls costs more than running it (docs/decisions/0008): one by the same name is planned once per connection.
 * PostgreSQL keeps a plan for all values only where it costs no more than plans for each. `key`: the way of seeing and the statement.
 */
export function keptName(key: string): string | undefined {
  const known = names.get(key)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `s${names.size}`
  names.set(key, name)
  return name
}
