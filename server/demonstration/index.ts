export { makeDemonstration } from './make.ts'
