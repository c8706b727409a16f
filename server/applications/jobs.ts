import type { Job } from '../platform/jobs.ts'

/** Lays a confirmed application on the desks of the vendors that it names. */
export const fileApplication: Job<{ applicantId: string }> = { name: 'applications.file' }

export const applicationsJobs: readonly Job[] = [fileApplication]
