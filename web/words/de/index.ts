import type { Words } from '../index.ts'
import { words as first } from './de.ts'
import { words as more } from './de-more.ts'

export const words: Words = { ...first, ...more }
