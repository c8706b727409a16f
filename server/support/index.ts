export { recordView } from './view.ts'
