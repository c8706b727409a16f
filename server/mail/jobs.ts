import type { Hub } from '../platform/hub.ts'
import { bindJob, type Job, type JobBinding } from '../platform/jobs.ts'
import { sendOneMail } from './send.ts'

/** Sends one mail of hub.mail. Fails until the mail server takes it: the queue tries again, later and later. */
export const sendMail: Job<{ mailId: string }> = { name: 'mail.send' }

export const mailJobs: readonly Job[] = [sendMail]

export function mailJobBindings(hub: Hub): readonly JobBinding[] {
  return [bindJob(sendMail, ({ mailId }) => sendOneMail(hub, mailId), 4)]
}
