/** Queues a mail in the caller's transaction; its link is made when it is sent. */

export { mailJobBindings, mailJobs } from './jobs.ts'
/** The built-in mailbox of a hub without SMTP_URL: main starts it with the background work, and stops it. */
export { startMailbox } from './mailbox.ts'
export { queueMail, queueWritten } from './queue.ts'
export type { MailContent } from './rules.ts'
