/** Takes a sell-through report in the name of a member; its devices are placed in the background (R-B3). */
export { type Report, receiveFeed } from './receive.ts'
