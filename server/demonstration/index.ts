/** Fills a demonstration hub with its made-up world, through the use cases; nothing where it is there already. */
export { makeDemonstration } from './make.ts'
