import { demonstration } from './de/demonstration.ts'
import { registrations } from './de/devices.ts'
import { feeds } from './de/feeds.ts'
import { audit, mails, notifications } from './de/messages.ts'
import * as names from './de/names.ts'
import { fields, problems } from './de/problems.ts'
import { transfers } from './de/transfers.ts'
import type { Words } from './en.ts'

export const de: Words = { problems, fields, feeds, registrations, transfers, audit, mails, notifications, names, demonstration }
