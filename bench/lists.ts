import type { Result } from './result.ts'
export async function benchLists(_scale: number): Promise<Result[]> {
  return []
}
