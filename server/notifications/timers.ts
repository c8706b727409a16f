import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { mailDigests, mailNews } from './mail.ts'

/** Notifications that go out by mail: at once, and in the morning. */
export function notificationsTimers(hub: Hub): readonly Timer[] {
  const every = (name: string, everySeconds: number, work: (hub: Hub) => Promise<number>): Timer => ({
    name: `notifications.${name}`,
    everySeconds,
    run: async () => {
      await work(hub)
    },
  })
  return [every('mail-news', 3, mailNews), every('mail-digests', 60, mailDigests)]
}
