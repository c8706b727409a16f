export { mailJobBindings, mailJobs } from './jobs.ts'
export { startMailbox } from './mailbox.ts'
export { queueMail, queueWritten } from './queue.ts'
export type { MailContent } from './rules.ts'
