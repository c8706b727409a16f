/** The typed client of a hub's API. Endpoints come from the contract (`contract/<feature>.ts`); no code of the server is in it. */
export { type Client, type ClientOptions, openClient } from './client.ts'
export { type CallInput, CallProblem } from './request.ts'
