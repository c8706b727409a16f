export { getApplication } from './list.ts'
