// What the server says, in English. French and German have the type of this file: a missing key does not compile.
import { demonstration } from './en/demonstration.ts'
import { registrations } from './en/devices.ts'
import { feeds } from './en/feeds.ts'
import { audit, mails, notifications } from './en/messages.ts'
import * as names from './en/names.ts'
import { fields, problems } from './en/problems.ts'
import { transfers } from './en/transfers.ts'

export const en = { problems, fields, feeds, registrations, transfers, audit, mails, notifications, names, demonstration }

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }
export type Words = Told<typeof en>
