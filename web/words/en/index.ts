import { words as first } from './en.ts'
import { words as more } from './en-more.ts'

export const words = { ...first, ...more }
