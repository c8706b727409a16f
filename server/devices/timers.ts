import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { archiveInactive } from './archive.ts'

/** Devices that have been silent for longer than their tenant waits go into the archive; days are counted, so an hour is soon enough. */
export function devicesTimers(hub: Hub): readonly Timer[] {
  return [{ name: 'devices.archive', everySeconds: 3_600, run: () => archiveInactive(hub) }]
}
