import type { WithMany, Words } from '../index.ts'
import { words as first } from './fr.ts'
import { words as more } from './fr-more.ts'

export const words: WithMany<Words> = { ...first, ...more }
