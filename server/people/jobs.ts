import type { Job } from '../platform/jobs.ts'

/** Mails the link of a password reset, where somebody has the address. */
export const mailReset: Job<{ resetId: string }> = { name: 'people.mail_reset' }

/** Hands a confirmed registration to the partner whose location it names, if any. */
export const announceRegistration: Job<{ registrationId: string }> = { name: 'people.announce_registration' }

export const peopleJobs: readonly Job[] = [mailReset, announceRegistration]
