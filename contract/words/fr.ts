import type { Words } from './en.ts'
import { demonstration } from './fr/demonstration.ts'
import { registrations } from './fr/devices.ts'
import { feeds } from './fr/feeds.ts'
import { audit, mails, notifications } from './fr/messages.ts'
import * as names from './fr/names.ts'
import { fields, problems } from './fr/problems.ts'
import { transfers } from './fr/transfers.ts'

export const fr: Words = { problems, fields, feeds, registrations, transfers, audit, mails, notifications, names, demonstration }
